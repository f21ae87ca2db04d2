package org.carrel.indexing;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A job's progress as server-sent events. However fast the job goes, a watcher is told at most four
 * times a second.
 */
@ApplicationScoped
class JobStream {

    private static final Duration BEAT = Duration.ofMillis(250);

    /** Beats without a notice after which to look all the same: another server may be at work. */
    private static final int BEATS_BETWEEN_LOOKS = 4;

    /**
     * A watcher rests this many times as long as its look took: a huge job costs a tenth of a core.
     */
    private static final int REST = 9;

    /** Looks without a change after which a comment keeps proxies from closing the stream. */
    private static final int QUIET_LOOKS = 15;

    private final JobViews views;
    private final JobNotices notices;

    JobStream(JobViews views, JobNotices notices) {
        this.views = views;
        this.notices = notices;
    }

    Multi<OutboundSseEvent> of(UUID job, Sse sse) {
        Watch watch = new Watch(job, sse);
        Multi<Object> changes =
                notices.of(job)
                        .onItem()
                        .invoke(watch::changed)
                        .filter(each -> false)
                        .map(each -> each);
        Multi<Object> beats =
                Multi.createFrom().ticks().every(BEAT).onOverflow().drop().map(each -> each);
        return Multi.createBy()
                .merging()
                .streams(changes, beats)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToIterable(each -> watch.beat())
                .select()
                .first(Optional::isPresent)
                .map(Optional::orElseThrow);
    }

    /** What one watcher has seen. Used by one thread at a time, but for the notices. */
    private final class Watch {

        private final UUID job;
        private final Sse sse;
        private final AtomicBoolean changed = new AtomicBoolean(true);
        private @Nullable JobView seen;
        private int beats;
        private long notBefore = System.nanoTime();
        private int quiet;

        Watch(UUID job, Sse sse) {
            this.job = job;
            this.sse = sse;
        }

        void changed() {
            changed.set(true);
        }

        /** What to send now; an empty one ends the stream. */
        List<Optional<OutboundSseEvent>> beat() {
            long now = System.nanoTime();
            if (now - notBefore < 0) {
                return List.of();
            }
            boolean due = changed.getAndSet(false) || ++beats % BEATS_BETWEEN_LOOKS == 0;
            List<Optional<OutboundSseEvent>> events = due ? look() : List.of();
            long end = System.nanoTime();
            notBefore = end + REST * (end - now);
            return events;
        }

        private List<Optional<OutboundSseEvent>> look() {
            JobView view = views.of(job);
            List<Optional<OutboundSseEvent>> events = new ArrayList<>();
            if (!view.equals(seen)) {
                events.add(Optional.of(progress(view)));
                seen = view;
                quiet = 0;
            } else if (++quiet % QUIET_LOOKS == 0) {
                events.add(Optional.of(sse.newEventBuilder().comment("waiting").build()));
            }
            if (view.isEnded()) {
                events.add(Optional.empty());
            }
            return events;
        }

        private OutboundSseEvent progress(JobView view) {
            return sse.newEventBuilder().name("progress").data(JobView.class, view).build();
        }
    }
}
