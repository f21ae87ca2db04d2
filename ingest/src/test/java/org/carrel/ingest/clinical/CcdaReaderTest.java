package org.carrel.ingest.clinical;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.ClinicalRecord.Item;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.carrel.ingest.Heading;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CcdaReaderTest {

    @TempDir private Path folder;

    private static Transcript visit() throws Exception {
        Path file =
                Path.of(
                        Objects.requireNonNull(
                                        CcdaReaderTest.class.getResource("/clinical/visit.xml"))
                                .toURI());
        return Reading.of(file, "application/xml");
    }

    private static Item item(Transcript read, String name) {
        return Reading.record(read).items().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(Reading.record(read).items().toString()));
    }

    private static String quote(Transcript read, Item item) {
        return read.text().text().substring(item.start(), item.end());
    }

    @Test
    void theHeaderSaysWhomItIsAboutAndWhoWroteIt() throws Exception {
        Transcript read = visit();
        assertTrue(
                read.text()
                        .text()
                        .startsWith(
                                """
                                Visit summary: Orla Vance

                                Patient: Ms. Orla June Vance
                                Birth date: 1968-07
                                Sex: Female
                                Identifiers: 00417 (Elm Street Clinic)
                                Address: 4 Quarry Lane Northam

                                Date: 2024-03-05T14:30-05:00
                                Author: Tomas Reyes MD (2024-03-05)
                                Custodian: Elm Street Clinic

                                Allergies
                                """),
                read.text().text());
        assertEquals(
                new ClinicalRecord.Patient(
                        "Ms. Orla June Vance",
                        List.of("00417 (Elm Street Clinic)"),
                        "1968-07",
                        "Female"),
                Reading.record(read).patient());
        assertEquals("Visit summary: Orla Vance", read.properties().title());
        assertEquals(Instant.parse("2024-03-05T19:30:00Z"), read.properties().created());
    }

    @Test
    void sectionsAreHeadingsAndThoseWithinThemLieDeeper() throws Exception {
        List<Heading> headings = visit().text().headings();
        assertEquals(
                List.of(
                        "1 Visit summary: Orla Vance",
                        "1 Allergies",
                        "1 Medications",
                        "1 Problems",
                        "2 Goals",
                        "1 Results",
                        "1 Social history"),
                headings.stream().map(each -> each.level() + " " + each.label()).toList());
    }

    @Test
    void aRowCarriesTheLabelsOfItsColumns() throws Exception {
        String text = visit().text().text();
        assertTrue(
                text.contains(
                        """
                        Substance | Reaction
                        Substance: Penicillin G | Reaction: Hives; Itching
                        """),
                text);
    }

    @Test
    void aCellOverTwoRowsStandsInBothAndAShortRowHasNoLabels() throws Exception {
        String text = visit().text().text();
        assertTrue(
                text.contains(
                        """
                        Reviewed with the patient. [by telephone]

                        Drug | Taken | Remarks
                        Drug: Metformin 500 MG Oral Tablet | Taken: morning
                        Drug: Metformin 500 MG Oral Tablet | Taken: evening | Remarks: with food
                        short row | only two
                        """),
                text);
        assertFalse(text.contains("not shown"));
    }

    @Test
    void anEntryIsAnchoredWhereItsReferenceLeads() throws Exception {
        Transcript read = visit();
        Item allergy = item(read, "penicillin G");
        assertEquals("Substance: Penicillin G | Reaction: Hives; Itching", quote(read, allergy));
        assertEquals("7980", allergy.code());
        assertEquals("RxNorm", allergy.system());
        assertEquals("Hives, severity moderate", allergy.value());
        assertEquals("active", allergy.status());
        assertEquals("2001", allergy.from());
    }

    @Test
    void aConceptWithoutANameIsCalledAsTheNarrativeCallsIt() throws Exception {
        Transcript read = visit();
        Item drug = item(read, "Metformin 500 MG Oral Tablet");
        assertEquals(Kind.MEDICATION, drug.kind());
        assertEquals("Drug: Metformin 500 MG Oral Tablet | Taken: morning", quote(read, drug));
        assertEquals("1 {tablet}, oral, every 12 h", drug.value());
        assertEquals("2020-01-14", drug.from());
        assertNull(drug.to());
    }

    @Test
    void aDenialIsNoFindingAndCarriesNoCode() throws Exception {
        Transcript read = visit();
        Item food = item(read, "No known food allergies");
        assertEquals("absent", food.status());
        assertNull(food.code());
        Item asthma = item(read, "No Asthma");
        assertEquals("absent", asthma.status());
        assertNull(asthma.code());
        assertTrue(
                Reading.record(read).items().stream()
                        .noneMatch(item -> item.name().equals("Asthma")));
    }

    @Test
    void aTranslationNamesWhatHasNoCode() throws Exception {
        Item bronchitis = item(visit(), "Acute bronchitis");
        assertEquals("J20.9", bronchitis.code());
        assertEquals("ICD-10-CM", bronchitis.system());
        assertEquals("resolved", bronchitis.status());
        assertEquals("2019-04-30", bronchitis.to());
    }

    @Test
    void whatOnlyEntriesSayBecomesText() throws Exception {
        Transcript read = visit();
        assertEquals(
                "Glucose: 6.1 mmol/L (H) (completed, 2024-03-01, LOINC 2345-7)",
                quote(read, item(read, "Glucose")));
        assertNull(item(read, "Creatinine").value());
        assertTrue(read.text().text().contains("Tobacco smoking status: Never smoker (2024)"));
    }

    @Test
    void whatIsPlannedIsNoItem() throws Exception {
        assertTrue(
                Reading.record(visit()).items().stream()
                        .noneMatch(item -> item.name().contains("Planned")));
    }

    @Test
    void theTextAtEveryItemNamesIt() throws Exception {
        assertEquals(List.of(), Reading.unanchored(visit()));
        assertEquals(7, Reading.record(visit()).items().size());
    }

    @Test
    void aReferenceWinsOverTheSameNameElsewhereAndASentenceIsNotSearched() throws Exception {
        Transcript read =
                Reading.of(
                        document(
                                """
                                <code code="11450-4"/><title>Problems</title>
                                <text><paragraph>Mother with gout. Asthma was ruled out.</paragraph>
                                <list><item>Gout</item><item ID="p">Gout, left foot</item></list></text>
                                <entry><observation classCode="OBS" moodCode="EVN">
                                  <text><reference value="#p"/></text>
                                  <value displayName="Gout"/></observation></entry>
                                <entry><observation classCode="OBS" moodCode="EVN">
                                  <value displayName="Mother with gout"/></observation></entry>
                                """),
                        "text/xml");
        assertEquals("Gout, left foot", quote(read, item(read, "Gout")));
        Item unsaid = item(read, "Mother with gout");
        assertTrue(unsaid.start() > read.text().text().indexOf("Coded entries"));
    }

    @Test
    void aBodyInBase64IsAttached() throws Exception {
        String pdf = Base64.getMimeEncoder().encodeToString("%PDF-1.4 sample".getBytes(UTF_8));
        Transcript read =
                Reading.of(
                        write(
                                "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>Scan</title>"
                                        + "<component><nonXMLBody>"
                                        + "<text mediaType='application/pdf' representation='B64'>"
                                        + pdf
                                        + "</text></nonXMLBody></component></ClinicalDocument>"),
                        "application/xml");
        assertEquals("document.pdf", read.attachments().getFirst().name());
        assertEquals(
                "%PDF-1.4 sample", Files.readString(read.attachments().getFirst().bytes(), UTF_8));
        assertEquals("Scan\n\nAttached document: document.pdf", read.text().text());
    }

    @Test
    void aDocumentTypeIsRefusedBeforeAnythingIsRead() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "outside");
        Path file =
                write(
                        "<!DOCTYPE ClinicalDocument [<!ENTITY x SYSTEM '"
                                + secret.toUri()
                                + "'>]><ClinicalDocument xmlns='urn:hl7-org:v3'>"
                                + "<title>&x;</title></ClinicalDocument>");
        assertEquals(RefusalReason.CORRUPT, refusal(file));
    }

    @Test
    void nestingIsBounded() throws Exception {
        String deep = "<paragraph>".repeat(100_000);
        assertEquals(RefusalReason.TOO_COMPLEX, refusal(document("<text>" + deep + "</text>")));
        String sections = "<component><section>".repeat(100_000);
        assertEquals(RefusalReason.TOO_COMPLEX, refusal(document(sections)));
        assertEquals(RefusalReason.TOO_COMPLEX, refusal(document("<author>" + deep + "</author>")));
    }

    @Test
    void aFileThatBreaksOffIsDamaged() throws Exception {
        assertEquals(
                RefusalReason.CORRUPT,
                refusal(
                        write(
                                "<ClinicalDocument xmlns='urn:hl7-org:v3'><component>"
                                        + "<structuredBody><component><section><title>Half")));
    }

    @Test
    void otherXmlIsLeftToOtherReaders() throws Exception {
        CcdaReader reader = new CcdaReader();
        assertFalse(reader.reads(Reading.source(write("<note>x</note>"), "application/xml")));
        assertFalse(reader.reads(Reading.source(write("no XML"), "application/xml")));
        assertFalse(
                reader.reads(
                        Reading.source(
                                write("<!DOCTYPE html><html><body/></html>"),
                                "application/xhtml+xml")));
    }

    @Test
    void manyEscapedCharactersAreNoExpansion() throws Exception {
        String many = "a &amp; b &lt; c ".repeat(100_000);
        Transcript read = Reading.of(document("<text>" + many + "</text>"), "text/xml");
        assertEquals("a & b < c ".repeat(100_000).strip(), read.text().text());
    }

    private RefusalReason refusal(Path file) {
        return assertThrows(RefusedException.class, () -> Reading.of(file, "application/xml"))
                .reason();
    }

    private Path document(String section) throws Exception {
        return write(
                "<ClinicalDocument xmlns='urn:hl7-org:v3'><component><structuredBody><component>"
                        + "<section>"
                        + section
                        + "</section></component></structuredBody></component></ClinicalDocument>");
    }

    private Path write(String xml) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "sample", ".xml"), xml, UTF_8);
    }
}
