package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.carrel.ingest.Sentences;
import org.carrel.ingest.Span;
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

    /** Evidence this strong is shown even where the model declines; it declines too readily. */
    private static final double TELLING = 0.6;

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

    /**
     * What a model wrote, checked. Where nothing of it holds, the best quote stands after it; where
     * it declines although the evidence is telling, the quote stands alone.
     *
     * @param timed the evidence's timings with those of the writing
     */
    static Answer generated(
            Evidence.Grounded evidence,
            String question,
            Generation.Result written,
            ModelDescription model,
            Timings timed) {
        String text = whole(written);
        boolean declines = text.isBlank() || SAYS_NOTHING.matcher(text).find();
        if (declines && evidence.strength() < TELLING) {
            return new Answer(
                    "insufficient",
                    SILENT,
                    List.of(),
                    List.of(),
                    evidence.citations(),
                    evidence.searched(),
                    Route.GENERATE,
                    model.name(),
                    timed);
        }
        List<Sentence> sentences = new ArrayList<>();
        if (!declines) {
            // A small model may go in circles: each sentence is said once.
            new SentenceCheck(question, evidence.citations())
                    .check(text).stream().distinct().forEach(sentences::add);
        }
        if (sentences.stream().noneMatch(Sentence::supported)) {
            String quote = evidence.citations().getFirst().quote();
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
                timed);
    }

    /** What was written, without a last sentence that the limit on length broke off. */
    private static String whole(Generation.Result written) {
        String text = written.text().strip();
        if (written.finish() != Generation.Finish.LENGTH || Statements.isEnded(text)) {
            return text;
        }
        List<Span> sentences = Sentences.of(text, 0, text.length());
        return sentences.size() < 2
                ? text
                : text.substring(0, sentences.get(sentences.size() - 2).end());
    }

    static Timings timings(Evidence evidence, @Nullable Long firstToken, long total) {
        return new Timings(
                evidence.timings().retrievalMs(),
                evidence.timings().evidenceMs(),
                firstToken,
                total);
    }
}
