package org.carrel.ingest.clinical;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.jspecify.annotations.Nullable;

/** The resources of a file, one after the other, those in bundles among them. */
final class FhirFile {

    static final int MAX_DEPTH = 200;

    private static final int LONGEST_STRING = 100_000_000;

    private final ObjectMapper json =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(MAX_DEPTH)
                                            .maxStringLength(LONGEST_STRING)
                                            .build())
                            .build());
    private final Path file;

    FhirFile(Path file) {
        this.file = file;
    }

    /** Takes a resource. */
    interface Visitor {

        /**
         * @param fullUrl of the bundle's entry
         */
        void visit(JsonNode resource, @Nullable String fullUrl) throws IOException;
    }

    void each(Visitor visitor) throws IOException {
        boolean some = false;
        try (JsonParser parser = json.createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new RefusedException(RefusalReason.CORRUPT);
                }
                top(parser, visitor);
                some = true;
            }
        }
        if (!some) {
            throw new RefusedException(RefusalReason.CORRUPT);
        }
    }

    /** The entries of a bundle are visited as they come; of any other resource, all is gathered. */
    private void top(JsonParser parser, Visitor visitor) throws IOException {
        ObjectNode resource = json.createObjectNode();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (field.equals("entry") && token == JsonToken.START_ARRAY) {
                entries(parser, resource.putArray("entry"), visitor);
            } else {
                resource.set(field, json.readTree(parser));
            }
        }
        if (!resource.hasNonNull("resourceType")) {
            throw new RefusedException(RefusalReason.CORRUPT);
        }
        visitor.visit(resource, null);
    }

    private void entries(JsonParser parser, ArrayNode others, Visitor visitor) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode entry = json.readTree(parser);
            if (entry.path("resource").isObject()) {
                entry(entry, visitor);
            } else {
                others.add(entry);
            }
        }
    }

    private void entry(JsonNode entry, Visitor visitor) throws IOException {
        JsonNode resource = entry.path("resource");
        String fullUrl = entry.path("fullUrl").asText("");
        visitor.visit(resource, fullUrl.isEmpty() ? null : fullUrl);
        if (resource.path("resourceType").asText("").equals("Bundle")) {
            for (JsonNode inner : resource.path("entry")) {
                if (inner.path("resource").isObject()) {
                    entry(inner, visitor);
                }
            }
        }
    }
}
