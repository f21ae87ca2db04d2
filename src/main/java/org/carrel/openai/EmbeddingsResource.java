package org.carrel.openai;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.carrel.access.Asked;
import org.carrel.models.EmbeddingModel;
import org.carrel.problem.Problems;
import org.carrel.search.Shown;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Vectors for clients of OpenAI's API, of the model that indexes the documents. */
@Path("/v1/embeddings")
@RolesAllowed({"legal", "clinician"})
class EmbeddingsResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ModelNames models;
    private final Vectors vectors;
    private final Semaphore free;

    EmbeddingsResource(ModelNames models, Vectors vectors, ChatConfig config) {
        this.models = models;
        this.vectors = vectors;
        this.free = new Semaphore(config.embeddingsAtOnce());
    }

    /**
     * The body (OpenAI API reference, "Create embeddings").
     *
     * @param input a text, or a list of texts
     * @param encodingFormat {@code float} or {@code base64}
     * @param others refused unless they ask for nothing
     */
    record Wanted(
            @Nullable String model,
            @Nullable JsonNode input,
            @JsonProperty("encoding_format") @Nullable String encodingFormat,
            @Nullable Integer dimensions,
            @Nullable String user,
            @JsonAnySetter @Schema(hidden = true) Map<String, JsonNode> others)
            implements Asked {
        Wanted {
            others = Objects.requireNonNullElse(others, Map.of());
        }

        @Override
        public String questionSha256() {
            return Shown.sha256(input == null ? null : input.toString());
        }
    }

    /** The answer. */
    record Embedded(String object, List<Vector> data, String model, Read usage) {}

    /**
     * One vector.
     *
     * @param embedding a list of numbers, or in base64 their little-endian 32-bit floats
     */
    record Vector(String object, int index, Object embedding) {}

    /** Tokens that were read. */
    record Read(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("total_tokens") int totalTokens) {}

    @POST
    public Embedded embed(@NotNull Wanted wanted, @Context RoutingContext http) {
        EmbeddingModel model = models.embedding(Objects.requireNonNullElse(wanted.model(), ""));
        Unsupported.refuse("", wanted.others());
        ChatWish.require(
                wanted.dimensions() == null || wanted.dimensions() == model.dimensions(),
                "dimensions",
                "The model makes vectors of %d dimensions.".formatted(model.dimensions()));
        VectorForm form = VectorForm.of(wanted.encodingFormat());
        List<String> texts = vectors.texts(model, wanted.input());
        int tokens = texts.stream().mapToInt(model::countTokens).sum();
        List<float[]> made = embed(model, texts, http.response()::closed);
        vectors.record(model, texts.size(), tokens, wanted.questionSha256());
        return new Embedded(
                "list",
                IntStream.range(0, made.size())
                        .mapToObj(i -> new Vector("embedding", i, form.write(made.get(i))))
                        .toList(),
                model.description().name(),
                new Read(tokens, tokens));
    }

    private List<float[]> embed(EmbeddingModel model, List<String> texts, BooleanSupplier isGone) {
        if (!free.tryAcquire()) {
            throw Problems.busy("Other texts are being read; try again soon.", RETRY_AFTER);
        }
        try {
            return vectors.embed(model, texts, isGone);
        } finally {
            free.release();
        }
    }
}
