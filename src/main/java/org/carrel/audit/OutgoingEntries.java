package org.carrel.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.carrel.audit.format.OutgoingEntry;
import org.carrel.compliance.PackageLine.Shown;
import org.jspecify.annotations.Nullable;

/** Entries made ready for other systems' formats. Of one export. */
final class OutgoingEntries {

    private final String origin;
    private final boolean personal;
    private final Patients patients;
    private final Map<String, Optional<String>> known = new HashMap<>();

    OutgoingEntries(String origin, boolean personal, Patients patients) {
        this.origin = origin;
        this.personal = personal;
        this.patients = patients;
    }

    OutgoingEntry of(Shown shown) {
        var disclosed = new TreeMap<String, String>();
        shown.disclosed().forEach((field, disclosure) -> disclosed.put(field, disclosure.value()));
        return new OutgoingEntry(
                origin,
                shown.entry(),
                shown.leaf(),
                disclosed,
                !personal,
                patient(shown.entry().event().collectionId()));
    }

    private @Nullable String patient(@Nullable String collection) {
        return collection == null
                ? null
                : known.computeIfAbsent(collection, this::asked).orElse(null);
    }

    private Optional<String> asked(String collection) {
        try {
            return patients.of(UUID.fromString(collection)).map(UUID::toString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
