package org.carrel.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Servers that share one database, and jobs that share one server. */
class SharedQueueTest {

    private static final int ITEMS = 40;

    @Test
    void twoServersShareTheWorkAndDoNoneOfItTwice() throws Exception {
        try (EmbeddedPostgres postgres = migrated()) {
            IndexingConfig config = config(2);
            Counted first = new Counted();
            Counted second = new Counted();
            WorkQueue one =
                    new WorkQueue(
                            postgres.getPostgresDatabase(), config, first, first, first, first);
            WorkQueue two =
                    new WorkQueue(
                            postgres.getPostgresDatabase(), config, second, second, second, second);
            Set<String> added = new HashSet<>();
            for (int i = 0; i < ITEMS; i++) {
                Run run = new Run(UUID.randomUUID(), UUID.randomUUID(), 1, 1);
                added.add(run.taskName());
                one.add(run, 0);
            }
            one.start(new StartupEvent());
            two.start(new StartupEvent());
            // Until each has work of its own at hand, so that neither does all of it.
            assertTrue(first.began.await(30, TimeUnit.SECONDS));
            assertTrue(second.began.await(30, TimeUnit.SECONDS));
            first.mayEnd.countDown();
            second.mayEnd.countDown();
            awaitEmpty(postgres);
            one.stop(new ShutdownEvent());
            two.stop(new ShutdownEvent());
            Set<String> done = new HashSet<>(first.runs.keySet());
            done.addAll(second.runs.keySet());
            assertEquals(added, done);
            for (Counted each : List.of(first, second)) {
                assertTrue(each.runs.values().stream().allMatch(times -> times == 1));
            }
            assertEquals(ITEMS, first.runs.size() + second.runs.size());
        }
    }

    @Test
    void aLetterDoesNotWaitForAnArchive() throws Exception {
        try (EmbeddedPostgres postgres = migrated()) {
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            WorkQueue.Work work = new Noted(order);
            WorkQueue queue =
                    new WorkQueue(
                            postgres.getPostgresDatabase(), config(1), work, work, work, work);
            UUID archive = UUID.randomUUID();
            for (int i = 0; i < ITEMS; i++) {
                queue.add(new Run(archive, UUID.randomUUID(), 1, 1), i);
            }
            Run letter = new Run(UUID.randomUUID(), UUID.randomUUID(), 1, 1);
            queue.add(letter, 0);
            queue.start(new StartupEvent());
            awaitEmpty(postgres);
            queue.stop(new ShutdownEvent());
            assertEquals(ITEMS + 1, order.size());
            assertEquals(1, order.indexOf(letter.taskName()), "after the archive's first");
        }
    }

    private static EmbeddedPostgres migrated() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        return postgres;
    }

    private record Noted(List<String> order) implements WorkQueue.Work {
        @Override
        public void run(String instance) {
            order.add(instance);
        }

        @Override
        public void giveUp(String instance) {
            throw new AssertionError(instance);
        }
    }

    private static IndexingConfig config(int workers) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(IndexingConfig.class)
                .withDefaultValues(
                        Map.of(
                                "carrel.home",
                                "unused",
                                "carrel.indexing.workers",
                                Integer.toString(workers),
                                "carrel.indexing.polling-interval",
                                "50ms"))
                .build()
                .getConfigMapping(IndexingConfig.class);
    }

    private static void awaitEmpty(EmbeddedPostgres postgres) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            while (true) {
                try (var row = statement.executeQuery("select count(*) from scheduled_tasks")) {
                    row.next();
                    if (row.getInt(1) == 0) {
                        return;
                    }
                }
                assertTrue(System.nanoTime() < deadline, "still queued");
                Thread.sleep(20);
            }
        }
    }

    /** Counts what it is given, and holds the first of it until told. */
    private static final class Counted implements WorkQueue.Work {

        final Map<String, Integer> runs = new ConcurrentHashMap<>();
        final CountDownLatch began = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);

        @Override
        public void run(String instance) throws InterruptedException {
            runs.merge(instance, 1, Integer::sum);
            began.countDown();
            mayEnd.await();
        }

        @Override
        public void giveUp(String instance) {
            throw new AssertionError(instance);
        }
    }
}
