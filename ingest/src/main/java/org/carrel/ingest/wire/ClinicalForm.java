package org.carrel.ingest.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.ClinicalRecord.Item;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.carrel.ingest.ClinicalRecord.Patient;
import org.jspecify.annotations.Nullable;

/** The form of a {@link ClinicalRecord} on the wire. */
final class ClinicalForm {

    private static final int MAX_ITEMS = 100_000;
    private static final int MAX_IDENTIFIERS = 100;
    private static final int MAX_STRING = 4_000;

    private ClinicalForm() {}

    static boolean isWithinBounds(@Nullable ClinicalRecord clinical) {
        if (clinical == null) {
            return true;
        }
        Patient patient = clinical.patient();
        return clinical.items().size() <= MAX_ITEMS
                && (patient == null || patient.identifiers().size() <= MAX_IDENTIFIERS);
    }

    static void write(@Nullable ClinicalRecord clinical, WireOutput out) throws IOException {
        out.flag(clinical != null);
        if (clinical == null) {
            return;
        }
        writePatient(clinical.patient(), out);
        out.number(clinical.items().size());
        for (Item item : clinical.items()) {
            out.octet(item.kind().ordinal());
            out.line(item.name(), MAX_STRING);
            out.optionalLine(item.code(), MAX_STRING);
            out.optionalLine(item.system(), MAX_STRING);
            out.optionalLine(item.value(), MAX_STRING);
            out.optionalLine(item.status(), MAX_STRING);
            out.optionalLine(item.from(), MAX_STRING);
            out.optionalLine(item.to(), MAX_STRING);
            out.number(item.start());
            out.number(item.end());
        }
    }

    private static void writePatient(@Nullable Patient patient, WireOutput out) throws IOException {
        out.flag(patient != null);
        if (patient == null) {
            return;
        }
        out.line(patient.name(), MAX_STRING);
        out.number(patient.identifiers().size());
        for (String identifier : patient.identifiers()) {
            out.line(identifier, MAX_STRING);
        }
        out.optionalLine(patient.birthDate(), MAX_STRING);
        out.optionalLine(patient.sex(), MAX_STRING);
    }

    /**
     * @param length of the text that the items' ranges lie in
     */
    static @Nullable ClinicalRecord read(WireInput in, int length) throws IOException {
        if (!in.flag()) {
            return null;
        }
        Patient patient = in.flag() ? patient(in) : null;
        List<Item> items = new ArrayList<>();
        for (int left = in.number(0, MAX_ITEMS); left > 0; left--) {
            items.add(item(in, length));
        }
        return new ClinicalRecord(patient, items);
    }

    private static Patient patient(WireInput in) throws IOException {
        String name = in.line(MAX_STRING);
        List<String> identifiers = new ArrayList<>();
        for (int left = in.number(0, MAX_IDENTIFIERS); left > 0; left--) {
            identifiers.add(in.line(MAX_STRING));
        }
        return new Patient(
                name, identifiers, in.optionalLine(MAX_STRING), in.optionalLine(MAX_STRING));
    }

    private static Item item(WireInput in, int length) throws IOException {
        Kind kind = Kind.values()[in.smallNumber(Kind.values().length - 1)];
        String name = in.line(MAX_STRING);
        String code = in.optionalLine(MAX_STRING);
        String system = in.optionalLine(MAX_STRING);
        String value = in.optionalLine(MAX_STRING);
        String status = in.optionalLine(MAX_STRING);
        String from = in.optionalLine(MAX_STRING);
        String to = in.optionalLine(MAX_STRING);
        int start = in.number(0, length);
        int end = in.number(start, length);
        return new Item(kind, name, code, system, value, status, from, to, start, end);
    }
}
