package org.carrel.ingest.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.Page;
import org.carrel.ingest.RandomText;
import org.carrel.ingest.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriberTest {

    private static final Describer DESCRIBER = new Describer();

    private static final String SUPPLY =
            """
            EXHIBIT 10.4

            MASTER SUPPLY AGREEMENT

            This Master Supply Agreement (the "Agreement") is made and entered into as of \
            March 3, 2021 (the "Effective Date"), by and between Harbour Foods, Inc., a Delaware \
            corporation with offices at 12 Quay Street and its affiliates ("Harbour"), and \
            Polder Zuivel B.V., organized under the laws of the Netherlands and having its seat in \
            Leeuwarden (the "Supplier").

            WHEREAS, Harbour and Brightwell Dairies, Inc. ended their own agreement dated as of \
            June 1, 2019; and

            NOW, THEREFORE, the parties agree as follows.
            """;

    private static Subject subject(String text) {
        return subject(text, "text/plain", FileProperties.NONE, null);
    }

    private static Subject subject(
            String text,
            String mediaType,
            FileProperties properties,
            @Nullable ClinicalRecord clinical) {
        return new Subject(
                "file.txt",
                mediaType,
                text,
                List.of(new Page(1, 0, text.length())),
                properties,
                clinical);
    }

    private static List<String> values(List<Guess<String>> guesses) {
        return guesses.stream().map(Guess::value).toList();
    }

    private static String said(String text, @Nullable Guess<?> guess) {
        Span span = Objects.requireNonNull(Objects.requireNonNull(guess).span());
        return text.substring(span.start(), span.end());
    }

    @Test
    void readsAContractsOpening() {
        Description found = DESCRIBER.describe(subject(SUPPLY));

        assertEquals(DocumentType.CONTRACT, found.type().value());
        assertEquals(List.of("Harbour Foods, Inc.", "Polder Zuivel B.V."), values(found.parties()));
        assertEquals("Harbour Foods, Inc.", said(SUPPLY, found.parties().getFirst()));
        assertEquals("2021-03-03", Objects.requireNonNull(found.date()).value().toString());
        assertEquals("March 3, 2021", said(SUPPLY, found.date()));
        assertTrue(found.date().confidence() > 0.9);
        assertEquals("en", Objects.requireNonNull(found.language()).value());
        assertNull(found.patient());
    }

    @Test
    void readsNumberedPartiesOnLinesOfTheirOwn() {
        Description found =
                DESCRIBER.describe(
                        subject(
                                """
                                LEASE AGREEMENT
                                dated 1 April 2022
                                BETWEEN:
                                (1) Mill Lane Estates Limited, whose registered office is at 4 Mill Lane
                                (the "Landlord"); and
                                (2) Northgate Bicycles LLP of 9 High Road (the "Tenant").
                                This Lease lets the demised premises to the Tenant.
                                """));

        assertEquals(DocumentType.LEASE, found.type().value());
        assertEquals(
                List.of("Mill Lane Estates Limited", "Northgate Bicycles LLP"),
                values(found.parties()));
        assertEquals("2022-04-01", Objects.requireNonNull(found.date()).value().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MUTUAL NON-DISCLOSURE AGREEMENT. The receiving party keeps it | nda
                    AMENDMENT NO. 2 to the Hosting Agreement. This Amendment, by and between | amendment
                    EMPLOYMENT AGREEMENT. The Executive and the Employer agree on a base salary | employment-agreement
                    SOFTWARE LICENSE AGREEMENT. Licensor grants to Licensee | license-agreement
                    INVOICE. Invoice number 12. Bill to: Mrs Ames. Amount due | invoice
                    UNITED STATES DISTRICT COURT. Ames, Plaintiff, v. Botha, Defendant. Case No. 3 | court-filing
                    Dear Ms Botha, thank you for the keys. Yours truly, Ames. Sincerely | letter
                    TRAVEL POLICY. This policy is approved by the board. Scope: all employees | policy
                    PREOPERATIVE DIAGNOSIS: cataract. PROCEDURE PERFORMED: lens. ANESTHESIA: local | operative-note
                    EXAM: chest film. COMPARISON: none. FINDINGS: clear lungs. IMPRESSION: normal | radiology-report
                    HOSPITAL COURSE: uneventful. DISCHARGE MEDICATIONS: none. He was discharged home | discharge-note
                    GROSS DESCRIPTION: in formalin. MICROSCOPIC DESCRIPTION: mole. FINAL DIAGNOSIS: benign | pathology-report
                    SUBJECTIVE: better. OBJECTIVE: no fever. ASSESSMENT: cold. PLAN: rest | progress-note
                    REASON FOR CONSULTATION: rash. REFERRING PHYSICIAN: Dr. Ames | consult
                    Rx. Amoxicillin 500 mg by mouth. Sig: one daily. Dispense: 21. Refills: 0 | prescription
                    The kettle stands on the stove and sings | other
                    """)
    void tellsTypesByTheirPhrases(String text, String type) {
        assertEquals(type, DESCRIBER.describe(subject(text)).type().value().id());
    }

    @Test
    void aLeaseThatNamesAnInvoiceIsALease() {
        String text = "LEASE\nThe landlord sends an invoice to the tenant for the premises.\n";

        assertEquals(DocumentType.LEASE, DESCRIBER.describe(subject(text)).type().value());
    }

    @Test
    void readsTheBannerOfANote() {
        String text =
                """
                DISCHARGE SUMMARY
                Patient: Rosalind Achterberg   MRN: 00482-91
                DOB: 14/03/1961   Date of Admission: 02/05/2023
                Date of Discharge: 09/05/2023

                HOSPITAL COURSE: The patient recovered. DISCHARGE MEDICATIONS: paracetamol.
                """;

        Description found = DESCRIBER.describe(subject(text));

        assertEquals(DocumentType.DISCHARGE_NOTE, found.type().value());
        assertEquals("Rosalind Achterberg", Objects.requireNonNull(found.patient()).value());
        assertEquals("Rosalind Achterberg", said(text, found.patient()));
        assertEquals(List.of("00482-91"), values(found.identifiers()));
        // 14/03 can only be the fourteenth of March: so the others begin with the day as well.
        assertEquals("1961-03-14", Objects.requireNonNull(found.birthDate()).value());
        assertEquals("2023-05-09", Objects.requireNonNull(found.date()).value().toString());
    }

    @Test
    void aStructuredRecordSaysWhoThePatientIs() {
        ClinicalRecord record =
                new ClinicalRecord(
                        new ClinicalRecord.Patient(
                                "Ida Lindqvist", List.of("MRN 771"), "1950", "female"),
                        List.of());

        Description found =
                DESCRIBER.describe(
                        subject(
                                "Problems\nAsthma\nPatient: Someone Else\n",
                                "application/xml",
                                FileProperties.NONE,
                                record));

        assertEquals(DocumentType.CLINICAL_SUMMARY, found.type().value());
        assertEquals("Ida Lindqvist", Objects.requireNonNull(found.patient()).value());
        assertEquals(List.of("MRN 771"), values(found.identifiers()));
        assertEquals("1950", Objects.requireNonNull(found.birthDate()).value());
        assertNull(found.patient().span());
    }

    @ParameterizedTest
    @CsvSource({
        "application/xml, clinical-summary",
        "application/json, clinical-summary",
        "text/plain, hl7-message"
    })
    void whatWasReadAsAClinicalFileIsOneWithItsOwnDate(String mediaType, String type) {
        Description found =
                DESCRIBER.describe(
                        subject(
                                "Seen by a nurse on 3 March 2019.",
                                mediaType,
                                new FileProperties(
                                        null, null, Instant.parse("2024-05-06T10:00:00Z"), null),
                                new ClinicalRecord(null, List.of())));

        assertEquals(type, found.type().value().id());
        assertEquals("2024-05-06", Objects.requireNonNull(found.date()).value().toString());
    }

    @Test
    void aMailHasItsSenderItsReceiversAndItsDay() {
        String text =
                "From: \"Ames, Lucy\" <lucy@harbour.example>\nTo: jo@polder.example, Bo Ruiz"
                        + " <bo@polder.example>\nSubject: milk\n\nSee you on 4 May 1999.";

        Description found =
                DESCRIBER.describe(
                        subject(
                                text,
                                "message/rfc822",
                                new FileProperties(
                                        null, null, Instant.parse("2024-02-29T23:10:00Z"), null),
                                null));

        assertEquals(DocumentType.EMAIL, found.type().value());
        assertEquals(
                List.of(
                        "\"Ames, Lucy\" <lucy@harbour.example>",
                        "jo@polder.example",
                        "Bo Ruiz <bo@polder.example>"),
                values(found.parties()));
        assertEquals("2024-02-29", Objects.requireNonNull(found.date()).value().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Date of service: 3 Mar 2020 | 2020-03-03
                    Date of service: 2020-03-03 | 2020-03-03
                    Date of service: March 3rd, 2020 | 2020-03-03
                    Date of service: the 3rd day of March, 2020 | 2020-03-03
                    Date of service: 3. März 2020 | 2020-03-03
                    Date of service: 3 de marzo de 2020 | 2020-03-03
                    Date of service: 3.3.2020 | 2020-03-03
                    Date of service: 03/25/20 | 2020-03-25
                    Date of service: 31 June 2020 |
                    Date of birth: 3 March 1961 |
                    """)
    void readsDatesAsTheyAreWritten(String line, @Nullable String date) {
        Description found = DESCRIBER.describe(subject("PROGRESS NOTE\n" + line + "\n"));

        assertEquals(date, found.date() == null ? null : found.date().value().toString());
    }

    @Test
    void aDayThatCouldBeAMonthIsDoubted() {
        Description doubted =
                DESCRIBER.describe(subject("PROGRESS NOTE\nDate of service: 03/04/2020\n"));
        Description settled =
                DESCRIBER.describe(
                        subject("PROGRESS NOTE\nDate of service: 03/04/2020\nSeen: 28/02/2020\n"));

        assertTrue(Objects.requireNonNull(doubted.date()).confidence() < 0.4);
        assertEquals("2020-04-03", Objects.requireNonNull(settled.date()).value().toString());
        assertTrue(settled.date().confidence() > 0.8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    The tenant shall keep the garden in good order and pay for the water. | en
                    Der Mieter hat den Garten zu pflegen und die Kosten des Wassers zu tragen. | de
                    Le locataire entretient le jardin et prend en charge les frais de l'eau. | fr
                    El inquilino cuidará el jardín y pagará los gastos del agua cada mes. | es
                    """)
    void tellsTheLanguage(String text, String language) {
        assertEquals(
                language,
                Objects.requireNonNull(DESCRIBER.describe(subject(text)).language()).value());
    }

    @Test
    void ofATooShortTextTheFileSaysTheLanguage() {
        FileProperties german = new FileProperties(null, null, null, "de-AT");

        assertEquals(
                "de",
                Objects.requireNonNull(
                                DESCRIBER
                                        .describe(subject("42", "text/plain", german, null))
                                        .language())
                        .value());
        assertNull(DESCRIBER.describe(subject("42")).language());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyPlaceIsAPlaceOfTheTextWhateverTheText(long seed) {
        Random random = new Random(seed);
        String text = RandomText.of(random, 4_000) + SUPPLY + RandomText.of(random, 4_000);

        Description found = DESCRIBER.describe(subject(text));

        assertEquals(found, DESCRIBER.describe(subject(text)));
        places(found).forEach(span -> assertTrue(span.end() <= text.length()));
        for (Guess<String> party : found.parties()) {
            assertEquals(party.value(), said(text, party).replaceAll("\\s+", " "));
        }
    }

    private static Stream<Span> places(Description found) {
        return Stream.of(
                        found.types().stream(),
                        Stream.ofNullable(found.date()),
                        found.parties().stream(),
                        Stream.ofNullable(found.patient()),
                        found.identifiers().stream())
                .flatMap(each -> each)
                .map(Guess::span)
                .filter(Objects::nonNull);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "between A and ",
                "(\"",
                "1st day of ",
                "____",
                "Patient: ",
                "From: a,",
                "\n1. ",
                "a, ",
                "and ",
                "January ",
                " ",
                "\"a\" <",
                "MRN ",
                "X is a ",
                "12/",
                "By And Between (a) "
            })
    @Timeout(60) // For ever is what a pattern with a fault takes.
    void textMadeToBeSlowIsNot(String piece) {
        String text = "LEASE AGREEMENT Preoperative diagnosis:\n" + piece.repeat(200_000);

        assertNotNull(DESCRIBER.describe(subject(text)));
    }
}
