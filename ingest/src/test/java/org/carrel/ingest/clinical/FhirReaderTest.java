package org.carrel.ingest.clinical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.carrel.ingest.ClinicalRecord.Item;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FhirReaderTest {

    @TempDir private Path folder;

    private Transcript read(String json) throws Exception {
        return Reading.of(write(json), "application/json");
    }

    private Path write(String json) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "sample", ".json"), json);
    }

    private static Transcript bundle() throws Exception {
        Path file =
                Path.of(
                        Objects.requireNonNull(
                                        FhirReaderTest.class.getResource("/clinical/bundle.json"))
                                .toURI());
        return Reading.of(file, "application/json");
    }

    private static Item item(Transcript read, String name) {
        return Reading.record(read).items().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(Reading.record(read).items().toString()));
    }

    @Test
    void aBundleReadsAsItsCompositionThenItsResourcesByKind() throws Exception {
        Transcript read = bundle();
        assertEquals(
                """
                Patient: Orla Vance
                Birth date: 1968-07
                Sex: Female
                Identifiers: 00417 (MRN)
                Contact: 555-0117

                Discharge summary

                Date: 2024-03-06
                Author: Dr Tomas Reyes
                Status: final

                Course

                Admitted with cough.

                Drug | Dose
                Drug: Metformin | Dose: 500 mg

                Follow-up

                • See GP & nurse

                Problems

                Acute bronchitis (active, provisional, since 2024-03-04, SNOMED CT 10509002)
                No Pneumonia (absent)

                Medications

                Metformin 500 MG: 1 tablet, oral, 2 every 1 d (active, since 2020-01-14, RxNorm 861007)

                Allergies

                Penicillin G: Hives, severity moderate; criticality high (active)

                Encounters

                Inpatient encounter: Elm Street Clinic (finished, 2024-03-04 to 2024-03-06)

                Results

                Glucose: 6.1 mmol/L (H) (final, 2024-03-05T09:00:00-05:00, LOINC 2345-7) Reference range: 3.9 mmol/L to 5.6 mmol/L. Note: fasting

                Vital signs

                Blood pressure: Systolic 120 mmHg; Diastolic 80 mmHg (final, 2024-03-05)

                Reports

                Chest X-ray (final, 2024-03-04) No consolidation.

                Other entries

                Observation: Tobacco smoking status: Never smoker (final)
                Care plan: Home exercise (active, plan)

                Referral letter

                Date: 2024-03-06T10:00:00Z
                Attached document: Letter to cardiology.pdf
                Document elsewhere: Images, https://pacs.example/1\
                """,
                read.text().text());
        assertEquals(List.of(), Reading.unanchored(read));
        assertEquals("Letter to cardiology.pdf", read.attachments().getFirst().name());
        assertEquals("%PDF-", Files.readString(read.attachments().getFirst().bytes()));
        assertEquals("Discharge summary", read.properties().title());
        assertEquals("Dr Tomas Reyes", read.properties().author());
    }

    @Test
    void resourcesAreItems() throws Exception {
        Transcript read = bundle();
        assertEquals(7, Reading.record(read).items().size());
        Item drug = item(read, "Metformin 500 MG");
        assertEquals(Kind.MEDICATION, drug.kind());
        assertEquals("861007", drug.code());
        Item denied = item(read, "No Pneumonia");
        assertEquals("absent", denied.status());
        assertNull(denied.code());
        assertEquals(Kind.VITAL_SIGN, item(read, "Blood pressure").kind());
        assertEquals("1968-07", Objects.requireNonNull(Reading.record(read).patient()).birthDate());
    }

    @Test
    void bulkExportOfSeveralPersonsIsGroupedAndMakesNoRecord() throws Exception {
        Transcript read =
                read(
                        """
                        {"resourceType":"Patient","id":"a","name":[{"text":"Ann Low"}]}
                        {"resourceType":"Patient","id":"b","name":[{"text":"Ben Hill"}]}
                        {"resourceType":"Condition","subject":{"reference":"Patient/b"},"code":{"text":"Gout"}}
                        {"resourceType":"Condition","subject":{"reference":"Patient/a"},"code":{"text":"Asthma"}}
                        """);
        assertNull(read.clinical());
        assertTrue(
                read.text()
                        .text()
                        .endsWith(
                                """
                                Patient: Ben Hill

                                Problems

                                Gout

                                Patient: Ann Low

                                Problems

                                Asthma\
                                """),
                read.text().text());
    }

    @Test
    void whatWasRevokedIsNoItemAndSaysSo() throws Exception {
        Transcript read =
                read(
                        """
                        {"resourceType":"Condition","code":{"text":"Gout"},"verificationStatus":
                        {"coding":[{"code":"entered-in-error"}]}}\
                        """);
        assertEquals(List.of(), Reading.record(read).items());
        assertTrue(read.text().text().endsWith("Condition: Gout (entered in error)"));
    }

    @Test
    void aNarrativeThatSaysMoreThanTheFieldsIsKept() throws Exception {
        Transcript read =
                read(
                        """
                        {"resourceType":"Condition","code":{"text":"Gout"},"text":{"status":"additional",
                        "div":"<div xmlns='http://www.w3.org/1999/xhtml'>Left foot&nbsp;only<script>x()</script><p style='display: none'>hidden</p></div>"}}\
                        """);
        assertTrue(read.text().text().endsWith("Gout\n\nLeft foot only"), read.text().text());
    }

    @Test
    void aContainedResourceIsFound() throws Exception {
        Transcript read =
                read(
                        """
                        {"resourceType":"MedicationStatement","status":"not-taken",
                        "contained":[{"resourceType":"Medication","id":"m","code":{"text":"Aspirin"}}],
                        "medicationReference":{"reference":"#m"}}\
                        """);
        assertEquals("absent", item(read, "Not taken: Aspirin").status());
    }

    @Test
    void brokenJsonIsDamaged() {
        assertEquals(
                RefusalReason.CORRUPT,
                refusal("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":"));
        assertEquals(RefusalReason.CORRUPT, refusal("{\"resourceType\":\"Bundle\"} 7"));
    }

    @Test
    void nestingIsBounded() {
        String deep = "{\"resourceType\":\"Bundle\",\"x\":" + "[".repeat(100_000);
        assertEquals(RefusalReason.TOO_COMPLEX, refusal(deep));
        String div = "<div>".repeat(5_000);
        assertEquals(
                RefusalReason.TOO_COMPLEX,
                refusal("{\"resourceType\":\"Composition\",\"text\":{\"div\":\"" + div + "\"}}"));
    }

    @Test
    void otherJsonIsLeftToOtherReaders() throws Exception {
        FhirReader reader = new FhirReader();
        assertFalse(reader.reads(Reading.source(write("{\"name\":\"x\"}"), "application/json")));
        assertFalse(reader.reads(Reading.source(write("[1]"), "application/json")));
    }

    private RefusalReason refusal(String json) {
        return assertThrows(RefusedException.class, () -> read(json)).reason();
    }
}
