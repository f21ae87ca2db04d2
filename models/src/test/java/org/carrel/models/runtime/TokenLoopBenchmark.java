package org.carrel.models.runtime;

import com.github.tjake.jlama.safetensors.DType;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.carrel.models.Generation.Result;
import org.carrel.models.LanguageModel.Limits;
import org.carrel.models.Sampling;

/**
 * Prints what each part of the token loop is worth, on and off in turn in one run, and stops when
 * greedy text differs. Two threads. Class path and flags as in {@link LanguageModelBenchmark}, with
 * {@code -Xmx2g}; then one of
 *
 * <pre>
 * TokenLoopBenchmark bandwidth FOLDER
 * TokenLoopBenchmark peer FOLDER ORIGINAL.gguf [ROUNDS]
 * TokenLoopBenchmark prefix FOLDER
 * TokenLoopBenchmark lookup FOLDER
 * TokenLoopBenchmark wrong FOLDER
 * </pre>
 *
 * <p>{@code peer} compares with Jlama's own loop and with llama.cpp on the same weights, which the
 * latter gets as Q4_0.
 */
final class TokenLoopBenchmark {

    private static final int THREADS = 2;
    private static final int WRITTEN = 48;

    /** Rounds until all is compiled. */
    private static final int WARMING = 2;

    private static final String CONTRACT =
            """
            This Agreement shall be governed by and construed in accordance with the laws of the \
            State of Delaware, without regard to its conflict of laws provisions. The term of this \
            Agreement commences on May 4, 2016 and continues for three (3) years, unless it is \
            terminated earlier by either party upon ninety (90) days' written notice. The Licensee \
            shall pay a fee of USD 12,500 within thirty (30) days of receipt of an invoice. \
            """;
    private static final List<String> QUESTIONS =
            List.of(
                    "Repeat the text.",
                    "Which state's law governs the agreement? Quote the sentence.",
                    "When does the term commence and how long is it?",
                    "What has the Licensee to pay, and when?",
                    "Write a poem about the sea.");

    private final Path folder;
    private final TextTokenizer tokenizer;
    private final LlamaEngine engine;

    private TokenLoopBenchmark(Path folder) {
        this.folder = folder;
        NativeTokenizers.prepare(Path.of(System.getProperty("java.io.tmpdir")));
        this.tokenizer = TextTokenizer.open(folder.resolve("tokenizer.json"));
        this.engine = LlamaEngine.load(folder, THREADS, null);
    }

