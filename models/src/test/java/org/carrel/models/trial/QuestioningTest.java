package org.carrel.models.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.carrel.models.LanguageModel;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.carrel.models.runtime.WritingModel;
import org.carrel.models.trial.TrialAnswer.Finish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class QuestioningTest {

    private static final TrialPrompt PROMPT = new TrialPrompt("a", "", "why", 200, List.of());

    @TempDir private Path folder;

    @Test
    void aPromptThatTakesTooLongIsEndedAndTheNextIsAsked() throws Exception {
        Path small = WritingModel.writeEndless(folder.resolve("small"));
        RuntimeSettings settings = new RuntimeSettings(folder, 1, 1, 1);
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        try (LanguageModel model = Models.openLanguageModel(small, settings)) {
            TrialAnswer cut = new Questioning(model, Duration.ofNanos(1), end).ask(PROMPT);
            assertEquals(Finish.TIME, cut.finish());
            TrialAnswer whole = new Questioning(model, Duration.ofMinutes(1), end).ask(PROMPT);
            assertEquals(Finish.LENGTH, whole.finish());
            Questioning late = new Questioning(model, Duration.ofMinutes(1), System.nanoTime());
            assertThrows(TrialFailedException.class, () -> late.ask(PROMPT));
        }
    }
}
