package org.carrel.answer;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the API shows it.
 *
 * @param answerId by which it can be reconstructed later
 * @param outcome {@code grounded} or {@code insufficient}
 * @param answer the whole text
 * @param sentences the text in sentences, each with its verdict; empty when insufficient
 * @param citations what the sentences cite, by index
 * @param nearest when insufficient, what came nearest
 * @param perDocument in a comparison, what each document says; else empty
 * @param withheld number of written sentences that are not shown, being unsupported
 * @param hedged whether the evidence is too weak to be sure
 * @param strength of the best evidence, 0 to 1; null without any
 * @param value the typed value that was asked for, where the evidence holds one
 * @param routing how the route was chosen
 * @param searched number of documents that were searched
 * @param searchedIn names of the collections that were searched, the first 20 of them
 * @param standalone the follow-up question as it was understood; null where it stood alone
 * @param route which way was taken
 * @param model which model wrote, if one did
 */
public record Answer(
        UUID answerId,
        String outcome,
        String answer,
        List<Sentence> sentences,
        List<Citation> citations,
        List<Citation> nearest,
        List<PerDocument> perDocument,
        int withheld,
        boolean hedged,
        @Nullable Double strength,
        @Nullable Value value,
        Routing routing,
        int searched,
        List<String> searchedIn,
        @Nullable String standalone,
        Route route,
        @Nullable String model,
        Timings timings) {

    static final String SILENT = "The documents do not say.";

    /**
     * A value of the kind that was asked for.
     *
     * @param kind such as {@code date} or {@code amount}
     * @param text as it stands in the quote
     * @param normalized in one spelling, such as 2031-05-04
     * @param citation index from 0 into the answer's citations
     */
    record Value(String kind, String text, String normalized, int citation) {
        static @Nullable Value of(Evidence evidence) {
            if (!(evidence instanceof Evidence.Grounded grounded) || grounded.value() == null) {
                return null;
            }
            TypedValue value = grounded.value();
            return new Value(
                    value.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    value.text(),
                    value.normalized(),
                    value.citation());
        }
    }

    /**
     * How long it took, in milliseconds from the arrival of the question.
     *
     * @param firstTokenMs to the first written token; null where no model wrote
     */
    record Timings(long retrievalMs, long evidenceMs, @Nullable Long firstTokenMs, long totalMs) {}

    static Answer of(Prepared prepared, Composed composed, @Nullable Long firstToken, long total) {
        Evidence evidence = prepared.evidence();
        boolean grounded = composed.grounded();
        return new Answer(
                prepared.id(),
                composed.outcome(),
                composed.text(),
                composed.sentences(),
                composed.citations(),
                composed.nearest(),
                composed.perDocument(),
                composed.withheld(),
                grounded && evidence instanceof Evidence.Grounded found && found.hedged(),
                grounded ? evidence.strength() : null,
                grounded ? Value.of(evidence) : null,
                prepared.routing(),
                evidence.searched(),
                prepared.searchedIn(),
                prepared.standalone().shown(),
                prepared.route(),
                composed.model(),
                new Timings(
                        evidence.timings().retrievalMs(),
                        evidence.timings().evidenceMs(),
                        firstToken,
                        total));
    }
}
