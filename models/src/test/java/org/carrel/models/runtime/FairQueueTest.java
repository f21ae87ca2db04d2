package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.carrel.models.LanguageModel.Limits;
import org.carrel.models.QueueFullException;
import org.carrel.models.Sampling;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final FairQueue queue = new FairQueue(8, 5);

    @Test
    void usersTakeTurnsHoweverMuchOneAsks() throws InterruptedException {
        add("a", "a", "a", "a", "b", "b", "c");
        assertEquals(List.of("a", "b", "c", "a", "b", "a", "a"), served(7));
    }

    @Test
    void whoWasJustServedWaitsForWhoCameLater() throws InterruptedException {
        add("a", "a", "a");
        assertEquals(List.of("a"), served(1));
        add("b");
        assertEquals(List.of("b", "a", "a"), served(3));
    }

    @Test
    void oneUserLeavesRoomForOthers() {
        add("a", "a", "a", "a", "a");
        assertThrows(QueueFullException.class, () -> add("a"));
        add("b", "b", "b");
        assertThrows(QueueFullException.class, () -> add("c"));
    }

    @Test
    void adviceGrowsWithTheTimeThatAnswersTake() {
        add("a", "a", "a", "a", "a");
        assertEquals(Duration.ofSeconds(1), refusal("a"));
        for (int i = 0; i < 50; i++) {
            queue.took(Duration.ofSeconds(20));
        }
        assertEquals(Duration.ofSeconds(20), refusal("a"));
        add("b");
        // Another's turn comes between.
        assertEquals(Duration.ofSeconds(40), refusal("a"));
    }

    @Test
    void whoLeavesMakesRoomOnce() throws InterruptedException {
        QueuedGeneration left = generation("a");
        queue.add(left);
        add("b");
        assertTrue(queue.remove(left));
        assertFalse(queue.remove(left));
        assertEquals(List.of("b"), served(1));
    }

    @Test
    void closedQueueTakesNobodyAndTellsWhoWaited() throws InterruptedException {
        add("a", "b");
        assertEquals(2, queue.close().size());
        assertNull(queue.take());
        assertThrows(IllegalStateException.class, () -> add("a"));
    }

    private Duration refusal(String user) {
        return assertThrows(QueueFullException.class, () -> add(user)).retryAfter();
    }

    private void add(String... users) {
        for (String user : users) {
            queue.add(generation(user));
        }
    }

    private List<String> served(int count) throws InterruptedException {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            @Nullable QueuedGeneration next = queue.take();
            users.add(next == null ? "nobody" : next.user());
        }
        return users;
    }

    private QueuedGeneration generation(String user) {
        return new QueuedGeneration(
                new QueuedGeneration.Request(
                        user,
                        "",
                        new PromptTokens(new int[] {1}, 0),
                        "",
                        new Limits(1, List.of()),
                        new Sampler(Sampling.GREEDY, null),
                        text -> {}),
                (request, cancelled) -> {
                    throw new UnsupportedOperationException("nothing is run here");
                },
                queue::remove);
    }
}
