package org.carrel.models.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.carrel.models.trial.TrialAnswer;
import org.carrel.models.trial.TrialFailedException;
import org.carrel.models.trial.TrialPrompt;
import org.jspecify.annotations.Nullable;

/** What a trial says on standard output. */
final class TrialLines implements Consumer<String> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STAGE = "ask";

    private final List<TrialPrompt> prompts;
    private final ModelPrograms.Listener listener;
    private final List<TrialAnswer> answers = new ArrayList<>();

    TrialLines(List<TrialPrompt> prompts, ModelPrograms.Listener listener) {
        this.prompts = prompts;
        this.listener = listener;
    }

    @Override
    public void accept(String line) {
        if (answers.size() == prompts.size()) {
            return;
        }
        try {
            @Nullable TrialAnswer answer = JSON.readValue(line, TrialAnswer.class);
            if (answer != null && answer.id().equals(prompts.get(answers.size()).id())) {
                answers.add(answer);
                listener.at(STAGE, answers.size(), prompts.size());
            }
        } catch (JsonProcessingException e) {
            // Not the program's: what native code or the JVM itself prints.
        }
    }

    List<TrialAnswer> answers() throws TrialFailedException {
        if (answers.size() < prompts.size()) {
            throw new TrialFailedException(
                    "%d of %d prompts were answered".formatted(answers.size(), prompts.size()));
        }
        return List.copyOf(answers);
    }
}
