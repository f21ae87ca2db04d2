package org.carrel.answer;

import java.util.List;
import org.carrel.models.LanguageModel;

/** The prompt of a grounded answer: short, because a CPU reads some tens of tokens a second. */
final class GroundedPrompt {

    private static final String SYSTEM =
            "You answer questions about documents. Use only the excerpts. Answer in one short"
                    + " sentence. If the excerpts do not answer the question, say: "
                    + Answer.SILENT;

    private GroundedPrompt() {}

    /** As many quotes as the budget holds, strongest first; always at least the first. */
    static LanguageModel.Prompt of(
            LanguageModel model, String question, List<Citation> citations, int evidenceTokens) {
        StringBuilder user = new StringBuilder("Excerpts:\n");
        int tokens = 0;
        for (Citation citation : citations) {
            String line = "- " + citation.quote().replaceAll("\\s+", " ") + "\n";
            tokens += model.countTokens(line);
            if (tokens > evidenceTokens && user.length() > "Excerpts:\n".length()) {
                break;
            }
            user.append(line);
        }
        user.append("\nQuestion: ").append(question.strip());
        return new LanguageModel.Prompt(SYSTEM, user.toString());
    }
}
