package org.carrel.indexing;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Repository
interface JobRepository {

    /** How many items of a job are in one state, and when the first began and the last ended. */
    record Tally(
            String state, long items, @Nullable Instant firstStart, @Nullable Instant lastEnd) {}

    @Insert
    void insert(JobEntity job);

    @Insert
    void insert(JobItemEntity item);

    @Find
    Optional<JobEntity> byId(UUID id);

    @Query(
            "from Job where collectionId in :collections and (createdAt < :createdAt or (createdAt"
                    + " = :createdAt and id < :id)) order by createdAt desc, id desc")
    List<JobEntity> before(Collection<UUID> collections, Instant createdAt, UUID id, Limit limit);

    @Query(
            "from Job where collectionId = :collection and createdBy = :by and open = true and"
                    + " touchedAt > :idleSince order by createdAt desc")
    List<JobEntity> open(UUID collection, String by, Instant idleSince, Limit limit);

    /** Holds the job's row until the transaction ends: it cannot be closed meanwhile. */
    @Query(
            "update Job set touchedAt = :now where id = :id and open = true and touchedAt >"
                    + " :idleSince")
    int touch(UUID id, Instant now, Instant idleSince);

    @Query("update Job set open = false where id = :id")
    int close(UUID id);

    @Query("update JobItem set jobId = :job where documentId in :documents")
    int rejoin(Collection<UUID> documents, UUID job);

    @Query("select count(*) from JobItem where jobId = :job and state = 'queued'")
    long waiting(UUID job);

    @Query("from JobItem where jobId = :job and state in :states order by ordinal")
    List<JobItemEntity> items(UUID job, Collection<String> states);

    @Query("from JobItem where jobId = :job and state in :states order by ordinal")
    List<JobItemEntity> firstItems(UUID job, Collection<String> states, Limit limit);

    @Query(
            "from JobItem where jobId = :job and state in :states and ordinal > :after order by"
                    + " ordinal")
    List<JobItemEntity> itemsAfter(UUID job, Collection<String> states, long after, Limit limit);

    @Query("from JobItem where jobId = :job and documentId = :document")
    List<JobItemEntity> itemsOf(UUID job, UUID document);

    @Query("from JobItem where jobId = :job and documentId = :document and version = :version")
    Optional<JobItemEntity> item(UUID job, UUID document, int version);

    @Query(
            "select state, count(*), min(startedAt), max(endedAt) from JobItem where jobId = :job"
                    + " group by state")
    List<Tally> tallies(UUID job);

    @Query(
            "select count(*) from JobItem where jobId = :job and endedAt > :since and state in"
                    + " ('indexed', 'quarantined')")
    long endedSince(UUID job, Instant since);

    @Query("select count(*) from JobItem where state = 'queued'")
    long queued();

    @Query(
            "update JobItem set state = :to, reason = :reason, detail = :detail, endedAt = :ended,"
                    + " stage = null, stageDone = 0, stageTotal = 0 where jobId = :job and"
                    + " documentId = :document and version = :version and run = :run and state in :from")
    int move(
            UUID job,
            UUID document,
            int version,
            int run,
            Collection<String> from,
            String to,
            @Nullable Instant ended,
            @Nullable String reason,
            @Nullable String detail);

    /** Changes nothing, but holds the row until the transaction ends. */
    @Query(
            "update JobItem set run = run where jobId = :job and documentId = :document and version"
                    + " = :version and run = :run and state in :from")
    int hold(UUID job, UUID document, int version, int run, Collection<String> from);

    @Query(
            "update JobItem set state = 'extracting', starts = starts + 1, startedAt ="
                    + " coalesce(startedAt, :now), stage = null, stageDone = 0, stageTotal = 0"
                    + " where jobId = :job and documentId = :document and version = :version and run = :run and state in"
                    + " :from")
    int begin(UUID job, UUID document, int version, int run, Collection<String> from, Instant now);

    @Query(
            "update JobItem set state = :to, stage = :stage, stageDone = :done, stageTotal = :total"
                    + " where jobId = :job and documentId = :document and version = :version and run = :run and state in"
                    + " :from")
    int stage(
            UUID job,
            UUID document,
            int version,
            int run,
            Collection<String> from,
            String to,
            String stage,
            int done,
            int total);

    @Query(
            "update JobItem set state = 'queued', reason = null, detail = null, startedAt = null,"
                    + " endedAt = null, run = run + 1, starts = 0 where jobId = :job and documentId"
                    + " = :document and version = :version and run = :run and state in :from")
    int again(UUID job, UUID document, int version, int run, Collection<String> from);

    @Query(
            "update JobItem set state = 'quarantined', reason = :reason, detail = :detail where"
                    + " jobId = :job and documentId = :document and version = :version and state = 'indexed'")
    int lost(UUID job, UUID document, int version, String reason, String detail);
}
