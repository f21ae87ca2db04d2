package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;

/**
 * What would become of a model's answer in this product: the prompt that it would read, and what
 * the check would leave of what it writes. For models on trial, which run elsewhere.
 */
@ApplicationScoped
public class GroundedTrial {

    private final EmbeddingModel embeddings;
    private final AnswerConfig config;

    GroundedTrial(EmbeddingModel embeddings, AnswerConfig config) {
        this.embeddings = embeddings;
        this.config = config;
    }

    /**
     * What was written, held against its evidence.
     *
     * @param supported sentences that the evidence carries, in order
     * @param unsupported number of those that it does not carry
     */
    public record Checked(List<String> supported, int unsupported) {
        public Checked {
            supported = List.copyOf(supported);
        }
    }

    /** The whole evidence and the question, in the form of this product's prompts. */
    public LanguageModel.Prompt prompt(String question, List<String> evidence) {
        return GroundedPrompt.forModel(GroundedPrompt.text(question, evidence));
    }

    /** When an answer ends. */
    public LanguageModel.Limits limits() {
        return Writing.limits(config);
    }

    /**
     * Takes the text apart and checks each sentence, as is done with an answer. Of a text that goes
     * in circles, what comes after the first turn is left out.
     *
     * @param written by a model that read {@link #prompt}
     * @param finish why it ended; a sentence that is not ended counts only if the model stopped by
     *     itself, or it is all
     */
    public Checked checked(
            String question, List<String> evidence, String written, Generation.Finish finish) {
        List<Citation> citations = evidence.stream().map(Citation::ofNoDocument).toList();
        SentenceCheck check =
                new SentenceCheck(question, citations, new VectorLikeness(embeddings));
        Prose prose =
                new Prose(
                        check::check, AnswerConfig.Unsupported.DROP, Listener.NONE, Runnable::run);
        prose.accept(written.strip());
        Prose.Checked checked = prose.end(finish).toCompletableFuture().join();
        return new Checked(
                checked.sentences().stream().map(Sentence::text).toList(), checked.withheld());
    }
}
