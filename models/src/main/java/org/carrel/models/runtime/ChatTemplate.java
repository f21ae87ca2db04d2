package org.carrel.models.runtime;

import com.github.tjake.jlama.safetensors.prompt.PromptSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.carrel.models.LanguageModel.Prompt;

/**
 * The model's own chat template, rendered once around two markers.
 *
 * <p>Text from callers never passes through the template engine: Jinjava would evaluate braces that
 * it finds in a document, and nothing could tell a control token of the template from the same
 * characters in a text.
 */
final class ChatTemplate {

    private static final String INSTRUCTIONS = "CarrelPutsTheInstructionsHere";
    private static final String QUESTION = "CarrelPutsTheQuestionHere";

    private final String plain;
    private final String instructed;

    private ChatTemplate(String plain, String instructed) {
        this.plain = plain;
        this.instructed = instructed;
    }

    /**
     * @throws UnusableModelException when the template shows no question
     */
    static ChatTemplate of(PromptSupport template) {
        String plain = template.builder().addUserMessage(QUESTION).build().getPrompt();
        String instructed =
                template.builder()
                        .addSystemMessage(INSTRUCTIONS)
                        .addUserMessage(QUESTION)
                        .build()
                        .getPrompt();
        if (!plain.contains(QUESTION)) {
            throw new UnusableModelException("the chat template does not show the question");
        }
        // Some models know no system message: their instructions then open the question.
        return new ChatTemplate(
                plain,
                instructed.contains(INSTRUCTIONS) && instructed.contains(QUESTION)
                        ? instructed
                        : plain.replace(QUESTION, INSTRUCTIONS + "\n\n" + QUESTION));
    }

    List<PromptPiece> render(Prompt prompt) {
        String system = prompt.system().strip();
        List<PromptPiece> pieces = new ArrayList<>();
        String rest = system.isEmpty() ? plain : instructed;
        if (!system.isEmpty()) {
            int at = rest.indexOf(INSTRUCTIONS);
            pieces.add(new PromptPiece.Template(rest.substring(0, at)));
            pieces.add(new PromptPiece.Instructions(system));
            rest = rest.substring(at + INSTRUCTIONS.length());
        }
        int at = rest.indexOf(QUESTION);
        pieces.add(new PromptPiece.Template(rest.substring(0, at)));
        pieces.add(new PromptPiece.Question(prompt.user().strip()));
        pieces.add(new PromptPiece.Template(rest.substring(at + QUESTION.length())));
        return pieces;
    }

    /** The prompt as one text, for its hash. */
    static String text(List<PromptPiece> pieces) {
        return pieces.stream().map(PromptPiece::text).collect(Collectors.joining());
    }
}
