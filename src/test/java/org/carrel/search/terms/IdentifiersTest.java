package org.carrel.search.terms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    private static final int ROUNDS = 300;

    /** The first of each line is met by all others, written into a sentence. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Section 12.3(b) | section 12.3 (b) | Sec. 12.3(B) | \u00A7 12.3(b) | \u00A712.3(b) |"
                        + " Clause 12.3(b) | Section\u00A012.3(b)",
                "Article 4 | Art. IV | ARTICLE IV | article 4",
                "Exhibit A | EXHIBIT A | Ex. A",
                "45 CFR 164.312(b) | 45 C.F.R. \u00A7 164.312(b) | 45 CFR \u00A7164.312(b)",
                "MRN 00123 | MRN: 00123 | MRN# 00123 | medical record number 00123",
                "invoice INV-2041 | Invoice No. INV-2041 | INVOICE #INV-2041 | Inv. INV2041",
                "case 2:19-cv-01234 | Docket No. 2:19-cv-01234 | Case No. 2:19-CV-01234",
                "ICD-10 E11.9 | E11.9 | ICD-10-CM: E11.9 | diagnosis code E119",
                "metformin 1000 mg | metformin 1000mg | Metformin 1,000 mg | metformin HCl 1 g",
                "levothyroxine 0.05 mg | levothyroxine 50 mcg | levothyroxine 50 \u00B5g",
                "$5,000,000 | US$ 5 million | USD 5,000,000.00 | $5M | 5 million dollars",
                "5% | 5 % | 5.0 percent | 5 per cent"
            })
    void waysOfWritingOneThingMeet(String line) {
        List<String> ways = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        for (String way : ways) {
            Set<String> asked =
                    Identifiers.asked(Identifiers.of("What about " + ways.getFirst() + "?"));
            Set<String> indexed = Identifiers.terms("It is " + way + ", as was said.");
            assertFalse(asked.isEmpty(), ways.getFirst());
            assertTrue(indexed.stream().anyMatch(asked::contains), way + ": " + indexed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Section 12.3, Section 12.4",
        "Section 12.3, Section 1.23",
        "Section 4, Article 4",
        "MRN 00123, MRN 123",
        "metformin 1000 mg, metformin 100 mg",
        "$5 million, $5 billion",
        "$500, EUR 500",
        "5%, 5.5%"
    })
    void thingsApartStayApart(String one, String other) {
        Set<String> common = new HashSet<>(Identifiers.asked(Identifiers.of(one)));
        common.retainAll(Identifiers.terms(other));
        assertEquals(Set.of(), common);
    }

    @Test
    void aDayMeetsItselfInEverySpelling() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<DateTimeFormatter> forms =
                List.of(
                        form("yyyy-MM-dd"),
                        form("MMMM d, yyyy"),
                        form("MMM d, yyyy"),
                        form("MMM. d yyyy"),
                        form("d MMMM yyyy"),
                        form("dd-MMM-yyyy"),
                        form("d'th day of' MMMM, yyyy"),
                        form("M/d/yyyy"),
                        form("MM/dd/yyyy"),
                        form("d.M.yyyy"));
        for (int i = 0; i < ROUNDS; i++) {
            LocalDate day = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(36_000));
            String one = day.format(forms.get(random.nextInt(forms.size())));
            String other = day.format(forms.get(random.nextInt(forms.size())));
            Set<String> common =
                    new HashSet<>(Identifiers.asked(Identifiers.of("dated " + one + "?")));
            common.retainAll(Identifiers.terms("As of " + other + ", the parties"));
            assertTrue(
                    common.contains("date:" + day), "seed " + seed + ": " + one + " and " + other);
        }
    }

    @Test
    void anAmountMeetsItselfInEverySpelling() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            long thousands = 1 + random.nextInt(5_000);
            List<String> ways =
                    List.of(
                            "$%,d".formatted(thousands * 1000),
                            "$%d".formatted(thousands * 1000),
                            "US$ %,d.00".formatted(thousands * 1000),
                            "USD %,d thousand".formatted(thousands),
                            "%,d dollars".formatted(thousands * 1000),
                            "$%dk".formatted(thousands));
            String one = ways.get(random.nextInt(ways.size()));
            String other = ways.get(random.nextInt(ways.size()));
            Set<String> common =
                    new HashSet<>(Identifiers.asked(Identifiers.of("Who pays " + one + "?")));
            common.retainAll(Identifiers.terms("a fee of " + other + " a year"));
            assertFalse(common.isEmpty(), "seed " + seed + ": " + one + " and " + other);
        }
    }

    @Test
    void anyCharactersAreRead() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String signs = "0123456789.,:;/-()$%\u00A7 \n\u2013AaBbIiVvXxMmGg";
        for (int i = 0; i < ROUNDS; i++) {
            String text =
                    random.ints(400, 0, signs.length())
                            .mapToObj(at -> String.valueOf(signs.charAt(at)))
                            .collect(Collectors.joining());
            for (Identifier each : Identifiers.of(text)) {
                assertTrue(
                        each.start() >= 0
                                && each.start() < each.end()
                                && each.end() <= text.length(),
                        "seed " + seed);
            }
        }
    }

    @Test
    void aMentionOfAnItemIsOfItsClauseToo() {
        assertEquals(
                List.of("section:12.3(b)(i)", "section:12.3(b)", "section:12.3"),
                named("Section 12.3(b)(i)").getFirst().terms());
    }

    @Test
    void listsOfSectionsAreReadWhole() {
        assertEquals(
                List.of("section:4.1", "section:4.2", "section:9"),
                named("under Sections 4.1, 4.2 and 9 of this").stream()
                        .map(Identifier::term)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the term of the agreement?",
                "Does IL-6 cause COVID-19?",
                "Was rent due on 5 May 2020?",
                "Who pays $5,000?",
                "Is metformin 1000 mg safe?",
                "In case 5 people come"
            })
    void valuesNameNoPlace(String question) {
        assertEquals(List.of(), named(question));
    }

    @Test
    void aNumberAloneIsAskedFor() {
        assertEquals(List.of("id:77120"), terms("77120"));
        assertEquals(List.of("id:INV2041"), terms("INV-2041?"));
        assertEquals(List.of(), terms("Was 77120 sold?"));
    }

    @Test
    void whatIsWrittenWithAHyphenIsMetWithoutIt() {
        assertTrue(Identifiers.joined(Identifiers.of("the follow-up visit")).contains("followup"));
        assertTrue(
                Identifiers.terms("the follow-up visit")
                        .containsAll(Identifiers.divided("followup")));
        assertTrue(Identifiers.terms("Allergies: N/A").contains("form:n/a"));
    }

    private static List<String> terms(String question) {
        return named(question).stream().map(Identifier::term).toList();
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }

    private static List<Identifier> named(String question) {
        return Identifiers.in(question, Identifiers.of(question));
    }
}
