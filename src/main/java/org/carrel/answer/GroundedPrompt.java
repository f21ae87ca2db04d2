package org.carrel.answer;

import java.util.List;
import org.carrel.models.LanguageModel;

/**
 * The prompt of a grounded answer: the evidence, an empty line, the question, and nothing else.
 *
 * <p>Short, because a CPU reads some tens of tokens a second. Bare, because instructions and labels
 * make a small model's answers worse: told that it may decline, it declines what stands before its
 * eyes; told to write a sentence, it repeats the order. Refusal is decided before, by the strength
 * of the evidence, and checking comes after.
 */
final class GroundedPrompt {

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
        return new LanguageModel.Prompt("", user.toString());
    }
}
