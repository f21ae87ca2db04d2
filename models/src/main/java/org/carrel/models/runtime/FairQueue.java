package org.carrel.models.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carrel.models.QueueFullException;
import org.jspecify.annotations.Nullable;

/**
 * Generations that wait, a line for each user. Lines are served in turn, so that who asks for much
 * delays nobody by more than one answer a turn, and nobody's line may take all the room.
 */
final class FairQueue {

    private static final Duration LONGEST_ADVICE = Duration.ofMinutes(5);

    /** How much of the average the last duration makes. */
    private static final double NEWEST = 0.3;

    private final int most;
    private final int mostEach;
    private final Map<String, Deque<QueuedGeneration>> lines = new LinkedHashMap<>();
    private int waiting;
    private @Nullable String lastServed;
    private double averageSeconds = 1;
    private boolean closed;

    /**
     * @param most that wait in all
     * @param mostEach that wait of one user
     */
    FairQueue(int most, int mostEach) {
        this.most = most;
        this.mostEach = mostEach;
    }

    /**
     * @throws QueueFullException when there is no room
     * @throws IllegalStateException after {@link #close}
     */
    synchronized void add(QueuedGeneration generation) {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        Deque<QueuedGeneration> line = lines.get(generation.user());
        int mine = line == null ? 0 : line.size();
        if (waiting >= most || mine >= mostEach) {
            throw new QueueFullException(waiting, advice(waiting >= most ? waiting : mine));
        }
        lines.computeIfAbsent(generation.user(), user -> new ArrayDeque<>()).add(generation);
        waiting++;
        notifyAll();
    }

    /** One place will be free when one more has been answered, of all or of one's own. */
    private Duration advice(int before) {
        boolean alone = lines.size() == 1;
        double turns = alone || before == waiting ? 1 : lines.size();
        long seconds = (long) Math.ceil(averageSeconds * turns);
        return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_ADVICE.toSeconds()));
    }

    /** Waits for the next one; null after {@link #close}. */
    synchronized @Nullable QueuedGeneration take() throws InterruptedException {
        while (waiting == 0 && !closed) {
            wait();
        }
        if (closed) {
            return null;
        }
        String user = nextUser();
        Deque<QueuedGeneration> line = lines.remove(user);
        if (line == null) {
            throw new IllegalStateException("a line without anybody");
        }
        QueuedGeneration next = line.remove();
        if (!line.isEmpty()) {
            lines.put(user, line); // At the end: the others come first.
        }
        waiting--;
        lastServed = user;
        return next;
    }

    private String nextUser() {
        Iterator<String> users = lines.keySet().iterator();
        String first = users.next();
        return first.equals(lastServed) && users.hasNext() ? users.next() : first;
    }

    /**
     * @return whether it was still waiting
     */
    synchronized boolean remove(QueuedGeneration generation) {
        Deque<QueuedGeneration> line = lines.get(generation.user());
        if (line == null || !line.remove(generation)) {
            return false;
        }
        if (line.isEmpty()) {
            lines.remove(generation.user());
        }
        waiting--;
        return true;
    }

    /** Tells how long one took. */
    synchronized void took(Duration time) {
        averageSeconds += NEWEST * (time.toMillis() / 1e3 - averageSeconds);
    }

    /** Takes nobody in any more and answers what waits. */
    synchronized List<QueuedGeneration> close() {
        closed = true;
        List<QueuedGeneration> left = lines.values().stream().flatMap(Deque::stream).toList();
        lines.clear();
        waiting = 0;
        notifyAll();
        return left;
    }
}
