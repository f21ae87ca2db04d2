package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.carrel.answer.larger.LargerModel;
import org.carrel.model.CurrentModel;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.PromptTooLongException;
import org.carrel.models.QueueFullException;
import org.carrel.models.Sampling;
import org.carrel.problem.Problems;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Has the language model word the evidence, and keeps of it what the evidence carries. */
@ApplicationScoped
class Writing {

    private static final List<String> STOPS = List.of("\n", "Answer:", "Question:");

    /** The ways in which a model says that its text holds no answer. */
    private static final Pattern SAYS_NOTHING =
            Pattern.compile(
                    "\\bdo(es)? not (say|mention|specify|state|provide|contain)\\b"
                            + "|\\bnot (mentioned|specified|stated|provided) in\\b",
                    Pattern.CASE_INSENSITIVE);

    private final CurrentModel installed;
    private final LargerModel larger;
    private final EmbeddingModel embeddings;
    private final AnswerConfig config;
    private final ManagedExecutor executor;

    Writing(
            CurrentModel installed,
            LargerModel larger,
            EmbeddingModel embeddings,
            AnswerConfig config,
            ManagedExecutor executor) {
        this.installed = installed;
        this.larger = larger;
        this.embeddings = embeddings;
        this.config = config;
        this.executor = executor;
    }

    /**
     * What was written of it.
     *
     * @param firstAt {@link System#nanoTime} of the first text; 0 without any
     */
    record Written(Composed composed, Generation.Result result, long firstAt) {}

    /** Writing under way. */
    record Running(CompletionStage<Written> written, Runnable cancel) {}

    /** The routes on which there is a model to write. */
    Set<Route> writers() {
        Set<Route> writers = EnumSet.noneOf(Route.class);
        installed.get().ifPresent(model -> writers.add(Route.GENERATE));
        larger.get().ifPresent(model -> writers.add(Route.LARGER));
        return writers;
    }

    /** The model of one of {@link #writers}, for one answer to its end. */
    LanguageModel model(Route route) {
        return (route == Route.LARGER ? larger.get() : installed.get()).orElseThrow();
    }

    GroundedPrompt prompt(LanguageModel model, String question, Evidence.Grounded evidence) {
        return GroundedPrompt.of(
                model, question, evidence.citations(), config.evidenceTokens(), config.maxTokens());
    }

    LanguageModel.Limits limits() {
        return limits(config);
    }

    static LanguageModel.Limits limits(AnswerConfig config) {
        return new LanguageModel.Limits(config.maxTokens(), STOPS);
    }

    /**
     * Queues it.
     *
     * @param asker whose turn it takes, and with whom computed prompts may be shared
     * @param refusal the answer if the model declines before weak evidence
     * @throws org.carrel.problem.ProblemException busy when too many are waiting
     */
    Running start(
            LanguageModel model,
            String question,
            Evidence.Grounded evidence,
            GroundedPrompt prompt,
            LanguageModel.Caller asker,
            String refusal,
            Listener listener) {
        SentenceCheck check =
                new SentenceCheck(question, evidence.citations(), new VectorLikeness(embeddings));
        Prose prose = new Prose(check::check, config.unsupported(), listener, executor);
        Generation generation = queue(model, prompt.forModel(), asker, prose);
        prose.whenCircling(generation::cancel);
        CompletionStage<Written> written =
                generation
                        .result()
                        .thenCompose(result ->
                                prose.end(result.finish())
                                        .thenApply(checked ->
                                                new Written(
                                                        compose(
                                                                model, evidence, checked, result,
                                                                refusal, listener),
                                                        result,
                                                        prose.firstAt())));
        return new Running(written, generation::cancel);
    }

    private Generation queue(
            LanguageModel model,
            LanguageModel.Prompt prompt,
            LanguageModel.Caller asker,
            Prose prose) {
        try {
            return model.generate(
                    new LanguageModel.Request(prompt, limits(), Sampling.GREEDY, asker), prose);
        } catch (QueueFullException e) {
            throw Problems.busy("Many answers are being written; try again soon.", e.retryAfter());
        } catch (PromptTooLongException e) {
            throw Problems.tooLarge(
                    "The question and its evidence are longer than the model can read: "
                            + e.getMessage()
                            + ". Ask a shorter question.");
        }
    }

    /** Where nothing holds, the best quote stands after it, or alone. */
    private Composed compose(
            LanguageModel model,
            Evidence.Grounded evidence,
            Prose.Checked checked,
            Generation.Result result,
            String refusal,
            Listener listener) {
        String name = model.description().name();
        if (checked.sentences().stream().anyMatch(Sentence::supported)) {
            return Composed.of(evidence, checked.sentences(), checked.withheld(), name);
        }
        boolean declines = result.text().isBlank() || SAYS_NOTHING.matcher(result.text()).find();
        // A model declines too readily to be heard before evidence that is sure.
        if (declines && evidence.hedged()) {
            return Composed.silent(refusal, evidence.citations(), name);
        }
        List<Sentence> sentences = new ArrayList<>(declines ? List.of() : checked.sentences());
        Sentence quote = Composed.quote(evidence);
        listener.text(sentences.isEmpty() ? quote.text() : " " + quote.text());
        sentences.add(quote);
        listener.verified(sentences, checked.withheld());
        return Composed.of(evidence, sentences, checked.withheld(), name);
    }
}
