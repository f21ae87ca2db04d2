package org.carrel.ingest.clinical;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.carrel.ingest.ClinicalRecord.Patient;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * Writes segments of HL7 version 2 as the lines that a clinician reads (chapters 3, 6, 7 and 9).
 */
final class Hl7Text {

    private static final Map<String, String> SEXES =
            Map.of("M", "Male", "F", "Female", "O", "Other", "A", "Ambiguous");

    /** Table 0004. */
    private static final Map<String, String> CLASSES =
            Map.of(
                    "I", "Inpatient",
                    "O", "Outpatient",
                    "E", "Emergency",
                    "P", "Preadmission",
                    "R", "Recurring patient",
                    "B", "Obstetrics");

    /** Table 0052. */
    private static final Map<String, String> DIAGNOSES =
            Map.of("A", "admitting", "W", "working", "F", "final");

    private static final Set<String> NONE = Set.of("ORC", "IN1", "IN2", "IN3", "GT1", "EVN", "SFT");

    private final Transcript into;
    private final TextBuilder out;
    private final RecordBuilder items = new RecordBuilder();
    private final Anchors anchors;
    private final Hl7Observations observations;
    private boolean described;

    Hl7Text(Transcript into) {
        this.into = into;
        this.out = into.text();
        this.anchors = new Anchors(out, new Places(), items);
        this.observations = new Hl7Observations(into, items);
    }

    void write(Hl7Segment segment) throws IOException {
        if (NONE.contains(segment.name())) {
            return;
        }
        switch (segment.name()) {
            case "MSH" -> message(segment);
            case "PID" -> patient(segment);
            case "NK1" -> kin(segment);
            case "PV1" -> visit(segment);
            case "AL1" -> allergy(segment);
            case "DG1" -> diagnosis(segment);
            case "PR1" -> procedure(segment);
            case "RXA" -> administration(segment);
            case "OBR" -> observations.order(segment);
            case "OBX" -> observations.observation(segment);
            case "NTE" -> observations.note(segment);
            case "TXA" -> document(segment);
            default -> {}
        }
    }

    void finish(Transcript transcript) {
        items.finish(transcript);
    }

    private void message(Hl7Segment segment) {
        String type = Plain.join(" ", segment.get(9, 1), segment.get(9, 2));
        String time = segment.time(7);
        String id = segment.get(10);
        String title =
                Plain.join(
                        ", ",
                        Plain.join(" ", type.isEmpty() ? "HL7" : type, "message"),
                        time,
                        id == null ? null : "control ID " + id);
        observations.startMessage(time);
        out.startHeading(1);
        out.append(Plain.of(title));
        out.endHeading();
        line("From", Plain.join(", ", segment.get(4), segment.get(3)));
        if (!described) {
            described = true;
            into.properties(new FileProperties(title, null, Hl7Time.instant(time), null));
        }
    }

    private void patient(Hl7Segment segment) {
        String named = Hl7Segment.person(segment, 5, 1);
        List<String> identifiers = new ArrayList<>();
        for (int i = 0; i < segment.repetitions(3); i++) {
            String id = segment.get(3, i, 1);
            String authority = segment.get(3, i, 4);
            if (id != null) {
                String typed = Plain.join(" ", segment.get(3, i, 5), id);
                identifiers.add(authority == null ? typed : typed + " (" + authority + ")");
            }
        }
        String name = named == null ? "" : named;
        String birth = segment.time(7);
        String code = segment.get(8);
        String sex = code == null ? null : SEXES.getOrDefault(code, code);
        items.patient(new Patient(name, identifiers, birth, sex));
        out.paragraph();
        line("Patient", name);
        line("Birth date", birth);
        line("Sex", sex);
        line("Identifiers", String.join(", ", identifiers));
        line("Address", String.join(", ", segment.components(11, 0, 6)));
        line("Contact", segment.get(13));
        out.paragraph();
    }

    private void kin(Hl7Segment segment) {
        String name = Hl7Segment.person(segment, 2, 1);
        line("Next of kin", Plain.join(", ", name, segment.coded(3).label(), segment.get(5)));
    }

    private void visit(Hl7Segment segment) {
        String code = segment.get(2);
        String kind = code == null ? null : CLASSES.get(code);
        String name = kind == null ? "Encounter" : kind + " encounter";
        String attending = Hl7Segment.person(segment, 7, 2);
        String place = String.join(" ", segment.components(3, 0, 4));
        String value = Plain.join(", ", place, attending == null ? null : "attending " + attending);
        out.paragraph();
        anchors.write(
                "",
                Statement.of(Kind.ENCOUNTER, Coded.NONE, name)
                        .value(Plain.orNull(value))
                        .during(segment.time(44), segment.time(45)));
        line("Visit number", segment.get(19));
        out.paragraph();
    }

    private void allergy(Hl7Segment segment) {
        Coded to = segment.coded(3);
        if (to.label() == null) {
            return;
        }
        Coded severity = segment.coded(4);
        String stated =
                severity.label() == null
                        ? null
                        : switch (severity.label().toUpperCase(Locale.ROOT)) {
                            case "SV" -> "severe";
                            case "MO" -> "moderate";
                            case "MI" -> "mild";
                            default -> severity.label();
                        };
        String value =
                Plain.join(", ", segment.get(5), stated == null ? null : "severity " + stated);
        anchors.write(
                "Allergy: ",
                Statement.of(Kind.ALLERGY, to, to.label())
                        .value(Plain.orNull(value))
                        .during(segment.time(6), null));
    }

    private void diagnosis(Hl7Segment segment) {
        Coded coded = segment.coded(3);
        String described = Plain.orNull(segment.get(4));
        String name = coded.name() == null && described != null ? described : coded.label();
        if (name == null) {
            return;
        }
        String type = segment.get(6);
        anchors.write(
                "Diagnosis: ",
                Statement.of(Kind.PROBLEM, coded, name)
                        .status(type == null ? null : DIAGNOSES.getOrDefault(type, type))
                        .during(segment.time(5), null));
    }

    private void procedure(Hl7Segment segment) {
        Coded coded = segment.coded(3);
        String described = Plain.orNull(segment.get(4));
        String name = coded.name() == null && described != null ? described : coded.label();
        if (name != null) {
            String time = segment.time(5);
            anchors.write(
                    "Procedure: ", Statement.of(Kind.PROCEDURE, coded, name).during(time, null));
        }
    }

    /** RXA of a vaccination message; RXA-20 says when it was refused or not given. */
    private void administration(Hl7Segment segment) {
        Coded coded = segment.coded(5);
        if (coded.label() == null) {
            return;
        }
        String completion = segment.get(20);
        boolean given = !"RE".equals(completion) && !"NA".equals(completion);
        String amount = "999".equals(segment.get(6)) ? null : segment.get(6);
        Statement said =
                Statement.of(Kind.IMMUNIZATION, coded, coded.label())
                        .value(
                                amount == null
                                        ? null
                                        : Plain.join(" ", amount, segment.coded(7).label()))
                        .status("completed")
                        .during(segment.time(3), null);
        anchors.write("Vaccination: ", given ? said : said.denied("Not given: " + coded.label()));
    }

    private void document(Hl7Segment segment) {
        out.paragraph();
        line("Document type", segment.coded(2).label());
        line("Document date", segment.time(4));
        line("Author", Hl7Segment.person(segment, 9, 2));
        line("Document number", segment.get(12));
        line("File", segment.get(16));
        line("Completion", segment.get(17));
        out.paragraph();
    }

    private void line(String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            Encapsulated.name(label, value, out);
        }
    }
}
