package org.carrel.launch.eval;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One question of a set, and what a right answer has.
///
/// @param group the part of the set that it is scored with; the set's name if it has no parts
/// @param splitKey by which it belongs to development or held-out: the file name of its document,
///   or its own id where it is about a whole corpus
/// @param files names of the documents that hold the answer; empty if the set does not say
/// @param marks what in them answers
/// @param relevance of documents by name, for a set whose documents are judged as a whole
/// @param attack for a set of injected documents
record Item(
        String id,
        String group,
        String splitKey,
        String question,
        List<String> files,
        List<Mark> marks,
        Map<String, Integer> relevance,
        Expected expected,
        @Nullable Attack attack) {

    /// A place in a document that answers.
    ///
    /// @param range UTF-16 indexes in the set's own text; null where there are only words
    /// @param text the words at that place
    /// @param anywhere whether any other place with the same words will do as well
    /// @param firstPage from 1; 0 if it is not known
    /// @param lastPage not before `firstPage`
    record Mark(
            String file,
            @Nullable Range range,
            String text,
            boolean anywhere,
            int firstPage,
            int lastPage) {}

    /// What is expected of the answer.
    ///
    /// @param answers any of these will do; empty if the set has none. An answer in several parts
    ///   has `; ` between them
    /// @param unanswerable whether the documents do not say; null if the set does not tell
    /// @param verdict for a question of yes or no
    /// @param reference a text to which a summary is compared
    record Expected(
            List<String> answers,
            @Nullable Boolean unanswerable,
            @Nullable Verdict verdict,
            @Nullable String reference) {
        static final Expected NOTHING = new Expected(List.of(), null, null, null);

        static Expected verdict(Verdict verdict, @Nullable Boolean unanswerable) {
            return new Expected(List.of(), unanswerable, verdict, null);
        }
    }

    /// An instruction that was put into a document.
    ///
    /// @param cleanFile the same document without it
    /// @param cleanText its text
    /// @param place start, middle or end
    record Attack(String text, String category, String cleanFile, String cleanText, String place) {}

    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
