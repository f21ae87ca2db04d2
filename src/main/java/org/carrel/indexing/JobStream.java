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
import org.jspecify.annotations.Nullable;

/** A job's progress as server-sent events. */
@ApplicationScoped
class JobStream {

    /** Also sees what another server changed, and a notice that was missed. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Looks without a change after which a comment keeps proxies from closing the stream. */
    private static final int QUIET_LOOKS = 15;

    private final Jobs jobs;
    private final JobNotices notices;

    JobStream(Jobs jobs, JobNotices notices) {
        this.jobs = jobs;
        this.notices = notices;
    }

    Multi<OutboundSseEvent> of(UUID job, Sse sse) {
        Watch watch = new Watch(job, sse);
        Multi<Object> now = Multi.createFrom().item(job);
        Multi<Object> changes = notices.of(job).map(each -> each);
        Multi<Object> looks =
                Multi.createFrom().ticks().every(LOOK).onOverflow().drop().map(each -> each);
        return Multi.createBy()
                .merging()
                .streams(now, changes, looks)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToIterable(each -> watch.look())
                .select()
                .first(Optional::isPresent)
                .map(Optional::orElseThrow);
    }

    /** What one watcher has seen. Used by one thread at a time. */
    private final class Watch {

        private final UUID job;
        private final Sse sse;
        private @Nullable JobView seen;
        private int quiet;

        Watch(UUID job, Sse sse) {
            this.job = job;
            this.sse = sse;
        }

        /** What to send now; an empty one ends the stream. */
        List<Optional<OutboundSseEvent>> look() {
            JobView view = jobs.view(job);
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
