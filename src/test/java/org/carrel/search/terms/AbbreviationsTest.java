package org.carrel.search.terms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.carrel.search.terms.Abbreviations.Expansion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbbreviationsTest {

    private static final Abbreviations STANDARD = Abbreviations.read(null);

    @TempDir private Path home;

    @ParameterizedTest
    @CsvSource({
        "Does the pt smoke?, patient",
        "HTN?, hypertension",
        "any hx of falls, history",
        "metformin b.i.d., twice daily",
        "Which law governs the MSA?, master services agreement",
        "Is there an MFN clause?, most favored nation",
        "Was she made NPO?, nothing by mouth"
    })
    void aShortFormFindsWhatItStandsFor(String question, String meaning) {
        assertTrue(words(question).contains(meaning), words(question).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "Was there shortness of breath?, sob",
        "history of hypertension, htn",
        "limitations of liability, lol",
        "the Master Services Agreement, MSA"
    })
    void whatItStandsForFindsTheShortForm(String question, String form) {
        assertTrue(words(question).contains(form), words(question).toString());
    }

    @Test
    void capitalsTellTheFormFromAnotherWord() {
        assertTrue(words("history of MS").contains("multiple sclerosis"));
        assertEquals(List.of(), words("Ms. Jones"));
        assertTrue(words("Does it say who it is?").isEmpty());
    }

    @Test
    void capitalsGoBeforeSmallLetters() {
        assertEquals(List.of("patient"), words("pt"));
        assertTrue(words("PT").contains("prothrombin time"));
    }

    @Test
    void severalMeaningsShareTheWeight() {
        double sure = STANDARD.expand("INR").getFirst().weight();
        double shared = STANDARD.expand("RA").getFirst().weight();
        assertEquals(sure / 3, shared, 1e-9);
        assertEquals(3, STANDARD.expand("RA").size());
    }

    @Test
    void anOperatorsLineTakesThePlaceOfOurs() throws IOException {
        Path own = home.resolve("own.txt");
        Files.writeString(own, "# ours\nhtn | hot tub night\nfoo | Family Office Omega # us\n");
        Abbreviations abbreviations = Abbreviations.read(own);
        assertEquals("hot tub night", abbreviations.expand("htn").getFirst().words());
        assertEquals("Family Office Omega", abbreviations.expand("foo").getFirst().words());
        assertEquals("foo", abbreviations.expand("family office omega").getFirst().words());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"htn hypertension", "htn |", "| hypertension", "htn | a | b", "htn | x;;y"})
    void aBadLineIsNamed(String line) throws IOException {
        Path own = home.resolve("own.txt");
        Files.writeString(own, "# remark\n" + line + "\n");
        String message =
                assertThrows(IllegalArgumentException.class, () -> Abbreviations.read(own))
                        .getMessage();
        assertTrue(String.valueOf(message).contains("own.txt, line 2:"), message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = home.resolve("missing.txt");
        String message =
                assertThrows(IllegalArgumentException.class, () -> Abbreviations.read(missing))
                        .getMessage();
        assertTrue(String.valueOf(message).contains("missing.txt cannot be read"), message);
    }

    private static List<String> words(String question) {
        return STANDARD.expand(question).stream().map(Expansion::words).toList();
    }
}
