package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.carrel.search.Shown;
import org.carrel.search.Versions;
import org.jspecify.annotations.Nullable;

/**
 * What an answer was made from: enough to make its prompts again while the documents are kept. It
 * holds the words of the user, and of documents places and hashes alone.
 *
 * @param wanted the route that was asked for; null for none
 * @param shown every sentence of a document that was shown, in the answer's order
 * @param prompts what a model was asked; none where no model wrote
 */
record AnswerRecord(
        String question,
        List<Earlier> history,
        Standalone standalone,
        Route route,
        @Nullable Route wanted,
        boolean compare,
        Versions versions,
        Set<UUID> collections,
        Set<UUID> documents,
        List<Place> shown,
        List<Prompted> prompts) {

    AnswerRecord {
        history = List.copyOf(history);
        collections = Set.copyOf(collections);
        documents = Set.copyOf(documents);
        shown = List.copyOf(shown);
        prompts = List.copyOf(prompts);
    }

    static AnswerRecord of(Prepared prepared, Writing writing) {
        Question question = prepared.question();
        List<Prompted> prompts = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < prepared.prompts().size(); i++) {
            GroundedPrompt prompt = prepared.prompts().get(i);
            int offset = first;
            List<Integer> quotes = prompt.quotes().stream().map(at -> offset + at).toList();
            prompts.add(Prompted.of(prompt, quotes, writing.limits(), prepared.model()));
            first += prepared.parts().get(i).citations().size();
        }
        return new AnswerRecord(
                question.question(),
                question.turns().stream().map(Earlier::of).toList(),
                prepared.standalone(),
                prepared.route(),
                question.wanted(),
                prepared.comparison() != null,
                question.versions(),
                prepared.scope().ids(),
                question.within(),
                prepared.shown().stream().map(Place::of).toList(),
                prompts);
    }

    /** An earlier turn. Its answer is text of documents, so its hash stands for it. */
    record Earlier(String question, String answerSha256) {
        static Earlier of(Question.Turn turn) {
            return new Earlier(turn.question(), Shown.sha256(turn.shown()));
        }
    }

    /** Where a sentence stands, and what it was. */
    record Place(UUID documentId, int version, int page, int start, int end, String sha256) {
        static Place of(Citation citation) {
            return new Place(
                    citation.documentId(),
                    citation.version(),
                    citation.page(),
                    citation.start(),
                    citation.end(),
                    Shown.sha256(citation.quote()));
        }
    }

    /**
     * One prompt.
     *
     * @param template the form of the prompt, {@link GroundedPrompt#VERSION}
     * @param quotes indexes from 0 into {@link #shown}: the sentences in it, in order
     * @param userSha256 of the prompt before the model's own template
     * @param promptSha256 of the prompt as the model read it
     * @param modelSha256 of the file that the model was imported from
     */
    record Prompted(
            int template,
            List<Integer> quotes,
            int maxTokens,
            List<String> stops,
            String userSha256,
            String promptSha256,
            String model,
            String modelSha256) {
        Prompted {
            quotes = List.copyOf(quotes);
            stops = List.copyOf(stops);
        }

        static Prompted of(
                GroundedPrompt prompt,
                List<Integer> quotes,
                LanguageModel.Limits limits,
                LanguageModel model) {
            ModelDescription description = model.description();
            return new Prompted(
                    GroundedPrompt.VERSION,
                    quotes,
                    limits.maxTokens(),
                    limits.stops(),
                    Shown.sha256(prompt.text()),
                    Shown.sha256(model.asRead(prompt.forModel())),
                    description.name(),
                    description.sha256());
        }
    }
}
