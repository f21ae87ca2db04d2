package org.carrel.indexing;

import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.carrel.document.Documents;
import org.carrel.indexing.JobRepository.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as callers see them. What a view costs grows with its job by nothing but the counting of
 * items by state.
 */
@ApplicationScoped
@Transactional
class JobViews {

    /** Jobs looked at for one page of a list of those in one state. */
    private static final int MOST_LOOKED_AT = 1000;

    private final JobRepository repository;
    private final Jobs jobs;
    private final Documents documents;

    JobViews(JobRepository repository, Jobs jobs, Documents documents) {
        this.repository = repository;
        this.jobs = jobs;
        this.documents = documents;
    }

    /** Where a job stands as a whole. */
    private record Standing(
            boolean open, Counts counts, @Nullable Instant started, @Nullable Instant lastEnd) {

        String state() {
            return counts.state(open);
        }

        @Nullable Instant ended(JobEntity job) {
            boolean ended = counts.underWay() == 0 && !open;
            return !ended ? null : lastEnd == null ? job.touchedAt : lastEnd;
        }
    }

    JobView of(UUID id) {
        JobEntity job = repository.byId(id).orElseThrow();
        Standing standing = standing(job);
        Pace pace = pace(id, standing);
        return new JobView(
                id,
                job.collectionId,
                standing.state(),
                standing.open(),
                standing.counts(),
                pace.perMinute(),
                pace.secondsLeft(),
                job.createdAt,
                standing.started(),
                standing.ended(job),
                shown(mostWanted(id)),
                null);
    }

    private Standing standing(JobEntity job) {
        List<Tally> tallies = repository.tallies(job.id);
        return new Standing(
                jobs.isOpen(job),
                Counts.of(tallies),
                least(tallies, Tally::firstStart),
                most(tallies, Tally::lastEnd));
    }

    private Pace pace(UUID job, Standing standing) {
        Instant started = standing.started();
        if (started == null || standing.counts().underWay() == 0) {
            return Pace.UNKNOWN;
        }
        Instant now = Instant.now();
        Instant since = Pace.since(started, now);
        return Pace.of(
                repository.endedSince(job, since),
                Duration.between(since, now),
                standing.counts().underWay());
    }

    private List<JobItemEntity> mostWanted(UUID job) {
        List<JobItemEntity> found = new ArrayList<>();
        for (List<String> states : ItemState.SHOWN) {
            int room = JobView.MOST_ITEMS - found.size();
            if (room > 0) {
                found.addAll(repository.firstItems(job, states, Limit.of(room)));
            }
        }
        return found;
    }

    private List<JobView.Item> shown(List<JobItemEntity> items) {
        Set<UUID> ids = items.stream().map(item -> item.documentId).collect(Collectors.toSet());
        Map<UUID, String> names = documents.names(ids);
        return items.stream().map(item -> JobView.Item.of(item, names)).toList();
    }

    /**
     * A page of items, in the order in which they came.
     *
     * @param after ordinal of the last item of the page before, or 0
     */
    JobView.ItemList items(UUID job, Collection<String> states, long after, int limit) {
        List<JobItemEntity> found = repository.itemsAfter(job, states, after, Limit.of(limit + 1));
        List<JobItemEntity> page = found.subList(0, Math.min(limit, found.size()));
        return new JobView.ItemList(
                shown(page), found.size() > limit ? Long.toString(page.getLast().ordinal) : null);
    }

    /**
     * A page of the jobs of these collections, newest first. A job that took nothing in and takes
     * no more is passed over.
     *
     * @param state of the jobs wanted; null for all
     */
    JobView.JobList list(
            Collection<UUID> collections, @Nullable String state, JobCursor from, int limit) {
        List<JobEntity> found =
                repository.before(
                        collections, from.createdAt(), from.id(), Limit.of(MOST_LOOKED_AT));
        List<JobView.Summary> page = new ArrayList<>();
        for (JobEntity job : found) {
            if (page.size() == limit) {
                break;
            }
            from = JobCursor.at(job);
            JobView.Summary summary = summary(job);
            boolean vain = summary.counts().total() == 0 && !summary.open();
            if (!vain && (state == null || state.equals(summary.state()))) {
                page.add(summary);
            }
        }
        boolean all = found.size() < MOST_LOOKED_AT && from.id().equals(lastOf(found, from));
        return new JobView.JobList(List.copyOf(page), all ? null : from.encoded());
    }

    private static UUID lastOf(List<JobEntity> found, JobCursor otherwise) {
        return found.isEmpty() ? otherwise.id() : found.getLast().id;
    }

    private JobView.Summary summary(JobEntity job) {
        Standing standing = standing(job);
        return new JobView.Summary(
                job.id,
                job.collectionId,
                standing.state(),
                standing.open(),
                standing.counts(),
                job.createdBy,
                job.createdAt,
                standing.started(),
                standing.ended(job));
    }

    private static @Nullable Instant least(
            List<Tally> tallies, Function<Tally, @Nullable Instant> time) {
        return tallies.stream()
                .map(time)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static @Nullable Instant most(
            List<Tally> tallies, Function<Tally, @Nullable Instant> time) {
        return tallies.stream()
                .map(time)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
