package org.carrel.answer;

import java.util.List;
import org.carrel.models.LanguageModel;

/**
 * The prompt of a grounded answer: short, because a CPU reads some tens of tokens a second, and
 * plain, because labels such as "Text:" made a small model's answers worse when twelve forms were
 * tried. The system text never changes, so that the model keeps it read between questions.
 */
final class GroundedPrompt {

    static final String SYSTEM =
            "You are a careful assistant. Use only the text. Answer with one full sentence. If the"
                    + " text does not say, answer: "
                    + Answer.SILENT;

    private GroundedPrompt() {}

    /** As many quotes as the budget holds, strongest first; always at least the first. */
    static LanguageModel.Prompt of(
            LanguageModel model, String question, List<Citation> citations, int evidenceTokens) {
        StringBuilder user = new StringBuilder();
        int tokens = 0;
        for (Citation citation : citations) {
            String line = citation.quote().replaceAll("\\s+", " ") + "\n";
            tokens += model.countTokens(line);
            if (tokens > evidenceTokens && !user.isEmpty()) {
                break;
            }
            user.append(line);
        }
        user.append('\n').append(question.strip());
        return new LanguageModel.Prompt(SYSTEM, user.toString());
    }
}
