package org.carrel.models.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carrel.models.LanguageModel;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.carrel.models.runtime.UnusableModelException;
import org.jspecify.annotations.Nullable;

/**
 * Has a model write to prompts.
 *
 * <p>A program for a JVM of its own: {@code java -Xmx1g --add-modules=jdk.incubator.vector
 * --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp …
 * org.carrel.models.trial.Trial --model FOLDER --work FOLDER --threads N --prompt-seconds N
 * --seconds N}. Standard input has a {@link TrialPrompt} a line, standard output gets a {@link
 * TrialAnswer} a line, in the same order, each as soon as it is written. A failure is one line on
 * standard error and exit code 1; wrong arguments are exit code 2.
 */
public final class Trial {

    /** A message may quote a hostile file. */
    private static final int MOST_LINE = 300;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrialArguments arguments;
    private final long end;

    private Trial(TrialArguments arguments) {
        this.arguments = arguments;
        this.end = System.nanoTime() + arguments.all().toNanos();
    }

    /** See the class. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err); // Libraries write where they like.
        System.exit(execute(arguments, System.in, out, System.err));
    }

    static int execute(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        Optional<TrialArguments> given = TrialArguments.parse(List.of(arguments));
        if (given.isEmpty()) {
            err.println(TrialArguments.USAGE);
            return 2;
        }
        try {
            new Trial(given.get()).run(prompts(in), out);
            return 0;
        } catch (IOException | UnusableModelException e) {
            err.println("trial failed: " + oneLine(e));
        } catch (RuntimeException | LinkageError e) {
            // What a bent file brings a reader to: its message may hold anything.
            err.println("trial failed: the model cannot be used: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("trial failed: interrupted");
        }
        return 1;
    }

    private void run(List<TrialPrompt> prompts, PrintStream out)
            throws IOException, InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = Math.min(arguments.threads(), cores);
        RuntimeSettings settings = new RuntimeSettings(arguments.work(), threads, 1, 1);
        try (LanguageModel model = Models.openLanguageModel(arguments.model(), settings)) {
            Questioning questioning = new Questioning(model, arguments.prompt(), end);
            for (TrialPrompt prompt : prompts) {
                out.println(JSON.writeValueAsString(questioning.ask(prompt)));
                if (out.checkError()) {
                    throw new TrialFailedException("nobody reads the answers");
                }
            }
        }
    }

    private static List<TrialPrompt> prompts(InputStream in) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        List<TrialPrompt> prompts = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            @Nullable TrialPrompt prompt = prompt(line);
            if (prompt == null) {
                throw new TrialFailedException(
                        "line %d is no prompt".formatted(prompts.size() + 1));
            }
            prompts.add(prompt);
        }
        return prompts;
    }

    private static @Nullable TrialPrompt prompt(String line) throws IOException {
        try {
            return JSON.readValue(line, TrialPrompt.class);
        } catch (JsonProcessingException e) {
            return null; // Its message would quote the line.
        }
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        return line.substring(0, Math.min(line.length(), MOST_LINE));
    }
}
