package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final List<Citation> LEASE =
            quotes(
                    "This Agreement is made between the Landlord and the Tenant.",
                    "The Tenant shall pay the rent on the first day of each month.",
                    "The Tenant shall not sublet the premises or any part of them.",
                    "The Tenant may keep one dog in the premises.",
                    "The Tenant shall not disclose the terms of this Agreement to any third party"
                            + " except to its attorneys and accountants.",
                    "The Landlord shall insure the building against fire.");

    private static final List<Citation> TRIAL =
            quotes(
                    "BACKGROUND: Honey is used against cough in children.",
                    "METHODS: We randomized 120 children to honey or placebo.",
                    "RESULTS: Age did not differ between the groups.",
                    "Honey significantly reduced cough frequency compared with placebo (p<0.01).");

    private static final List<Citation> SILENT_TRIAL =
            quotes(
                    "METHODS: We randomized 200 adults to zinc or placebo.",
                    "RESULTS: There was no significant difference in the duration of colds between"
                            + " zinc and placebo (p=0.62).",
                    "Zinc did not affect the severity of symptoms (p=0.45).");

    @Test
    void whatAContractForbidsIsNo() {
        Verdict verdict = Verdicts.of("May the tenant sublet the premises?", LEASE);
        assertEquals(Verdict.Side.NO, verdict.says());
        assertEquals(2, verdict.deciding());
    }

    @Test
    void whatAContractAllowsIsYes() {
        Verdict verdict = Verdicts.of("May the tenant keep a dog in the premises?", LEASE);
        assertEquals(Verdict.Side.YES, verdict.says());
        assertEquals(3, verdict.deciding());
    }

    @Test
    void anExceptionAllows() {
        assertEquals(
                Verdict.Side.YES,
                Verdicts.of("May the tenant disclose the terms to its attorneys?", LEASE).says());
    }

    @Test
    void whatAContractDoesNotSpeakOfIsNone() {
        Verdict verdict = Verdicts.of("May the tenant brew beer for export?", LEASE);
        assertEquals(Verdict.Side.NONE, verdict.says());
        assertEquals(-1, verdict.deciding());
    }

    @Test
    void aStudysEffectIsYesAndItsResultDecides() {
        Verdict verdict = Verdicts.of("Does honey reduce cough in children?", TRIAL);
        assertEquals(Verdict.Side.YES, verdict.says());
        assertEquals(3, verdict.deciding());
    }

    @Test
    void noDifferenceIsNoToAnEffect() {
        Verdict verdict = Verdicts.of("Does zinc affect the duration of colds?", SILENT_TRIAL);
        assertEquals(Verdict.Side.NO, verdict.says());
        assertEquals(1, verdict.deciding());
    }

    @Test
    void aNoteIsReadByItsDenials() {
        List<Citation> note =
                quotes(
                        "Patient denies chest pain, but reports cough.",
                        "Penicillin allergy with rash.",
                        "Possible pneumonia on the left.");
        assertEquals(
                Verdict.Side.NO, Verdicts.of("Does the patient have chest pain?", note).says());
        assertEquals(Verdict.Side.YES, Verdicts.of("Is there a penicillin allergy?", note).says());
        assertEquals(Verdict.Side.MAYBE, Verdicts.of("Is there pneumonia?", note).says());
        assertEquals(Verdict.Side.NONE, Verdicts.of("Does she smoke tobacco?", note).says());
    }

    @Test
    void onlyTheDocumentOfTheStrongestQuoteCounts() {
        List<Citation> mixed = new ArrayList<>(quotes("The patient has asthma."));
        Citation other = quotes("The patient has no asthma.").getFirst();
        mixed.add(new Citation(new UUID(0, 9), "other", 1, 1, 0, other.end(), other.quote(), ""));
        assertEquals(
                Verdicts.of("Does the patient have asthma?", mixed.subList(0, 1)),
                Verdicts.of("Does the patient have asthma?", mixed));
    }

    @Test
    void withoutEvidenceThereIsNoVerdict() {
        assertEquals(Verdict.NONE, Verdicts.of("Is it safe?", List.of()));
    }

    private static List<Citation> quotes(String... texts) {
        List<Citation> quotes = new ArrayList<>();
        int start = 0;
        for (String text : texts) {
            quotes.add(
                    new Citation(
                            new UUID(0, 1), "doc", 1, 1, start, start + text.length(), text, ""));
            start += text.length() + 1;
        }
        return quotes;
    }
}
