package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.carrel.ingest.Sentences;
import org.carrel.model.CurrentModel;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.PromptTooLongException;
import org.carrel.models.QueueFullException;
import org.carrel.models.Sampling;
import org.carrel.problem.Problems;

/** Words quotes for another feature, with the model of the answers and under their check. */
@ApplicationScoped
public class Wording {

    /** All summaries together take one turn, so that they delay no question by more than one. */
    private static final LanguageModel.Caller BACKGROUND =
            new LanguageModel.Caller("summaries", "");

    private static final List<String> STOPS = List.of("\n");

    private final CurrentModel installed;
    private final EmbeddingModel embeddings;
    private final AnswerConfig config;

    Wording(CurrentModel installed, EmbeddingModel embeddings, AnswerConfig config) {
        this.installed = installed;
        this.embeddings = embeddings;
        this.config = config;
    }

    /** What would write; empty where no model is installed. */
    public Optional<String> model() {
        return installed.get().map(model -> model.description().name());
    }

    /**
     * One sentence that was written.
     *
     * @param supported whether the quotes carry it
     * @param quotes indexes of those that are nearest to it
     */
    public record Line(String text, boolean supported, List<Integer> quotes) {
        public Line {
            quotes = List.copyOf(quotes);
        }
    }

    /** What was written, and by what from what: lower-case hexadecimal SHA-256. */
    public record Worded(List<Line> lines, String modelSha256, String promptSha256) {
        public Worded {
            lines = List.copyOf(lines);
        }
    }

    /** A wording on its way. */
    public record Running(CompletionStage<Worded> worded, Runnable cancel) {}

    /**
     * Starts to word some quotes; as many of them as the budget of a prompt holds, in their order.
     *
     * @param onText gets the text as it is written; it must not block
     * @throws org.carrel.problem.ProblemException busy when too many wait for the model;
     *     unavailable without one
     */
    public Running start(String about, List<String> quotes, Consumer<String> onText) {
        LanguageModel model =
                installed
                        .get()
                        .orElseThrow(() -> Problems.unavailable("No language model is installed."));
        List<Citation> citations = quotes.stream().map(Citation::ofNoDocument).toList();
        LanguageModel.Prompt prompt =
                GroundedPrompt.of(
                                model,
                                "Say in one sentence what this says of: " + about,
                                citations,
                                config.evidenceTokens(),
                                config.maxTokens())
                        .forModel();
        try {
            Generation generation =
                    model.generate(
                            new LanguageModel.Request(
                                    prompt,
                                    new LanguageModel.Limits(config.maxTokens(), STOPS),
                                    Sampling.GREEDY,
                                    BACKGROUND),
                            onText);
            return new Running(
                    generation
                            .result()
                            .thenApply(written ->
                                    new Worded(
                                            checked(written, citations),
                                            model.description().sha256(),
                                            written.promptSha256())),
                    generation::cancel);
        } catch (QueueFullException e) {
            throw Problems.busy("Many answers are being written; try again soon.", e.retryAfter());
        } catch (PromptTooLongException e) {
            throw Problems.tooLarge(
                    "This is longer than the model can read: " + e.getMessage() + ".");
        }
    }

    /** The whole sentences; nothing is granted beyond the quotes. */
    private List<Line> checked(Generation.Result written, List<Citation> citations) {
        String text = written.text().strip();
        SentenceCheck check = new SentenceCheck("", citations, new VectorLikeness(embeddings));
        List<Line> lines = new ArrayList<>();
        Sentences.of(text, 0, text.length())
                .forEach(span -> {
                    String sentence = text.substring(span.start(), span.end());
                    if (Statements.isEnded(sentence)) {
                        Sentence verdict = check.check(sentence);
                        lines.add(new Line(sentence, verdict.supported(), verdict.citations()));
                    }
                });
        return lines.stream().distinct().toList();
    }
}
