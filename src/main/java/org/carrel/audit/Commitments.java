package org.carrel.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.compliance.Commitment;
import org.carrel.compliance.MalformedAuditException;

/** An event's commitments as they stand in its canonical form. */
final class Commitments {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final TypeReference<TreeMap<String, Commitment>> TYPE = new TypeReference<>() {};

    private Commitments() {}

    static String write(Map<String, Commitment> personal) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(personal));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("strings can be written", impossible);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws MalformedAuditException if the text is anything else
     */
    static Map<String, Commitment> read(String text) {
        try {
            Map<String, Commitment> personal = JSON.readValue(text, TYPE);
            if (personal != null && write(personal).equals(text)) {
                return personal;
            }
        } catch (JsonProcessingException e) {
            // Said below; Jackson's message quotes the input.
        }
        throw new MalformedAuditException("personal is not in its form");
    }
}
