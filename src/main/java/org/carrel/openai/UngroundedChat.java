package org.carrel.openai;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.carrel.models.QueueFullException;
import org.carrel.models.Sampling;
import org.carrel.problem.Problems;
import org.carrel.search.Shown;

/** Has the language model answer a chat alone, where the operator has switched that on. */
@ApplicationScoped
class UngroundedChat {

    static final String NOTICE =
            "Written by the model alone: no document was looked into and nothing was checked.";

    /** No token of a known vocabulary is longer; more text than this a token cannot fit. */
    private static final int MOST_CHARACTERS_A_TOKEN = 64;

    private final Access access;
    private final AuditLog audit;
    private final ChatConfig config;

    UngroundedChat(Access access, AuditLog audit, ChatConfig config) {
        this.access = access;
        this.audit = audit;
        this.config = config;
    }

    /**
     * Begins. It is recorded on return.
     *
     * @throws org.carrel.problem.ProblemException switched-off; context-too-long; busy
     */
    Chat start(ChatWish wish, LanguageModel model) {
        if (!config.ungrounded()) {
            throw Problems.switchedOff(
                    "Here a model answers from documents alone: name the model carrel, or send the"
                            + " field carrel.");
        }
        ChatWish.require(
                wish.conversation().turns().isEmpty(),
                "messages",
                "Without documents one message of the user is read, not a conversation.");
        LanguageModel.Prompt prompt =
                new LanguageModel.Prompt(
                        wish.conversation().instructions(), wish.conversation().question());
        Caller caller = access.caller();
        Hearing hearing = new Hearing();
        Generation generation = queue(model, request(wish, model, prompt, caller), hearing);
        try {
            record(caller, wish, model, prompt);
        } catch (RuntimeException e) {
            generation.cancel();
            throw e;
        }
        generation
                .result()
                .whenComplete((result, failure) ->
                        hearing.end(result == null ? null : end(result), failure));
        String sha256 = model.description().sha256();
        return new Chat(
                Chat.Head.of(UUID.randomUUID(), wish.model(), sha256, false),
                hearing,
                generation::cancel,
                () -> {},
                () -> {});
    }

    private LanguageModel.Request request(
            ChatWish wish, LanguageModel model, LanguageModel.Prompt prompt, Caller caller) {
        long seed =
                Objects.requireNonNullElseGet(
                        wish.seed(), () -> ThreadLocalRandom.current().nextLong());
        return new LanguageModel.Request(
                prompt,
                new LanguageModel.Limits(mostTokens(wish, model, prompt), wish.stops()),
                new Sampling(wish.temperature(), 0, wish.topP(), 1, seed, Set.of()),
                // What was computed for a conversation meets only others of the same person.
                new LanguageModel.Caller(
                        caller.subject(), Shown.sha256("chat " + caller.subject())));
    }

    private int mostTokens(ChatWish wish, LanguageModel model, LanguageModel.Prompt prompt) {
        int context = model.description().contextLength();
        String read = model.asRead(prompt);
        // One is the token before the text.
        int room =
                read.length() > (long) context * MOST_CHARACTERS_A_TOKEN
                        ? 0
                        : context - model.countTokens(read) - 1;
        Integer wanted = wish.maxTokens();
        if (room < (wanted == null ? 1 : wanted)) {
            throw Problems.contextTooLong(
                    "messages",
                    "Messages and answer do not fit into the %d tokens that the model reads; nothing is cut."
                            .formatted(context));
        }
        ChatWish.require(
                wanted == null || wanted <= config.maxTokens(),
                "max_tokens",
                "max_tokens may be %d at most.".formatted(config.maxTokens()));
        return wanted == null ? Math.min(room, config.maxTokens()) : wanted;
    }

    private static Generation queue(
            LanguageModel model, LanguageModel.Request request, Hearing hearing) {
        try {
            return model.generate(request, hearing);
        } catch (QueueFullException e) {
            throw Problems.busy("Many answers are being written; try again soon.", e.retryAfter());
        }
    }

    private void record(
            Caller caller, ChatWish wish, LanguageModel model, LanguageModel.Prompt prompt) {
        ModelDescription description = model.description();
        audit.recordNow(
                caller.event(
                        "chat.ungrounded",
                        Outcome.SUCCESS,
                        null,
                        null,
                        Map.of(
                                "route",
                                "ungrounded",
                                "model",
                                description.name(),
                                "modelSha256",
                                description.sha256(),
                                "promptSha256",
                                Shown.sha256(model.asRead(prompt)))),
                Personal.ofActor("questionSha256", Shown.sha256(wish.conversation().question())));
    }

    private static Hearing.End end(Generation.Result result) {
        return new Hearing.End(
                result.text(),
                result.finish() == Generation.Finish.LENGTH ? "length" : "stop",
                Completion.Usage.of(result.promptTokens(), result.generatedTokens()),
                new Completion.Ground(false, NOTICE, null, null));
    }
}
