package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.carrel.models.Generation;
import org.carrel.models.ModelDescription;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the API shows it.
 *
 * @param outcome {@code grounded} or {@code insufficient}
 * @param answer the whole text
 * @param sentences the text in sentences, each with its verdict; empty when insufficient
 * @param citations what the sentences cite, by index
 * @param nearest when insufficient, what came nearest
 * @param searched number of documents that were searched
 * @param route which way was taken
 * @param model which model wrote, if one did
 */
record Answer(
        String outcome,
        String answer,
        List<Sentence> sentences,
        List<Citation> citations,
        List<Citation> nearest,
        int searched,
        Route route,
        @Nullable String model,
        Timings timings) {

    static final String SILENT = "The documents do not say.";

    /** The ways in which a model says that its text holds no answer. */
    private static final Pattern SAYS_NOTHING =
            Pattern.compile(
                    "\\bdo(es)? not (say|mention|specify|state|provide|contain)\\b"
                            + "|\\bnot (mentioned|specified|stated|provided) in\\b",
                    Pattern.CASE_INSENSITIVE);

    /**
     * How long it took, in milliseconds from the arrival of the question.
     *
     * @param firstTokenMs to the first written token; null where no model wrote
     */
    record Timings(long retrievalMs, long evidenceMs, @Nullable Long firstTokenMs, long totalMs) {}

    static Answer insufficient(Evidence.Insufficient evidence, Route route) {
        return new Answer(
                "insufficient",
                SILENT,
                List.of(),
                List.of(),
                evidence.nearest(),
                evidence.searched(),
                route,
                null,
                timings(evidence, null, evidence.timings().evidenceMs()));
    }

    /** The evidence itself: each quote is a sentence that rests on itself. */
    static Answer extracted(Evidence.Grounded evidence) {
        Citation best = evidence.citations().getFirst();
        return new Answer(
                "grounded",
                best.quote(),
                List.of(new Sentence(best.quote(), true, List.of(0))),
                evidence.citations(),
                List.of(),
                evidence.searched(),
                Route.EXTRACT,
                null,
                timings(evidence, null, evidence.timings().evidenceMs()));
    }

    /** What a model wrote, checked; where nothing of it holds, the best quote stands after it. */
    static Answer generated(
            Evidence.Grounded evidence,
            String question,
            Generation.Result written,
            ModelDescription model,
            long firstTokenMs,
            long totalMs) {
        String text = written.text().strip();
        List<Sentence> sentences = new SentenceCheck(question, evidence.citations()).check(text);
        if (saysNothing(text)) {
            return new Answer(
                    "insufficient",
                    SILENT,
                    List.of(),
                    List.of(),
                    evidence.citations(),
                    evidence.searched(),
                    Route.GENERATE,
                    model.name(),
                    timings(evidence, firstTokenMs, totalMs));
        }
        if (sentences.stream().noneMatch(Sentence::supported)) {
            String quote = evidence.citations().getFirst().quote();
            sentences = new ArrayList<>(sentences);
            sentences.add(new Sentence(quote, true, List.of(0)));
        }
        return new Answer(
                "grounded",
                String.join(" ", sentences.stream().map(Sentence::text).toList()),
                sentences,
                evidence.citations(),
                List.of(),
                evidence.searched(),
                Route.GENERATE,
                model.name(),
                timings(evidence, firstTokenMs, totalMs));
    }

    private static boolean saysNothing(String text) {
        return text.isBlank() || SAYS_NOTHING.matcher(text).find();
    }

    private static Timings timings(Evidence evidence, @Nullable Long firstToken, long total) {
        return new Timings(
                evidence.timings().retrievalMs(),
                evidence.timings().evidenceMs(),
                firstToken,
                total);
    }
}
