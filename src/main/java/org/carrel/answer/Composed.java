package org.carrel.answer;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was made of the evidence.
 *
 * @param text the whole answer
 * @param withheld number of unsupported sentences that were left out
 * @param model which model wrote, if one did
 */
record Composed(
        boolean grounded,
        String text,
        List<Sentence> sentences,
        List<Citation> citations,
        List<Citation> nearest,
        List<PerDocument> perDocument,
        int withheld,
        @Nullable String model) {

    Composed {
        sentences = List.copyOf(sentences);
        citations = List.copyOf(citations);
        nearest = List.copyOf(nearest);
        perDocument = List.copyOf(perDocument);
    }

    static Composed silent(String refusal, List<Citation> nearest, @Nullable String model) {
        return new Composed(false, refusal, List.of(), List.of(), nearest, List.of(), 0, model);
    }

    /** The best quote: a sentence that rests on itself. */
    static Composed extracted(Evidence.Grounded evidence) {
        return of(evidence, List.of(quote(evidence)), 0, null);
    }

    static Composed of(
            Evidence.Grounded evidence,
            List<Sentence> sentences,
            int withheld,
            @Nullable String model) {
        return new Composed(
                true,
                sentences.stream().map(Sentence::text).collect(Collectors.joining(" ")),
                sentences,
                evidence.citations(),
                List.of(),
                List.of(),
                withheld,
                model);
    }

    Composed with(List<PerDocument> documents) {
        return new Composed(
                grounded, text, sentences, citations, nearest, documents, withheld, model);
    }

    static Sentence quote(Evidence.Grounded evidence) {
        return Sentence.supported(evidence.citations().getFirst().quote(), List.of(0));
    }

    String outcome() {
        return grounded ? "grounded" : "insufficient";
    }
}
