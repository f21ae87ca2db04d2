package org.carrel.models.runtime;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.carrel.models.EmbeddingModel;

/**
 * Passages a second of {@link EmbeddingModel} beside bare loops over ONNX Runtime with the same
 * model, tokenizer and threads, in turns within one run: one text a call on each thread, and
 * batches of eight on all threads of one call. From the root:
 *
 * <pre>
 * ./mvnw -q -pl models test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java --enable-native-access=ALL-UNNAMED \
 *   -cp models/target/test-classes:models/target/classes:$(cat models/target/cp) \
 *   org.carrel.models.runtime.EmbeddingBenchmark FOLDER [THREADS] [ROUNDS]
 * </pre>
 *
 * <p>FOLDER holds text files; each gives passages of 180 words, 100 in all.
 */
final class EmbeddingBenchmark {

    private static final int PASSAGES = 100;
    private static final int WORDS = 180;
    private static final int BATCH = 8;

    private EmbeddingBenchmark() {}

    /** Embeds the passages, however it likes. */
    private interface Work {
        void embed(List<String> passages) throws Exception;
    }

    private record Way(String name, Work work) {}

    public static void main(String[] arguments) throws Exception {
        List<String> passages = passages(Path.of(arguments[0]));
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (EmbeddingModel model = OnnxEmbeddingModel.shipped(threads);
                Bare single = new Bare(1);
                Bare batched = new Bare(threads)) {
            List<Way> ways =
                    List.of(
                            new Way("carrel", model::embedPassages),
                            new Way("bare, single", some -> single.each(some, pool)),
                            new Way("bare, batch of 8", batched::inBatches));
            report(passages, ways, rounds);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void report(List<String> passages, List<Way> ways, int rounds) throws Exception {
        double[][] rates = new double[ways.size()][rounds];
        for (int round = -1; round < rounds; round++) { // The first warms up.
            for (int i = 0; i < ways.size(); i++) {
                long start = System.nanoTime();
                ways.get(i).work().embed(passages);
                if (round >= 0) {
                    rates[i][round] = passages.size() * 1e9 / (System.nanoTime() - start);
                }
            }
        }
        double own = median(rates[0]);
        for (int i = 0; i < ways.size(); i++) {
            double rate = median(rates[i]);
            System.out.printf(
                    "%-18s %6.1f passages/s (median of %d), carrel is %.2f of it%n",
                    ways.get(i).name(), rate, rounds, own / rate);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static List<String> passages(Path folder) throws IOException {
        List<String> passages = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String[] words = Files.readString(file).split("\\s+");
                for (int at = 0; at + WORDS <= words.length; at += WORDS) {
                    if (passages.size() == PASSAGES) {
                        return passages;
                    }
                    passages.add(String.join(" ", Arrays.copyOfRange(words, at, at + WORDS)));
                }
            }
        }
        return passages;
    }

    /** ONNX Runtime with nothing of Carrel around it. */
    private static final class Bare implements AutoCloseable {

        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final OrtSession session;
        private final HuggingFaceTokenizer tokenizer;

        Bare(int threads) throws OrtException, IOException {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(threads);
            this.session =
                    environment.createSession(resource("/bge-small-en-v1.5-q.onnx"), options);
            this.tokenizer =
                    HuggingFaceTokenizer.newInstance(
                            new ByteArrayInputStream(
                                    resource("/bge-small-en-v1.5-q-tokenizer.json")),
                            Map.of("padding", "true", "maxLength", "512"));
        }

        void each(List<String> texts, ExecutorService pool) throws Exception {
            List<Callable<Void>> calls = new ArrayList<>();
            for (String text : texts) {
                calls.add(() -> run(new Encoding[] {tokenizer.encode(text)}));
            }
            for (Future<Void> done : pool.invokeAll(calls)) {
                done.get();
            }
        }

        void inBatches(List<String> texts) throws OrtException {
            for (int at = 0; at < texts.size(); at += BATCH) {
                List<String> some = texts.subList(at, Math.min(at + BATCH, texts.size()));
                run(tokenizer.batchEncode(some));
            }
        }

        private Void run(Encoding[] encodings) throws OrtException {
            long[] shape = {encodings.length, encodings[0].getIds().length};
            try (OnnxTensor ids = tensor(encodings, Encoding::getIds, shape);
                    OnnxTensor mask = tensor(encodings, Encoding::getAttentionMask, shape);
                    OnnxTensor types = tensor(encodings, Encoding::getTypeIds, shape);
                    OrtSession.Result result =
                            session.run(
                                    Map.of(
                                            "input_ids", ids,
                                            "attention_mask", mask,
                                            "token_type_ids", types))) {
                ((OnnxTensor) result.get(0)).getFloatBuffer();
                return null;
            }
        }

        private interface Part {
            long[] of(Encoding encoding);
        }

        private OnnxTensor tensor(Encoding[] encodings, Part part, long[] shape)
                throws OrtException {
            LongBuffer values = LongBuffer.allocate((int) (shape[0] * shape[1]));
            for (Encoding encoding : encodings) {
                values.put(part.of(encoding));
            }
            return OnnxTensor.createTensor(environment, values.flip(), shape);
        }

        private static byte[] resource(String name) {
            try (InputStream in = EmbeddingBenchmark.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(name + " is not on the class path");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws OrtException {
            tokenizer.close();
            session.close();
        }
    }
}
