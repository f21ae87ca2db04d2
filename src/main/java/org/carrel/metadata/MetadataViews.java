package org.carrel.metadata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document's metadata as the API shows it. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class MetadataViews {

    private static final int TAG_BYTES = 12;

    private final Metadata metadata;

    MetadataViews(Metadata metadata) {
        this.metadata = metadata;
    }

    /** A view and the tag of just this state. */
    record Tagged(MetadataView view, EntityTag tag) {

        /** Whether an If-Match header names this state (RFC 9110, section 13.1.1). */
        boolean matches(String condition) {
            return condition.strip().equals("*")
                    || Arrays.stream(condition.split(",", 20))
                            .map(String::strip)
                            .anyMatch(each -> each.equals("\"" + tag.getValue() + "\""));
        }
    }

    Tagged of(UUID document) {
        Map<MetadataField, MetadataEntity> rows = metadata.rows(document);
        Map<String, MetadataView.Field> fields = new LinkedHashMap<>();
        for (MetadataField field : MetadataField.values()) {
            fields.put(field.id(), field(rows.get(field)));
        }
        return new Tagged(new MetadataView(document, fields), new EntityTag(digest(rows)));
    }

    private MetadataView.Field field(@Nullable MetadataEntity row) {
        if (row == null) {
            return new MetadataView.Field(null, null, null, null, null, null, null);
        }
        return new MetadataView.Field(
                metadata.value(row),
                row.said != null ? "person" : "machine",
                metadata.guess(row),
                row.confidence,
                row.start == null
                        ? null
                        : new MetadataView.Place(row.guessVersion, row.start, row.end),
                row.saidBy,
                row.saidAt);
    }

    /** What a person looked at when they decided to change it. */
    private static String digest(Map<MetadataField, MetadataEntity> rows) {
        StringBuilder state = new StringBuilder();
        rows.forEach((field, row) ->
                state.append(field)
                        .append('\n')
                        .append(row.guess)
                        .append('\n')
                        .append(row.guessVersion)
                        .append('\n')
                        .append(row.said)
                        .append('\n')
                        .append(row.saidAt)
                        .append('\n'));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(state.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has it.
        }
    }
}
