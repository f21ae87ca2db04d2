package org.carrel.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.carrel.document.Boxes.Box;
import org.carrel.document.Boxes.PageSize;
import org.carrel.ingest.Page;
import org.carrel.ingest.Word;
import org.junit.jupiter.api.Test;

class BoxesTest {

    // Two lines of two words, a word in a second column, and a word on the next page.
    private static final List<Word> WORDS =
            List.of(
                    new Word(0, 5, 72, 100, 30, 12, Word.CERTAIN),
                    new Word(6, 9, 106, 101, 20, 11, Word.CERTAIN),
                    new Word(10, 14, 72, 115, 25.5f, 12, Word.CERTAIN),
                    new Word(15, 20, 101, 115, 40, 12, Word.CERTAIN),
                    new Word(21, 25, 320, 115, 30, 12, Word.CERTAIN),
                    new Word(30, 34, 72, 100, 30, 12, 91),
                    new Word(35, 39, 106, 100, 30, 12, 70));
    private static final List<Page> PAGES =
            List.of(new Page(1, 0, 28, 595, 842, false), new Page(2, 28, 40, 600, 800, true));

    private final StoredLayout layout = new StoredLayout(PAGES, WORDS);

    @Test
    void wordsOfALineAreOneBox() {
        Boxes boxes = Boxes.of(layout, 0, 20);
        assertEquals(
                List.of(new Box(1, 72, 100, 54, 12), new Box(1, 72, 115, 69, 12)), boxes.boxes());
        assertEquals(List.of(new PageSize(1, 595, 842, false)), boxes.pages());
        assertNull(boxes.lowestConfidence());
    }

    @Test
    void anotherColumnAndAnotherPageAreBoxesOfTheirOwn() {
        Boxes boxes = Boxes.of(layout, 16, 34);
        assertEquals(
                List.of(
                        new Box(1, 101, 115, 40, 12),
                        new Box(1, 320, 115, 30, 12),
                        new Box(2, 72, 100, 30, 12)),
                boxes.boxes());
        assertEquals(
                List.of(new PageSize(1, 595, 842, false), new PageSize(2, 600, 800, true)),
                boxes.pages());
    }

    @Test
    void recognisedWordsTellHowSureTheyAre() {
        Boxes boxes = Boxes.of(layout, 28, 40);
        assertEquals(70, boxes.lowestConfidence());
        assertEquals(80.5, boxes.meanConfidence());
    }

    @Test
    void betweenWordsThereIsNothing() {
        assertEquals(List.of(), Boxes.of(layout, 5, 6).boxes());
    }

    @Test
    void whatIsKeptComesBackToATenthOfAPoint() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        Word outside = new Word(40, 300, -3.25f, 1e5f, 0.06f, 2, 0);
        StoredLayout all = new StoredLayout(PAGES, append(WORDS, outside));
        all.writeTo(kept);
        StoredLayout back = StoredLayout.read(new ByteArrayInputStream(kept.toByteArray()));
        assertEquals(PAGES, back.pages());
        assertEquals(WORDS, back.words().subList(0, WORDS.size()));
        assertEquals(new Word(40, 300, -3.2f, 1e5f, 0.1f, 2, 0), back.words().getLast());
    }

    private static List<Word> append(List<Word> words, Word last) {
        return java.util.stream.Stream.concat(words.stream(), java.util.stream.Stream.of(last))
                .toList();
    }
}
