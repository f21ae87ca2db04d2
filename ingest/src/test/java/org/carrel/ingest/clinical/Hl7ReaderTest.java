package org.carrel.ingest.clinical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.ClinicalRecord.Item;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hl7ReaderTest {

    private static final String HEAD =
            "MSH|^~\\&|LAB|NORTHAM|CARREL|X|20240305143000||ORU^R01^ORU_R01|M-17|P|2.5.1\r";
    private static final String PATIENT =
            "PID|1||00417^^^ELM^MR~99^^^STATE||VANCE^ORLA^JUNE^^MS.||19680712|F\r";

    @TempDir private Path folder;

    private Path write(String message, Charset charset) throws Exception {
        return Files.write(
                Files.createTempFile(folder, "message", ".hl7"), message.getBytes(charset));
    }

    private Transcript read(String message) throws Exception {
        return Reading.of(write(message, StandardCharsets.UTF_8), "text/plain");
    }

    private static String quote(Transcript read, Item item) {
        return read.text().text().substring(item.start(), item.end());
    }

    @Test
    void aResultMessageReadsAsAReport() throws Exception {
        Transcript read =
                read(
                        HEAD
                                + PATIENT
                                + "PV1|1|I|4W^12^B^ELM"
                                + "|".repeat(16)
                                + "V-9"
                                + "|".repeat(25)
                                + "20240304|20240306\r"
                                + "OBR|1|||24323-8^Metabolic panel^LN|||202403050900\r"
                                + "OBX|1|NM|2345-7^Glucose^LN||6.1|mmol/L|3.9-5.6|H|||F\r"
                                + "NTE|1||Fasting\\T\\repeated\r"
                                + "OBX|2|SN|1742-6^ALT^LN||<^5|U/L||N|||P\r"
                                + "OBX|3|CWE|5778-6^Colour^LN||Y^Yellow^L||||||F\r");
        assertEquals(
                """
                ORU R01 message, 2024-03-05T14:30:00, control ID M-17

                From: NORTHAM, LAB

                Patient: MS. ORLA JUNE VANCE
                Birth date: 1968-07-12
                Sex: Female
                Identifiers: MR 00417 (ELM), 99 (STATE)

                Inpatient encounter: 4W 12 B ELM (2024-03-04 to 2024-03-06)
                Visit number: V-9

                Metabolic panel, 2024-03-05T09:00

                Glucose: 6.1 mmol/L (reference range 3.9-5.6, flag H) final
                Note: Fasting&repeated
                ALT: <5 U/L (flag N) preliminary
                Colour: Yellow final\
                """,
                read.text().text());
        assertEquals(
                List.of(
                        "1 ORU R01 message, 2024-03-05T14:30:00, control ID M-17",
                        "2 Metabolic panel, 2024-03-05T09:00"),
                read.text().headings().stream().map(h -> h.level() + " " + h.label()).toList());
        ClinicalRecord record = Reading.record(read);
        assertEquals(4, record.items().size());
        assertEquals(List.of(), Reading.unanchored(read));
        Item glucose = record.items().get(1);
        assertEquals("2345-7", glucose.code());
        assertEquals("LOINC", glucose.system());
        assertEquals("6.1 mmol/L", glucose.value());
        assertEquals("2024-03-05T09:00", glucose.from());
    }

    @Test
    void allergiesAndDiagnosesAreItemsAndADenialIsNone() throws Exception {
        Transcript read =
                read(
                        "MSH|^~\\&|A|B|||2024||ADT^A01|1|P|2.3\r"
                                + PATIENT
                                + "AL1|1|DA|7980^Penicillin G^RXNORM|SV|Hives|2001\r"
                                + "AL1|2|FA|^No known food allergies\r"
                                + "DG1|1||J20.9^Acute bronchitis^I10C||20240304|A\r");
        List<Item> items = Reading.record(read).items();
        assertEquals(
                List.of(Kind.ALLERGY, Kind.ALLERGY, Kind.PROBLEM),
                items.stream().map(Item::kind).toList());
        assertEquals("Hives, severity severe", items.getFirst().value());
        assertEquals(
                "Penicillin G: Hives, severity severe (since 2001, RxNorm 7980)",
                quote(read, items.getFirst()));
        assertEquals("absent", items.get(1).status());
        assertEquals("admitting", items.get(2).status());
        assertEquals("ICD-10-CM", items.get(2).system());
    }

    @Test
    void typedTextKeepsItsLinesAndEscapesAreDecoded() throws Exception {
        Transcript read =
                read(
                        "MSH|^~\\&|A|B|||20240305||MDM^T02|2|P|2.5\r"
                                + "TXA|1|DS^Discharge summary|TX|20240305\r"
                                + "OBX|1|TX|NOTE^Discharge summary||Seen \\T\\ examined.\\.br\\Temp \\F\\ 37\\S\\2\r"
                                + "OBX|2|TX|NOTE^Discharge summary||Home with wife.\r");
        assertTrue(
                read.text()
                        .text()
                        .endsWith(
                                """
                                Document type: Discharge summary
                                Document date: 2024-03-05

                                Discharge summary:
                                Seen & examined.
                                Temp | 37^2
                                Home with wife.\
                                """),
                read.text().text());
    }

    @Test
    void aBatchOfTwoMessagesAboutOnePersonIsOneRecord() throws Exception {
        Transcript read =
                read(
                        "FHS|^~\\&|A\rBHS|^~\\&|A\r"
                                + HEAD
                                + PATIENT
                                + "OBX|1|NM|1^Sodium||139|mmol/L|||||F\r"
                                + HEAD.replace("M-17", "M-18")
                                + PATIENT
                                + "OBX|1|NM|1^Sodium||141|mmol/L|||||F\r"
                                + "BTS|2\rFTS|1\r");
        assertEquals(
                List.of("139 mmol/L", "141 mmol/L"),
                Reading.record(read).items().stream().map(Item::value).toList());
        assertEquals(2, read.text().headings().size());
    }

    @Test
    void messagesAboutTwoPersonsMakeNoRecord() throws Exception {
        Transcript read = read(HEAD + PATIENT + HEAD + "PID|1||5^^^ELM||OTHER^PERSON\r");
        assertNull(read.clinical());
        assertTrue(read.text().text().contains("Patient: PERSON OTHER"));
    }

    @Test
    void aDocumentInBase64IsAttached() throws Exception {
        Transcript read = read(HEAD + "OBX|1|ED|R^Report||LAB^application^pdf^Base64^JVBERi0=\r");
        assertEquals("Report.pdf", read.attachments().getFirst().name());
        assertEquals("%PDF-", Files.readString(read.attachments().getFirst().bytes()));
        assertTrue(read.text().text().endsWith("Attached document: Report.pdf"));
    }

    @Test
    void theStatedCharacterSetIsUsed() throws Exception {
        String message =
                "MSH|^~\\&|A|B|||2024||ADT^A08|1|P|2.5||||||8859/1\rPID|1||1||M\u00FCller^J\u00F6rg\r";
        assertTrue(
                Reading.of(write(message, StandardCharsets.ISO_8859_1), "text/plain")
                        .text()
                        .text()
                        .contains("J\u00F6rg M\u00FCller"));
        assertTrue(
                read(message.replace("8859/1", "UNICODE UTF-8"))
                        .text()
                        .text()
                        .contains("J\u00F6rg M\u00FCller"));
        assertTrue(
                Reading.of(
                                write(
                                        message.replace("8859/1", ""),
                                        Charset.forName("windows-1252")),
                                "text/plain")
                        .text()
                        .text()
                        .contains("J\u00F6rg M\u00FCller"));
    }

    @Test
    void aLineFeedWithinAFieldContinuesIt() throws Exception {
        Transcript read = read(HEAD + "OBX|1|FT|1^Note||first\nsecond line\rNTE|1||after\r");
        assertTrue(
                read.text().text().endsWith("Note:\nfirst\nsecond line\nNote: after"),
                read.text().text());
    }

    @Test
    void framesOfTheTransportAreNoText() throws Exception {
        Hl7Reader reader = new Hl7Reader();
        Path framed = write("\u000B" + HEAD + PATIENT + "\u001C\r", StandardCharsets.UTF_8);
        assertTrue(reader.reads(Reading.source(framed, "text/plain")));
        assertFalse(
                reader.reads(
                        Reading.source(write("MSHA notes", StandardCharsets.UTF_8), "text/plain")));
        assertTrue(Reading.of(framed, "text/plain").text().text().contains("VANCE"));
    }

    @Test
    void segmentsWithTooManyPartsAreRefused() {
        RefusedException e =
                assertThrows(
                        RefusedException.class,
                        () -> read(HEAD + "OBX|1|TX|1||" + "a~".repeat(30_000) + "\r"));
        assertEquals(RefusalReason.TOO_COMPLEX, e.reason());
    }

    @Test
    void marksThatCannotBeToldApartAreDamage() {
        RefusedException e =
                assertThrows(RefusedException.class, () -> read("MSH|^^^^|A|B\rPID|1\r"));
        assertEquals(RefusalReason.CORRUPT, e.reason());
    }
}
