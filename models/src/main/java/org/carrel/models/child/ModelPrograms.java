package org.carrel.models.child;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.carrel.models.ImportRefusedException;
import org.carrel.models.ModelImport;
import org.carrel.models.trial.TrialAnswer;
import org.carrel.models.trial.TrialFailedException;
import org.carrel.models.trial.TrialPrompt;

/**
 * Imports and tries models in JVMs of their own. Calls block; several may run at a time.
 *
 * <p>Linux alone: a child is started by a shell script. Where the kernel grants user namespaces it
 * has no network and sees no other process.
 */
public final class ModelPrograms {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_END = Duration.ofMinutes(2);

    private final Settings settings;
    private final ChildLaunch launch;

    /**
     * What programs may take.
     *
     * @param workFolder in which a child gets a folder; native libraries are run from there
     * @param importHeapBytes of the importer; it holds a vocabulary and some rows of weights
     * @param trialHeapBytes of a trial; the weights lie beside it
     * @param trialThreads that a model on trial computes with
     * @param importTime longest time for an import
     * @param promptTime longest time for one prompt of a trial, in whole seconds
     * @param trialTime longest time for a trial, in whole seconds
     */
    public record Settings(
            Path workFolder,
            long importHeapBytes,
            long trialHeapBytes,
            int trialThreads,
            Duration importTime,
            Duration promptTime,
            Duration trialTime) {

        /** What is enough for models of some billions of weights on this machine's cores. */
        public static Settings defaults(Path workFolder) {
            long gigabyte = 1L << 30;
            return new Settings(
                    workFolder,
                    gigabyte,
                    gigabyte,
                    Runtime.getRuntime().availableProcessors(),
                    Duration.ofHours(6),
                    Duration.ofMinutes(3),
                    Duration.ofHours(2));
        }
    }

    /** Hears how far a program is, and says whether it is still wanted, on the calling thread. */
    public interface Listener {

        /** {@code done} of {@code total} in the unit of the stage. */
        void at(String stage, long done, long total);

        /** Asked several times a second; once it is true the program is ended. */
        boolean stopped();
    }

    /**
     * @throws IllegalStateException when this process lacks a jar that programs need
     */
    public ModelPrograms(Settings settings) {
        this.settings = settings;
        this.launch = new ChildLaunch(settings.workFolder());
    }

    /**
     * Removes what programs have left whose server was killed. To be called before any is started,
     * by the one process that has the work folder.
     */
    public void clear() throws IOException {
        ChildFolder.deleteLeft(settings.workFolder());
    }

    /**
     * Imports a model. Its stages are those of {@link org.carrel.models.ImportProgress}.
     *
     * @throws ImportRefusedException when there is no imported model at the end, with the reason in
     *     one line of at most 300 characters
     * @throws CancellationException when it was stopped; no part of a model stays, though a whole
     *     one may have come into its place a moment before
     */
    public ModelImport.Outcome importing(ImportOrder order, Listener listener)
            throws IOException, InterruptedException {
        List<String> program = new ArrayList<>(List.of(Attended.IMPORT));
        program.addAll(order.arguments());
        ImportLines lines = new ImportLines(order.into().resolve(order.name()), listener);
        boolean imported = false;
        try (ChildJvm child = launch.start(settings.importHeapBytes(), program, List.of())) {
            Optional<String> failure =
                    new Hearing(child, settings.importTime(), listener).toEnd(lines);
            if (failure.isPresent()) {
                throw new ImportRefusedException(failure.get());
            }
            ModelImport.Outcome outcome = lines.outcome();
            imported = true;
            return outcome;
        } finally {
            if (!imported) {
                ModelImport.abandon(order.into(), order.name());
            }
        }
    }

    /**
     * Has an imported model write to prompts. The one stage is {@code ask}, in prompts.
     *
     * @param folder of the model
     * @return an answer for each prompt, in order
     * @throws TrialFailedException when there is not one for each, with the reason in one line of
     *     at most 300 characters
     * @throws CancellationException when it was stopped
     */
    public List<TrialAnswer> trying(Path folder, List<TrialPrompt> prompts, Listener listener)
            throws IOException, InterruptedException {
        List<String> input = new ArrayList<>();
        for (TrialPrompt prompt : prompts) {
            input.add(JSON.writeValueAsString(prompt));
        }
        TrialLines lines = new TrialLines(prompts, listener);
        // Its own limit comes first and says more.
        Duration longest = settings.trialTime().plus(TO_END);
        try (ChildJvm child = launch.start(settings.trialHeapBytes(), trial(folder), input)) {
            Optional<String> failure = new Hearing(child, longest, listener).toEnd(lines);
            if (failure.isPresent()) {
                throw new TrialFailedException(failure.get());
            }
            return lines.answers();
        }
    }

    private List<String> trial(Path folder) {
        return List.of(
                Attended.TRIAL,
                "--model",
                folder.toAbsolutePath().toString(),
                "--work",
                ChildLaunch.FOLDER,
                "--threads",
                Integer.toString(settings.trialThreads()),
                "--prompt-seconds",
                Long.toString(settings.promptTime().toSeconds()),
                "--seconds",
                Long.toString(settings.trialTime().toSeconds()));
    }
}