    public static void main(String[] arguments) throws IOException {
        TokenLoopBenchmark benchmark = new TokenLoopBenchmark(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "bandwidth" -> benchmark.bandwidth();
            case "peer" ->
                    benchmark.peer(
                            Path.of(arguments[2]),
                            arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3);
            case "prefix" -> benchmark.prefix();
            case "lookup" -> benchmark.lookup();
            case "wrong" -> benchmark.wrong();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Tokens that llama.cpp reads as the same: begin token, then text. */
    private int[] ids(String text) {
        int[] tokens = tokenizer.encode(text);
        int[] ids = new int[tokens.length + 1];
        ids[0] = 1;
        System.arraycopy(tokens, 0, ids, 1, tokens.length);
        return ids;
    }

    private String text(int tokens) {
        String text = CONTRACT.repeat(1 + tokens / 80);
        while (ids(text).length > tokens) {
            text = text.substring(0, text.lastIndexOf(' '));
        }
        return text;
    }

    private record Speed(double prefill, double decode, List<Integer> written) {}

    private static Speed speed(int[] ids, IntSupplier first, IntSupplier next) {
        List<Integer> written = new ArrayList<>();
        long start = System.nanoTime();
        written.add(first.getAsInt());
        long read = System.nanoTime();
        while (written.size() < WRITTEN) {
            written.add(next.getAsInt());
        }
        long end = System.nanoTime();
        return new Speed(
                ids.length * 1e9 / (read - start), (WRITTEN - 1) * 1e9 / (end - read), written);
    }

    private Speed own(int[] ids) {
        KeyValues past = engine.newKeyValues();
        Continuation continuation = new Continuation(engine, past, ids.length, null);
        int[] last = new int[1];
        return speed(
                ids,
                () -> last[0] = likeliest(engine.readPrompt(ids, 0, past, () -> false)),
                () -> last[0] = likeliest(continuation.after(last[0], () -> false)));
    }

    private static int likeliest(float @org.jspecify.annotations.Nullable [] scores) {
        return OutputScores.likeliest(Objects.requireNonNull(scores));
    }

    private static Speed jlama(JlamaBaseline jlama, int[] ids) {
        int[] last = new int[1];
        return speed(ids, () -> last[0] = jlama.read(ids), () -> last[0] = jlama.read(last[0]));
    }

    private static Speed llamaCpp(LlamaModel model, String text, int[] ids) {
        InferenceParameters wish =
                new InferenceParameters(text)
                        .setNPredict(WRITTEN)
                        .setTemperature(0)
                        .setCachePrompt(false)
                        .setIgnoreEos(true);
        long start = System.nanoTime();
        long read = 0;
        int count = 0;
        for (LlamaOutput output : model.generate(wish)) {
            count++;
            if (count == 1) {
                read = System.nanoTime();
            }
        }
        long end = System.nanoTime();
        return new Speed(
                ids.length * 1e9 / (read - start), (count - 1) * 1e9 / (end - read), List.of());
    }

    private void peer(Path original, int rounds) throws IOException {
        Path work = Files.createTempDirectory("peer");
        Path gguf = work.resolve("peer.gguf");
        PeerWeights.write(folder, original, gguf);
        ModelParameters parameters =
                new ModelParameters()
                        .setModel(gguf.toString())
                        .setThreads(THREADS)
                        .setThreadsBatch(THREADS)
                        .setCtxSize(2048)
                        .disableLog();
        try (LlamaModel peer = new LlamaModel(parameters);
                JlamaBaseline jlama = JlamaBaseline.load(folder, work, THREADS, DType.I8)) {
            for (int length : new int[] {300, 1500}) {
                String text = text(length);
                int[] ids = ids(text);
                for (int round = 0; round < rounds; round++) {
                    Speed own = own(ids);
                    Speed bare = jlama(jlama, ids);
                    Speed other = llamaCpp(peer, text, ids);
                    System.out.printf(
                            "%d tokens: prefill own %.1f jlama %.1f llama.cpp %.1f ratio %.2f |"
                                    + " decode own %.1f jlama %.1f llama.cpp %.1f ratio %.2f%n",
                            ids.length,
                            own.prefill(),
                            bare.prefill(),
                            other.prefill(),
                            own.prefill() / other.prefill(),
                            own.decode(),
                            bare.decode(),
                            other.decode(),
                            own.decode() / other.decode());
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** The weights that a token reads, against the fastest reading of memory. */
    private void bandwidth() {
        int[] ids = ids(text(100));
        long bytes = 640L << 20;
        double weights = engine.weightBytes();
        try (Arena arena = Arena.ofShared();
                Team team = new Team(THREADS)) {
            MemorySegment memory = arena.allocate(bytes, 64);
            memory.fill((byte) 1);
            for (int round = -WARMING; round < 8; round++) {
                double most = 0;
                for (int i = 0; i < 5; i++) {
                    long start = System.nanoTime();
                    team.run(640, (part, worker) -> sink(memory, (long) part << 20));
                    most = Math.max(most, bytes * 1e9 / (System.nanoTime() - start));
                }
                double decode = own(ids).decode() * weights;
                if (round >= 0) {
                    System.out.printf(
                            "memory %.1f GB/s, decode reads %.1f GB/s of weights: %.0f%%%n",
                            most / 1e9, decode / 1e9, 100 * decode / most);
                }
            }
        }
    }

    private static volatile float sunk;

    private static void sink(MemorySegment memory, long from) {
        FloatVector a = FloatVector.zero(Lanes.FLOATS);
        FloatVector b = a;
        int step = Lanes.FLOATS.vectorByteSize();
        for (long at = from; at < from + (1 << 20); at += 2L * step) {
            a = a.add(word(memory, at));
            b = b.add(word(memory, at + step));
        }
        sunk = a.add(b).lane(0);
    }

    private static FloatVector word(MemorySegment memory, long at) {
        return FloatVector.fromMemorySegment(Lanes.FLOATS, memory, at, ByteOrder.LITTLE_ENDIAN);
    }

    private void prefix() {
        String text = text(1000);
        List<Double> fresh = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            PrefixCache cache = new PrefixCache(256L << 20);
            TokenLoop on = loop(cache, false);
            TokenLoop off = loop(new PrefixCache(0), false);
            Result first = run(on, ids(text + " And"), 8);
            Result second = run(on, ids(text + " Why is" + " so".repeat(round % 3)), 8);
            Result without = run(off, ids(text + " Why is" + " so".repeat(round % 3)), 8);
            requireSame(second.text(), without.text());
            fresh.add(without.firstToken().toNanos() / 1e6);
            again.add(second.firstToken().toNanos() / 1e6);
            System.out.printf(
                    "%d tokens: first token %.0f ms, without %.0f ms, %.1f x (before: %.0f ms)%n",
                    second.promptTokens(),
                    again.getLast(),
                    fresh.getLast(),
                    fresh.getLast() / again.getLast(),
                    first.firstToken().toNanos() / 1e6);
        }
        again.sort(null);
        System.out.printf("largest %.0f ms%n", again.getLast());
    }

    private void lookup() {
        for (String question : QUESTIONS) {
            int[] ids = ids("<|user|>\n" + CONTRACT + "\n\n" + question + "</s>\n<|assistant|>\n");
            double best = 0;
            double sumOn = 0;
            double sumOff = 0;
            for (int round = 0; round < 4; round++) {
                Result on = run(loop(new PrefixCache(0), true), ids, 96);
                Result off = run(loop(new PrefixCache(0), false), ids, 96);
                requireSame(on.text(), off.text());
                double timeOn = on.total().minus(on.firstToken()).toNanos();
                double timeOff = off.total().minus(off.firstToken()).toNanos();
                sumOn += timeOn;
                sumOff += timeOff;
                best = Math.max(best, timeOff / timeOn);
            }
            System.out.printf(
                    "%s: %.2f x over 4 rounds (best %.2f)%n", question, sumOff / sumOn, best);
        }
    }

    /** The worst for guesses: texts in which two tokens recur and never go on as before. */
    private void wrong() {
        for (int length : new int[] {24, 64}) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < 8; round++) {
                Random random = new Random(round);
                int[] prompt = random.ints(100, 300, 308).toArray();
                int[] written = random.ints(length, 300, 308).toArray();
                boolean first = round % 2 == 0;
                double one = forced(prompt, written, first);
                double other = forced(prompt, written, !first);
                ratios.add(first ? other / one : one / other);
            }
            ratios.sort(null);
            System.out.printf(
                    "%d tokens that hardly ever come true: %.3f x in the middle, %.3f to %.3f%n",
                    length, ratios.get(4), ratios.getFirst(), ratios.getLast());
        }
    }

    /** Seconds for tokens that are given, whatever the model would have written. */
    private double forced(int[] prompt, int[] written, boolean guess) {
        KeyValues past = engine.newKeyValues();
        engine.readPrompt(prompt, 0, past, () -> false);
        PromptLookup lookup = guess ? new PromptLookup(prompt) : null;
        Continuation continuation = new Continuation(engine, past, prompt.length, lookup);
        long start = System.nanoTime();
        for (int token : written) {
            likeliest(continuation.after(token, () -> false));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private TokenLoop loop(PrefixCache cache, boolean lookup) {
        return new TokenLoop(engine, tokenizer, List.of(2), cache, lookup);
    }

    private static Result run(TokenLoop loop, int[] ids, int most) {
        return loop.run(
                new QueuedGeneration.Request(
                        "somebody",
                        "here",
                        new PromptTokens(Arrays.copyOf(ids, ids.length), 0),
                        "",
                        new Limits(most, List.of()),
                        new Sampler(Sampling.GREEDY, null),
                        text -> {}),
                () -> false);
    }

    private static void requireSame(String one, String other) {
        if (!one.equals(other)) {
            throw new IllegalStateException("the texts differ");
        }
    }
}
