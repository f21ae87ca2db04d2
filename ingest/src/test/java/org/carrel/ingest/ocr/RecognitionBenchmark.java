package org.carrel.ingest.ocr;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.carrel.ingest.LanguagePacks;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;

/**
 * Pages a second of {@link ImageReader} beside a bare loop over the same Tesseract with the same
 * pictures: decode, set, recognise, take the text. Two workers, each with its own instance; the two
 * take turns, so that a machine that slows down slows both.
 *
 * <p>To run, with {@code OMP_THREAD_LIMIT=1} in the environment: this class with the module's test
 * class path, such as by {@code ./mvnw -q -pl ingest exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=org.carrel.ingest.ocr.RecognitionBenchmark -Dexec.args="ROUNDS PAGES"}.
 */
public final class RecognitionBenchmark {

    private static final int WORKERS = 2;

    private final Path languages;
    private final List<Path> pictures;

    private RecognitionBenchmark(Path languages, List<Path> pictures) {
        this.languages = languages;
        this.pictures = pictures;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int pages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        Path folder = Files.createTempDirectory("carrel");
        Path languages = new LanguagePacks(folder.resolve("languages")).prepare().folder();
        List<Path> pictures = new ArrayList<>();
        for (int i = 0; i < pages; i++) {
            Path picture = folder.resolve(i + ".png");
            ImageIO.write(Pictures.letter(lines(i)), "png", picture.toFile());
            pictures.add(picture);
        }
        new RecognitionBenchmark(languages, pictures).run(rounds);
    }

    private void run(int rounds) throws Exception {
        bare();
        reader();
        double bare = 0;
        double reader = 0;
        for (int round = 0; round < rounds; round++) {
            bare += bare();
            reader += reader();
        }
        int pages = rounds * WORKERS * pictures.size();
        System.out.printf(
                "bare %.2f pages/s, reader %.2f pages/s, ratio %.3f%n",
                pages / bare, pages / reader, bare / reader);
    }

    private double bare() throws InterruptedException, ExecutionException {
        return seconds(() -> {
            try (TessBaseAPI api = new TessBaseAPI()) {
                api.Init(languages.toString(), "eng", tesseract.OEM_LSTM_ONLY);
                api.SetVariable("debug_file", "/dev/null");
                api.SetPageSegMode(tesseract.PSM_AUTO);
                int letters = 0;
                for (Path picture : pictures) {
                    letters += bare(api, ImageIO.read(picture.toFile()));
                }
                api.End();
                return letters;
            }
        });
    }

    private static int bare(TessBaseAPI api, BufferedImage image) {
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        api.SetImage(pixels, image.getWidth(), image.getHeight(), 1, image.getWidth());
        api.Recognize(null);
        BytePointer text = api.GetUTF8Text();
        int letters = text.getString(StandardCharsets.UTF_8).length();
        tesseract.TessDeleteText(text);
        return letters;
    }

    private double reader() throws InterruptedException, ExecutionException {
        return seconds(() -> {
            int letters = 0;
            for (Path picture : pictures) {
                letters += read(picture);
            }
            return letters;
        });
    }

    private int read(Path picture) throws IOException {
        Transcript transcript =
                new Transcript(
                        languages,
                        new Transcript.Limits(1_000_000, 1, 1),
                        (stage, done, total) -> {});
        new ImageReader()
                .read(
                        new Source(picture, "a.png", "image/png", null, List.of("eng"), languages),
                        transcript);
        return transcript.text().text().length();
    }

    /** Of the slower worker. */
    private static double seconds(Callable<Integer> work)
            throws InterruptedException, ExecutionException {
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            long start = System.nanoTime();
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                running.add(workers.submit(work));
            }
            for (Future<Integer> done : running) {
                if (done.get() == 0) {
                    throw new IllegalStateException("nothing was read");
                }
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static List<String> lines(int page) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            lines.add(
                    "Clause "
                            + (page * 24 + i)
                            + " of the lease binds the tenant and the landlord alike.");
        }
        return lines;
    }
}
