package org.carrel.ingest.clinical;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.ClinicalRecord.Item;
import org.carrel.ingest.ClinicalRecord.Patient;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/** Gathers the items of one file; a record about several persons would be about none. */
final class RecordBuilder {

    /** Most items of one file: a long life has some thousands. */
    static final int MAX_ITEMS = 50_000;

    private static final Pattern DENIAL =
            Pattern.compile(
                    "no known .*|no current problems.*|nka|nkda|nkfa", Pattern.CASE_INSENSITIVE);

    private final List<Item> items = new ArrayList<>();
    private @Nullable Patient patient;
    private boolean several;

    void patient(Patient found) {
        several |= patient != null && !isSame(patient, found);
        patient = patient == null ? found : patient;
    }

    /** For a file whose statements are about more persons than it describes. */
    void severalPersons() {
        several = true;
    }

    /** Two messages may name one person differently, but not with another number. */
    private static boolean isSame(Patient one, Patient other) {
        if (one.identifiers().isEmpty() || other.identifiers().isEmpty()) {
            return one.name().equals(other.name());
        }
        return one.identifiers().stream().anyMatch(other.identifiers()::contains);
    }

    /** Keeps what the text says at a range. A name that denies makes a denial. */
    void add(Statement said, int start, int end) {
        if (items.size() >= MAX_ITEMS) {
            throw new RefusedException(RefusalReason.TOO_LARGE);
        }
        items.add(
                new Item(
                        said.kind(),
                        said.name(),
                        said.code(),
                        said.system(),
                        said.value(),
                        DENIAL.matcher(said.name()).matches() ? Statement.ABSENT : said.status(),
                        said.from(),
                        said.to(),
                        start,
                        end));
    }

    void finish(Transcript into) {
        if (!several) {
            items.sort(Comparator.comparingInt(Item::start));
            into.clinical(new ClinicalRecord(patient, items));
        }
    }
}
