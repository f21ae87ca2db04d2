package org.carrel.openai;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.carrel.access.Access;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.models.EmbeddingModel;
import org.carrel.problem.Problems;
import org.carrel.search.PlainText;
import org.jspecify.annotations.Nullable;

/** Makes vectors of texts, a few at a time, and records that it did. */
@ApplicationScoped
class Vectors {

    /** Texts between two looks at whether anybody waits. One takes some 40 ms. */
    private static final int AT_ONCE = 4;

    private final Access access;
    private final AuditLog audit;
    private final ChatConfig config;

    Vectors(Access access, AuditLog audit, ChatConfig config) {
        this.access = access;
        this.audit = audit;
        this.config = config;
    }

    /**
     * The texts of a request.
     *
     * @throws org.carrel.problem.ProblemException for none, too many, or what is no text;
     *     context-too-long for one that would be cut
     */
    List<String> texts(EmbeddingModel model, @Nullable JsonNode input) {
        List<String> texts = new ArrayList<>();
        if (input != null && input.isArray()) {
            input.forEach(each -> texts.add(text(each)));
        } else {
            texts.add(text(input));
        }
        if (texts.isEmpty() || texts.size() > config.embeddingInputs()) {
            throw Problems.invalid(
                    "input", "input may hold 1 to %d texts.".formatted(config.embeddingInputs()));
        }
        int context = model.description().contextLength();
        if (texts.stream().anyMatch(text -> model.countTokens(text) > context)) {
            throw Problems.contextTooLong(
                    "input",
                    "A text is longer than the %d tokens that the model reads; nothing is cut."
                            .formatted(context));
        }
        return texts;
    }

    private static String text(@Nullable JsonNode node) {
        if (node == null || !node.isTextual()) {
            throw Problems.unsupported(
                    "input", "input must be a text or a list of texts; tokens are not taken.");
        }
        String text = node.asText();
        if (text.isBlank() || !PlainText.Check.isPrintable(text)) {
            throw Problems.invalid(
                    "input",
                    "A text must hold letters and no control characters or halves of surrogate"
                            + " pairs.");
        }
        return text;
    }

    /**
     * @param isGone whether nobody waits any more
     * @throws org.carrel.problem.ProblemException unavailable when nobody waits
     */
    List<float[]> embed(EmbeddingModel model, List<String> texts, BooleanSupplier isGone) {
        List<float[]> made = new ArrayList<>();
        while (made.size() < texts.size()) {
            if (isGone.getAsBoolean()) {
                throw Problems.unavailable("The caller has left.");
            }
            int end = Math.min(texts.size(), made.size() + AT_ONCE);
            made.addAll(model.embedPassages(texts.subList(made.size(), end)));
        }
        return made;
    }

    /** Before the vectors are shown. */
    void record(EmbeddingModel model, int texts, int tokens, String inputSha256) {
        audit.recordNow(
                access.caller()
                        .event(
                                "embeddings.made",
                                Outcome.SUCCESS,
                                null,
                                null,
                                Map.of(
                                        "route",
                                        "embeddings",
                                        "model",
                                        model.description().name(),
                                        "modelSha256",
                                        model.description().sha256(),
                                        "texts",
                                        Integer.toString(texts),
                                        "tokens",
                                        Integer.toString(tokens))),
                Personal.ofActor("inputSha256", inputSha256));
    }
}
