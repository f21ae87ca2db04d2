package org.carrel.models.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.carrel.models.PromptTooLongException;
import org.carrel.models.QueueFullException;
import org.carrel.models.Sampling;
import org.jspecify.annotations.Nullable;

/** A language model in this JVM: one worker thread, a fair and bounded queue before it. */
final class LocalLanguageModel implements LanguageModel {

    /** No token of a known vocabulary is longer; more text than this a token cannot fit. */
    private static final int MOST_CHARACTERS_A_TOKEN = 64;

    private final ModelFolder folder;
    private final LlamaEngine engine;
    private final TextTokenizer tokenizer;
    private final ChatTemplate template;
    private final TokenLoop loop;
    private final FairQueue queue;
    private final Thread worker;
    private final Set<Generation> live = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalLanguageModel(
            ModelFolder folder,
            LlamaEngine engine,
            TextTokenizer tokenizer,
            RuntimeSettings settings) {
        this.folder = folder;
        this.engine = engine;
        this.tokenizer = tokenizer;
        this.template = engine.chatTemplate();
        this.loop =
                new TokenLoop(
                        engine,
                        tokenizer,
                        folder.endTokens(),
                        new PrefixCache(settings.prefixBytes()),
                        settings.promptLookup());
        this.queue = new FairQueue(settings.maxWaiting(), settings.maxWaitingEach());
        this.worker = Thread.ofPlatform().daemon().name("carrel-language-model").start(this::work);
    }

    static LocalLanguageModel open(ModelFolder folder, RuntimeSettings settings) {
        return new LocalLanguageModel(
                folder,
                LlamaEngine.load(folder.path(), settings.languageThreads(), folder.weightsSha256()),
                TextTokenizer.open(folder.tokenizer()),
                settings);
    }

    private void work() {
        try {
            for (QueuedGeneration next = queue.take(); next != null; next = queue.take()) {
                long start = System.nanoTime();
                next.run();
                queue.took(Duration.ofNanos(System.nanoTime() - start));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
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
     * @throws PromptTooLongException when prompt and answer do not fit into the context
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public Generation generate(Request request, Consumer<String> onText) {
        requireUsable(request.limits());
        QueuedGeneration generation =
                new QueuedGeneration(asQueued(request, onText), loop::run, queue::remove);
        live.add(generation);
        generation.result().whenComplete((result, failure) -> live.remove(generation));
        try {
            queue.add(generation);
        } catch (QueueFullException | IllegalStateException e) {
            live.remove(generation);
            throw e;
        }
        return generation;
    }

    private QueuedGeneration.Request asQueued(Request request, Consumer<String> onText) {
        Prompt prompt = request.prompt();
        int context = description().contextLength();
        long characters = (long) prompt.system().length() + prompt.user().length();
        if (characters > (long) context * MOST_CHARACTERS_A_TOKEN) {
            throw new PromptTooLongException(
                    characters / MOST_CHARACTERS_A_TOKEN, request.limits().maxTokens(), context);
        }
        List<PromptPiece> pieces = template.render(prompt);
        PromptTokens tokens = tokenizer.encode(folder.beginToken(), pieces);
        int most = request.limits().maxTokens();
        if ((long) tokens.length() + most > context) {
            throw new PromptTooLongException(tokens.length(), most, context);
        }
        byte[] text = ChatTemplate.text(pieces).getBytes(StandardCharsets.UTF_8);
        return new QueuedGeneration.Request(
                request.caller().user(),
                request.caller().scope(),
                tokens,
                Sha256.hex(text),
                request.limits(),
                new Sampler(request.sampling(), allowed(request.sampling())),
                onText);
    }

    private @Nullable BitSet allowed(Sampling sampling) {
        if (sampling.vocabulary().isEmpty()) {
            return null;
        }
        BitSet allowed = new BitSet();
        folder.endTokens().forEach(allowed::set);
        for (String text : sampling.vocabulary()) {
            for (int token : tokenizer.encode(text)) {
                allowed.set(token);
            }
        }
        return allowed;
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
        queue.close().forEach(QueuedGeneration::neverStarted);
        live.forEach(Generation::cancel);
        awaitWorker();
        engine.close();
        tokenizer.close();
    }

    private void awaitWorker() {
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
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
