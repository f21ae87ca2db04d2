package org.carrel.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.carrel.models.LanguageModel;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Chats for clients of OpenAI's API. Whether one is streamed stands in its body. */
@Path("/v1/chat/completions")
@RolesAllowed({"legal", "clinician"})
class ChatResource {

    private static final String GROUNDED = "Carrel-Grounded";

    private final ModelNames models;
    private final GroundedChat grounded;
    private final UngroundedChat ungrounded;
    private final ChatConfig config;
    private final ObjectMapper json;

    ChatResource(
            ModelNames models,
            GroundedChat grounded,
            UngroundedChat ungrounded,
            ChatConfig config,
            ObjectMapper json) {
        this.models = models;
        this.grounded = grounded;
        this.ungrounded = ungrounded;
        this.config = config;
        this.json = json;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Completion.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = Chunk.class))
            })
    public Response chat(@NotNull ChatRequest request, @Context RoutingContext http) {
        ChatWish wish = ChatWish.of(request);
        Chat chat = start(wish);
        // Not by a handler: the framework sets its own in the place of ours.
        BooleanSupplier isGone = http.response()::closed;
        Response.ResponseBuilder answer =
                wish.stream()
                        ? Response.ok(
                                new ChatStream(chat, wish.withUsage(), json, isGone),
                                MediaType.SERVER_SENT_EVENTS)
                        : Response.ok(
                                Completion.of(chat.head(), chat.whole(config.patience(), isGone)),
                                MediaType.APPLICATION_JSON);
        return answer.header(GROUNDED, chat.head().grounded()).build();
    }

    private Chat start(ChatWish wish) {
        Optional<LanguageModel> named = models.chatting(wish.model());
        ChatRequest.Grounding grounding = wish.grounding();
        if (named.isEmpty() || grounding != null) {
            return grounded.start(
                    wish, grounding == null ? ChatRequest.Grounding.PLAIN : grounding);
        }
        return ungrounded.start(wish, named.get());
    }
}
