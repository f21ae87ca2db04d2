package org.carrel.openai;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.answer.GroundedAnswers;
import org.carrel.answer.Question;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Answers a chat from documents. */
@ApplicationScoped
class GroundedChat {

    private static final String ITS_OWN =
            " An answer from documents is short, written at temperature 0, and ends by itself.";

    private final Access access;
    private final GroundedAnswers answers;

    GroundedChat(Access access, GroundedAnswers answers) {
        this.access = access;
        this.answers = answers;
    }

    /**
     * Begins. What it is made from is recorded on return.
     *
     * @throws org.carrel.problem.ProblemException as {@code /api/v1/ask} refuses, and for wishes
     *     that an answer from documents does not fulfil
     */
    Chat start(ChatWish wish, ChatRequest.Grounding grounding) {
        requireFulfilled(wish);
        if (grounding.purpose() != null) {
            access.state(grounding.purpose());
        }
        List<Conversation.Turn> turns = wish.conversation().turns();
        int leftOut = Math.max(0, turns.size() - Question.MAX_HISTORY);
        Hearing hearing = new Hearing();
        GroundedAnswers.Started started =
                answers.start(question(wish.conversation(), leftOut, grounding), hearing);
        started.whole()
                .whenComplete((whole, failure) ->
                        hearing.end(whole == null ? null : end(whole, leftOut), failure));
        return new Chat(
                Chat.Head.of(started.id(), wish.model(), null, true),
                hearing,
                started.cancel(),
                started.watch(),
                started.require());
    }

    private static void requireFulfilled(ChatWish wish) {
        ChatWish.require(
                wish.conversation().instructions().isEmpty(),
                "messages",
                "An answer from documents takes no instructions: leave the system messages out.");
        ChatWish.require(
                wish.temperature() == 0,
                "temperature",
                "temperature must be 0 or left out." + ITS_OWN);
        ChatWish.require(
                wish.maxTokens() == null, "max_tokens", "max_tokens must be left out." + ITS_OWN);
        ChatWish.require(wish.stops().isEmpty(), "stop", "stop must be left out." + ITS_OWN);
    }

    private static Question question(
            Conversation conversation, int leftOut, ChatRequest.Grounding grounding) {
        return new Question(
                conversation.question(),
                collections(grounding),
                grounding.documents(),
                grounding.route(),
                grounding.allVersions(),
                conversation.turns().stream()
                        .skip(leftOut)
                        .map(turn -> new Question.Turn(turn.question(), turn.answer()))
                        .toList(),
                grounding.filter(),
                false);
    }

    private static @Nullable List<UUID> collections(ChatRequest.Grounding grounding) {
        if (grounding.collection() == null) {
            return grounding.collections();
        }
        if (grounding.collections() != null) {
            throw Problems.invalid(
                    "carrel.collection", "Name one collection or several, not both ways.");
        }
        return List.of(grounding.collection());
    }

    private static Hearing.End end(GroundedAnswers.Whole whole, int leftOut) {
        return new Hearing.End(
                whole.answer().answer(),
                "stop",
                Completion.Usage.of(whole.readTokens(), whole.writtenTokens()),
                new Completion.Ground(true, null, leftOut, whole.answer()));
    }
}
