package org.carrel.answer;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carrel.access.ReadableCollections;
import org.carrel.models.LanguageModel;
import org.carrel.search.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A question whose evidence is chosen.
 *
 * @param id of the answer to come
 * @param evidence in a comparison that of all documents
 * @param comparison null for a question that is asked of all documents at once
 * @param prompts for the model, one a document in a comparison; none where it is not asked
 * @param writer the model, to the end of this answer, whatever takes over meanwhile; null without
 *     prompts
 * @param searchedIn names of collections
 * @param arrived {@link System#nanoTime} when it was asked
 */
record Prepared(
        UUID id,
        ReadableCollections scope,
        Question question,
        Standalone standalone,
        Evidence evidence,
        @Nullable Comparison comparison,
        Routing routing,
        List<GroundedPrompt> prompts,
        @Nullable LanguageModel writer,
        List<String> searchedIn,
        long arrived) {

    Prepared {
        prompts = List.copyOf(prompts);
        searchedIn = List.copyOf(searchedIn);
    }

    Route route() {
        return routing.route();
    }

    Prepared with(List<GroundedPrompt> written, LanguageModel model) {
        return new Prepared(
                id,
                scope,
                question,
                standalone,
                evidence,
                comparison,
                routing,
                written,
                model,
                searchedIn,
                arrived);
    }

    /** The model of an answer that has prompts. */
    LanguageModel model() {
        return Objects.requireNonNull(writer);
    }

    /**
     * For whom the model works. Nothing of it is told: two callers share a scope where they may
     * read the very same.
     */
    LanguageModel.Caller asker() {
        String readable =
                scope.ids().stream().map(UUID::toString).sorted().collect(Collectors.joining(" "));
        return new LanguageModel.Caller(scope.caller().subject(), Shown.sha256(readable));
    }

    /** Sentences of documents that are shown before anything is written. */
    List<Citation> shown() {
        return switch (evidence) {
            case Evidence.Grounded grounded -> grounded.citations();
            case Evidence.Insufficient none -> none.nearest();
        };
    }

    /** What each prompt or quote is made of: one in all, or one a document that says something. */
    List<Evidence.Grounded> parts() {
        if (comparison != null) {
            return comparison.grounded();
        }
        return evidence instanceof Evidence.Grounded grounded ? List.of(grounded) : List.of();
    }

    /** Names of the documents that the question named, as far as passages of them are shown. */
    List<String> focus() {
        return shown().stream()
                .filter(each -> evidence.focus().documents().contains(each.documentId()))
                .map(Citation::documentName)
                .distinct()
                .toList();
    }

    int searched() {
        return evidence.searched();
    }

    long millis() {
        return millisTo(System.nanoTime());
    }

    /**
     * @param at {@link System#nanoTime}
     */
    long millisTo(long at) {
        return (at - arrived) / 1_000_000;
    }
}
