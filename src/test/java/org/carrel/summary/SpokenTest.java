package org.carrel.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.carrel.document.ReadableText;
import org.carrel.document.StoredText;
import org.carrel.ingest.Page;
import org.junit.jupiter.api.Test;

class SpokenTest {

    private static final String TALK =
            """
            [doctor] hi , martha . how are you ?
            [patient] i'm doing okay .
            [doctor] so , martha is a 50-year-old female with a past medical history of depression \
            who presents today for a cough .
            [patient] um , i've been coughing for two weeks , you know , and i feel my ribs .
            [doctor] any fever or chills ?
            [patient] no .
            [doctor] okay . on your lung exam , i do hear some crackles at the base .
            [doctor] so my assessment and plan . for your cough i want you to take amoxicillin 500 \
            milligrams twice a day .
            [patient] okay .
            """;

    @Test
    void hesitationsGoAndMeaningStays() {
        assertEquals(
                "i've been coughing for two weeks, and i feel my ribs.",
                Spoken.clean(
                        "um , i've been coughing for two weeks , you know , and i feel my ribs ."));
        assertEquals(
                "everything has been relatively okay",
                Spoken.clean("everything has been relatively okay"));
        assertEquals("", Spoken.clean("hey , dragon , order a chest x-ray ."));
    }

    @Test
    void thePersonChangesAndTheVerbWithIt() {
        Person she = Person.of("martha is a 50-year-old female");
        assertEquals(
                "She has been coughing, and she feels her ribs.",
                she.ofSpeaker("i've been coughing, and i feel my ribs."));
        assertEquals(
                "I want her to take amoxicillin.",
                she.ofListener("i want you to take amoxicillin"));
        assertEquals("The patient does not smoke.", Person.of("hello").ofSpeaker("i don't smoke"));
    }

    @Test
    void aTalkBecomesANoteWhoseLinesCiteTheirTurns() {
        assertTrue(Talk.isOne(TALK));
        Draft note = VisitDraft.of(document(TALK), Watch.NONE, () -> false);
        assertEquals(
                List.of("complaint", "history", "review", "examination", "results", "plan"),
                note.sections().stream().map(Draft.Section::id).toList());
        assertEquals("Cough.", line(note, 0));
        assertTrue(
                lines(note, 1).contains("The patient has been coughing for two weeks"),
                lines(note, 1));
        assertTrue(
                lines(note, 2).contains("Constitutional: Denies fever and chills."),
                lines(note, 2));
        assertTrue(lines(note, 3).contains("crackles at the base"), lines(note, 3));
        assertTrue(lines(note, 5).contains("amoxicillin 500 mg"), lines(note, 5));
        for (Draft.Section section : note.sections()) {
            for (Draft.Line line : section.lines()) {
                assertFalse(line.from().isEmpty());
                line.from()
                        .forEach(each ->
                                assertEquals(
                                        TALK.substring(each.start(), each.end()), each.quote()));
            }
        }
    }

    @Test
    void aLetterIsNoTalk() {
        assertFalse(Talk.isOne("Dear doctor: I write to you about my knee.\nPatient: Smith\n"));
    }

    private static String line(Draft note, int section) {
        return note.sections().get(section).lines().getFirst().text();
    }

    private static String lines(Draft note, int section) {
        return String.join(
                "\n", note.sections().get(section).lines().stream().map(Draft.Line::text).toList());
    }

    static ReadableText document(String text) {
        return new ReadableText(
                new UUID(0, 1),
                new UUID(0, 2),
                "talk.txt",
                1,
                1,
                null,
                true,
                new StoredText(text, List.of(new Page(1, 0, text.length())), List.of()),
                List.of(new ReadableText.Place(1, 0, text.length())));
    }
}
