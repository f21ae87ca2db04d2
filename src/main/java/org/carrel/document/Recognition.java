package org.carrel.document;

import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Page;
import org.carrel.ingest.Word;
import org.jspecify.annotations.Nullable;

/**
 * How much of a text was read from pictures.
 *
 * @param any whether any page was
 * @param meanConfidence over the words that were, 0 to 100; null without such words
 */
record Recognition(boolean any, @Nullable Float meanConfidence) {

    static Recognition of(Extracted extracted) {
        double mean =
                extracted.words().stream()
                        .filter(word -> word.confidence() != Word.CERTAIN)
                        .mapToInt(Word::confidence)
                        .average()
                        .orElse(-1);
        return new Recognition(
                extracted.pages().stream().anyMatch(Page::recognised),
                mean < 0 ? null : (float) mean);
    }
}
