package org.carrel.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carrel.model.CurrentModel;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The names by which callers choose what answers them. */
@ApplicationScoped
class ModelNames {

    /** Answers from documents, by whatever route Carrel chooses. */
    static final String CARREL = "carrel";

    private final CurrentModel language;
    private final EmbeddingModel embedding;
    private final ChatConfig config;

    ModelNames(CurrentModel language, EmbeddingModel embedding, ChatConfig config) {
        this.language = language;
        this.embedding = embedding;
        this.config = config;
    }

    /**
     * A model that can be named (OpenAI API reference, "The model object").
     *
     * @param created not kept: 0
     */
    record Named(
            String id,
            String object,
            long created,
            @JsonProperty("owned_by") String ownedBy,
            About carrel) {}

    /**
     * What it is for.
     *
     * @param kind {@code grounded}, {@code chat} or {@code embedding}
     * @param withoutDocuments whether it may answer without them
     */
    record About(
            String kind,
            @Nullable String sha256,
            @Nullable Integer contextLength,
            boolean withoutDocuments) {}

    List<Named> all() {
        List<Named> all = new ArrayList<>();
        all.add(named(CARREL, new About("grounded", null, null, false)));
        language.get()
                .map(LanguageModel::description)
                .ifPresent(model -> all.add(named(model, "chat", config.ungrounded())));
        all.add(named(embedding.description(), "embedding", false));
        return all;
    }

    private static Named named(ModelDescription model, String kind, boolean withoutDocuments) {
        return named(
                model.name(),
                new About(kind, model.sha256(), model.contextLength(), withoutDocuments));
    }

    private static Named named(String id, About about) {
        return new Named(id, "model", 0, CARREL, about);
    }

    /**
     * The language model of this name.
     *
     * @return empty for {@link #CARREL}
     * @throws org.carrel.problem.ProblemException unknown-model
     */
    Optional<LanguageModel> chatting(String name) {
        if (name.equals(CARREL)) {
            return Optional.empty();
        }
        Optional<LanguageModel> model =
                language.get().filter(each -> each.description().name().equals(name));
        if (model.isEmpty()) {
            throw Problems.unknownModel("No model of this name chats here; see /v1/models.");
        }
        return model;
    }

    /**
     * The embedding model, which must be the one of this name.
     *
     * @throws org.carrel.problem.ProblemException unknown-model
     */
    EmbeddingModel embedding(String name) {
        if (!embedding.description().name().equals(name)) {
            throw Problems.unknownModel("No model of this name makes vectors; see /v1/models.");
        }
        return embedding;
    }
}
