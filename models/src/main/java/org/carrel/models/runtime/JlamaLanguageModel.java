package org.carrel.models.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.carrel.models.QueueFullException;

/** A language model in Jlama: one worker thread, a bounded queue before it. */
final class JlamaLanguageModel implements LanguageModel {

    /** No token of a known vocabulary is longer; more text than this a token cannot fit. */
    private static final int MOST_CHARACTERS_A_TOKEN = 64;

    private final ModelFolder folder;
    private final JlamaEngine engine;
    private final TextTokenizer tokenizer;
    private final ChatTemplate template;
    private final TokenLoop loop;
    private final ThreadPoolExecutor worker;
    private final Set<Generation> live = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private JlamaLanguageModel(
            ModelFolder folder, JlamaEngine engine, TextTokenizer tokenizer, int maxWaiting) {
        this.folder = folder;
        this.engine = engine;
        this.tokenizer = tokenizer;
        this.template = engine.chatTemplate();
        this.loop = new TokenLoop(engine, tokenizer, folder.endTokens());
        this.worker =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(maxWaiting),
                        Thread.ofPlatform().daemon().name("carrel-language-model").factory());
    }

    static JlamaLanguageModel open(ModelFolder folder, RuntimeSettings settings) {
        return new JlamaLanguageModel(
                folder,
                JlamaEngine.load(folder.path(), settings.languageThreads()),
                TextTokenizer.open(folder.tokenizer()),
                settings.maxWaiting());
    }

    @Override
    public ModelDescription description() {
        return folder.description();
    }

    @Override
    public int countTokens(String text) {
        return tokenizer.encode(text).length;
    }

    @Override
    public String asRead(Prompt prompt) {
        return ChatTemplate.text(template.render(prompt));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when prompt and answer do not fit into the context
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public Generation generate(Prompt prompt, Limits limits, Consumer<String> onText) {
        requireUsable(limits);
        QueuedGeneration generation =
                new QueuedGeneration(request(prompt, limits, onText), loop, worker::remove);
        live.add(generation);
        generation.result().whenComplete((result, failure) -> live.remove(generation));
        try {
            worker.execute(generation);
        } catch (RejectedExecutionException e) {
            live.remove(generation);
            if (worker.isShutdown()) {
                throw new IllegalStateException("the model is closed", e);
            }
            throw new QueueFullException(worker.getQueue().size());
        }
        return generation;
    }

    private QueuedGeneration.Request request(
            Prompt prompt, Limits limits, Consumer<String> onText) {
        int context = description().contextLength();
        long characters = (long) prompt.system().length() + prompt.user().length();
        if (characters > (long) context * MOST_CHARACTERS_A_TOKEN) {
            throw new IllegalArgumentException(
                    "a prompt of %d characters cannot fit into a context of %d tokens"
                            .formatted(characters, context));
        }
        List<PromptPiece> pieces = template.render(prompt);
        PromptTokens tokens = tokenizer.encode(folder.beginToken(), pieces);
        if (tokens.length() + limits.maxTokens() > context) {
            throw new IllegalArgumentException(
                    "a prompt of %d tokens and an answer of %d do not fit into a context of %d"
                            .formatted(tokens.length(), limits.maxTokens(), context));
        }
        byte[] text = ChatTemplate.text(pieces).getBytes(StandardCharsets.UTF_8);
        return new QueuedGeneration.Request(tokens, Sha256.hex(text), limits, onText);
    }

    private static void requireUsable(Limits limits) {
        if (limits.maxTokens() < 1) {
            throw new IllegalArgumentException(
                    "maxTokens must be at least 1: " + limits.maxTokens());
        }
        if (limits.stops().stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a stop string must not be empty");
        }
    }

    /**
     * Cancels what waits and what runs, waits for the token in work, then frees the model. Not to
     * be called from a listener.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        worker.shutdown();
        live.forEach(Generation::cancel);
        awaitWorker();
        engine.close();
        tokenizer.close();
    }

    private void awaitWorker() {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = worker.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                // The native memory in use must outlive the token in work.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
