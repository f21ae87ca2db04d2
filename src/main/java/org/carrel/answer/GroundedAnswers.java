package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.carrel.access.Access;
import org.carrel.access.ReadableCollections;
import org.carrel.access.Revocations;
import org.carrel.models.Generation;

/** Answers questions that came by another call than {@code /api/v1/ask}, and does it alike. */
@ApplicationScoped
public class GroundedAnswers {

    private final Access access;
    private final Answering answering;
    private final Revocations revocations;
    private final Validator validator;

    GroundedAnswers(
            Access access, Answering answering, Revocations revocations, Validator validator) {
        this.access = access;
        this.answering = answering;
        this.revocations = revocations;
        this.validator = validator;
    }

    /**
     * An answer on its way.
     *
     * @param cancel stops the writing; the answer is then what was written
     * @param watch looks at the rights now and then; throws when they have ended
     * @param require looks at the rights; throws when they have ended
     */
    public record Started(
            UUID id,
            CompletionStage<Whole> whole,
            Runnable cancel,
            Runnable watch,
            Runnable require) {}

    /**
     * An answer and what it took.
     *
     * @param readTokens that a model read for it; 0 where no model wrote
     * @param writtenTokens that a model wrote for it, withheld ones among them
     */
    public record Whole(Answer answer, int readTokens, int writtenTokens) {}

    /**
     * Begins. When this returns, what it is made from is recorded.
     *
     * @param onText hears the text as it is checked, in pieces that joined begin the answer; must
     *     not block. A comparison, and what no model writes, comes as a whole.
     * @throws org.carrel.problem.ProblemException as {@code /api/v1/ask} refuses
     * @throws ConstraintViolationException for a question that it would not take
     */
    public Started start(Question question, Consumer<String> onText) {
        Set<ConstraintViolation<Question>> wrong = validator.validate(question);
        if (!wrong.isEmpty()) {
            throw new ConstraintViolationException(wrong);
        }
        ReadableCollections scope = access.readable(question.collections());
        Prepared prepared = answering.prepare(scope, question, Listener.NONE);
        Hearing hearing = new Hearing(prepared.comparison() == null ? onText : text -> {});
        Answering.Running running = answering.start(prepared, hearing);
        return new Started(
                prepared.id(),
                running.answer().thenApply(hearing::whole),
                running.cancel(),
                revocations.checks(scope),
                () -> revocations.require(scope));
    }

    private static final class Hearing implements Listener {

        private final Consumer<String> onText;
        private volatile List<Generation.Result> written = List.of();

        Hearing(Consumer<String> onText) {
            this.onText = onText;
        }

        @Override
        public void text(String text) {
            onText.accept(text);
        }

        @Override
        public void ended(List<Generation.Result> results) {
            written = List.copyOf(results);
        }

        Whole whole(Answer answer) {
            return new Whole(
                    answer,
                    written.stream().mapToInt(Generation.Result::promptTokens).sum(),
                    written.stream().mapToInt(Generation.Result::generatedTokens).sum());
        }
    }
}
