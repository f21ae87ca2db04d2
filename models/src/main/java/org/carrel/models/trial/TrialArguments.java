package org.carrel.models.trial;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of {@link Trial}.
 *
 * @param model folder of an imported model
 * @param work where native libraries are unpacked
 * @param threads that the model computes with
 * @param prompt longest time for one prompt
 * @param all longest time for everything, the opening of the model included
 */
record TrialArguments(Path model, Path work, int threads, Duration prompt, Duration all) {

    static final String USAGE =
            "usage: --model FOLDER --work FOLDER --threads N --prompt-seconds N --seconds N";

    private static final Set<String> OPTIONS =
            Set.of("--model", "--work", "--threads", "--prompt-seconds", "--seconds");

    /** The arguments, or empty when one is missing, unknown, given twice or no number. */
    static Optional<TrialArguments> parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            values.put(arguments.get(i), arguments.get(i + 1));
        }
        if (!values.keySet().equals(OPTIONS) || arguments.size() != 2 * OPTIONS.size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new TrialArguments(
                            Path.of(values.getOrDefault("--model", "")),
                            Path.of(values.getOrDefault("--work", "")),
                            positive(values.getOrDefault("--threads", "")),
                            Duration.ofSeconds(
                                    positive(values.getOrDefault("--prompt-seconds", ""))),
                            Duration.ofSeconds(positive(values.getOrDefault("--seconds", "")))));
        } catch (NumberFormatException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static int positive(String number) {
        int value = Integer.parseInt(number);
        if (value < 1) {
            throw new NumberFormatException(number);
        }
        return value;
    }
}
