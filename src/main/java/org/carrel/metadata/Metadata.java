package org.carrel.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.ingest.Span;
import org.carrel.ingest.describe.Description;
import org.carrel.ingest.describe.DocumentType;
import org.carrel.ingest.describe.Guess;
import org.jspecify.annotations.Nullable;

/** Guesses and words about documents. All of it takes part in the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Metadata {

    /** Values beyond these are cut: a guess is text of a document, and as long as that pleases. */
    private static final int LONGEST = 300;

    private static final int MOST = 20;

    private final MetadataRepository repository;
    private final Documents documents;
    private final ObjectMapper json;
    private final Event<MetadataChanged> changed;

    Metadata(
            MetadataRepository repository,
            Documents documents,
            ObjectMapper json,
            Event<MetadataChanged> changed) {
        this.repository = repository;
        this.documents = documents;
        this.json = json;
        this.changed = changed;
    }

    /** A guess as it is entered. */
    private record Made(Object value, double confidence, @Nullable Span span) {}

    /**
     * Enters what indexing guesses about a version, in the place of earlier guesses. The caller
     * holds the document's row.
     */
    public void guessed(StoredDocument document, Description description) {
        Map<MetadataField, Made> made = made(description);
        Map<MetadataField, MetadataEntity> rows = rows(document.id());
        for (MetadataField field : MetadataField.values()) {
            MetadataEntity row = rows.get(field);
            Made guess = made.get(field);
            if (row == null && guess == null) {
                continue;
            }
            MetadataEntity changed = row == null ? blank(document.id(), field) : row;
            guess(changed, guess, document.version());
            keep(changed, row == null);
            rows.put(field, changed);
        }
        show(document.id(), rows);
    }

    /** All that is known of a document, by field. */
    Map<MetadataField, MetadataEntity> rows(UUID document) {
        Map<MetadataField, MetadataEntity> rows = new EnumMap<>(MetadataField.class);
        for (MetadataEntity row : repository.of(document)) {
            MetadataField.of(row.field).ifPresent(field -> rows.put(field, row));
        }
        return rows;
    }

    /**
     * Sets a person's word. The caller holds the document's row.
     *
     * @param value as validated by the field
     */
    void say(UUID document, MetadataField field, @Nullable Object value, String by) {
        Map<MetadataField, MetadataEntity> rows = rows(document);
        MetadataEntity row = rows.get(field);
        MetadataEntity said = row == null ? blank(document, field) : row;
        said.said = write(value);
        said.saidBy = by;
        said.saidAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        keep(said, row == null);
        rows.put(field, said);
        show(document, rows);
        changed.fire(new MetadataChanged(document));
    }

    /** Takes a person's word back: the guess counts again. The caller holds the document's row. */
    void unsay(UUID document, MetadataField field) {
        Map<MetadataField, MetadataEntity> rows = rows(document);
        MetadataEntity row = rows.get(field);
        if (row == null || row.said == null) {
            return;
        }
        row.said = null;
        row.saidBy = null;
        row.saidAt = null;
        keep(row, false);
        show(document, rows);
        changed.fire(new MetadataChanged(document));
    }

    /** What counts about a document, as an index may call it. */
    public Known known(UUID document) {
        Map<MetadataField, MetadataEntity> rows = rows(document);
        return new Known(
                string(rows, MetadataField.TYPE)
                        .flatMap(DocumentType::of)
                        .filter(type -> type != DocumentType.OTHER)
                        .map(DocumentType::label)
                        .orElse(null),
                strings(rows, MetadataField.PARTIES),
                string(rows, MetadataField.PATIENT).orElse(null),
                strings(rows, MetadataField.PATIENT_IDENTIFIERS),
                string(rows, MetadataField.DATE).orElse(null));
    }

    private List<String> strings(Map<MetadataField, MetadataEntity> rows, MetadataField field) {
        return value(rows.get(field)) instanceof List<?> values
                ? values.stream().map(Object::toString).toList()
                : List.of();
    }

    /** What counts: the word, or else the guess. */
    @Nullable Object value(@Nullable MetadataEntity row) {
        if (row == null) {
            return null;
        }
        return row.said != null ? read(row.said) : guess(row);
    }

    @Nullable Object guess(MetadataEntity row) {
        return row.guess == null ? null : read(row.guess);
    }

    private static Map<MetadataField, Made> made(Description description) {
        Map<MetadataField, Made> made = new EnumMap<>(MetadataField.class);
        Guess<?> type = description.type();
        made.put(
                MetadataField.TYPE,
                new Made(description.type().value().id(), type.confidence(), type.span()));
        one(made, MetadataField.DATE, description.date());
        list(made, MetadataField.PARTIES, description.parties());
        one(made, MetadataField.PATIENT, description.patient());
        list(made, MetadataField.PATIENT_IDENTIFIERS, description.identifiers());
        one(made, MetadataField.BIRTH_DATE, description.birthDate());
        one(made, MetadataField.LANGUAGE, description.language());
        return made;
    }

    private static void one(
            Map<MetadataField, Made> into, MetadataField field, @Nullable Guess<?> guess) {
        if (guess != null) {
            into.put(
                    field,
                    new Made(cut(guess.value().toString()), guess.confidence(), guess.span()));
        }
    }

    /** A list is as sure as the least sure of it. */
    private static void list(
            Map<MetadataField, Made> into, MetadataField field, List<Guess<String>> guesses) {
        if (!guesses.isEmpty()) {
            into.put(
                    field,
                    new Made(
                            guesses.stream().limit(MOST).map(each -> cut(each.value())).toList(),
                            guesses.stream().mapToDouble(Guess::confidence).min().orElse(0),
                            guesses.getFirst().span()));
        }
    }

    /** PostgreSQL takes no NUL. */
    private static String cut(String value) {
        String plain = value.replace('\0', ' ');
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    private void guess(MetadataEntity row, @Nullable Made guess, int version) {
        Span span = guess == null ? null : guess.span();
        row.guess = guess == null ? null : write(guess.value());
        row.confidence = guess == null ? null : (float) guess.confidence();
        row.guessVersion = guess == null ? null : version;
        row.start = span == null ? null : span.start();
        row.end = span == null ? null : span.end();
    }

    private void keep(MetadataEntity row, boolean isNew) {
        if (isNew) {
            repository.insert(row);
        } else if (row.guess == null && row.said == null) {
            repository.delete(row);
        } else {
            repository.update(row);
        }
    }

    private void show(UUID document, Map<MetadataField, MetadataEntity> rows) {
        documents.described(
                document,
                string(rows, MetadataField.TYPE).orElse(null),
                string(rows, MetadataField.DATE).map(LocalDate::parse).orElse(null),
                string(rows, MetadataField.LANGUAGE).orElse(null));
    }

    private Optional<String> string(Map<MetadataField, MetadataEntity> rows, MetadataField field) {
        return Optional.ofNullable(value(rows.get(field))).map(Object::toString);
    }

    private static MetadataEntity blank(UUID document, MetadataField field) {
        MetadataEntity row = new MetadataEntity();
        row.documentId = document;
        row.field = field.id();
        return row;
    }

    private String write(@Nullable Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // Strings and lists of them can be written.
        }
    }

    private @Nullable Object read(String stored) {
        try {
            return json.readValue(stored, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of document_metadata holds no JSON", e);
        }
    }
}
