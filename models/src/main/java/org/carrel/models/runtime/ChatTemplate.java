package org.carrel.models.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Bytes that a template of a few messages may grow to. */
    private static final long MOST_OUTPUT = 1 << 20;

    private final String plain;
    private final String instructed;

    private ChatTemplate(String plain, String instructed) {
        this.plain = plain;
        this.instructed = instructed;
    }

    /**
     * The template of {@code tokenizer_config.json}.
     *
     * @throws UnusableModelException when there is none or it shows no question
     */
    static ChatTemplate read(Path folder) {
        try {
            JsonNode config =
                    new ObjectMapper().readTree(folder.resolve("tokenizer_config.json").toFile());
            return of(config.path("chat_template").asText(), text(config.path("eos_token")));
        } catch (IOException e) {
            throw new UnusableModelException(
                    "tokenizer_config.json of " + folder + " cannot be read", e);
        }
    }

    /** A token is a text, or an object with its text. */
    private static String text(JsonNode token) {
        return token.isObject() ? token.path("content").asText() : token.asText();
    }

    private static ChatTemplate of(String template, String endToken) {
        String plain = rendered(template, endToken, List.of(message("user", QUESTION)));
        String instructed =
                rendered(
                        template,
                        endToken,
                        List.of(message("system", INSTRUCTIONS), message("user", QUESTION)));
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

    private static Map<String, String> message(String role, String content) {
        return Map.of("role", role, "content", content);
    }

    /** As Hugging Face renders it; empty when the template refuses such messages. */
    private static String rendered(
            String template, String endToken, List<Map<String, String>> messages) {
        LegacyOverrides strict =
                LegacyOverrides.newBuilder()
                        .withParseWhitespaceControlStrictly(true)
                        .withUseTrimmingForNotesAndExpressions(true)
                        .withUseSnakeCasePropertyNaming(true)
                        .withKeepNullableLoopValues(true)
                        .build();
        JinjavaConfig config =
                JinjavaConfig.newBuilder()
                        .withTrimBlocks(true)
                        .withLstripBlocks(true)
                        .withLegacyOverrides(strict)
                        .withMaxOutputSize(MOST_OUTPUT)
                        .build();
        // The begin token is put before the prompt, whoever writes the template.
        Map<String, Object> context =
                Map.of(
                        "messages",
                        messages,
                        "add_generation_prompt",
                        true,
                        "eos_token",
                        endToken,
                        "bos_token",
                        "");
        RenderResult result = new Jinjava(config).renderForResult(template, context);
        boolean refused =
                result.getErrors().stream()
                        .anyMatch(error -> error.getSeverity() == TemplateError.ErrorType.FATAL);
        return refused ? "" : result.getOutput();
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
