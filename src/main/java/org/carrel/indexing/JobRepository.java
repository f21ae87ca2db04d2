package org.carrel.indexing;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Repository
interface JobRepository {

    @Insert
    void insert(JobEntity job);

    @Insert
    void insert(JobItemEntity item);

    @Find
    Optional<JobEntity> byId(UUID id);

    @Query("from JobItem where jobId = :job order by documentId, version")
    List<JobItemEntity> items(UUID job);

    @Query("from JobItem where jobId = :job and documentId = :document and version = :version")
    Optional<JobItemEntity> item(UUID job, UUID document, int version);

    @Query(
            "update JobItem set state = :to, reason = :reason, detail = :detail where jobId = :job"
                    + " and documentId = :document and version = :version and run = :run and state"
                    + " in :from")
    int move(
            UUID job,
            UUID document,
            int version,
            int run,
            Collection<String> from,
            String to,
            @Nullable String reason,
            @Nullable String detail);

    /** Changes nothing, but holds the row until the transaction ends. */
    @Query(
            "update JobItem set run = run where jobId = :job and documentId = :document and version"
                    + " = :version and run = :run and state in :from")
    int hold(UUID job, UUID document, int version, int run, Collection<String> from);

    @Query(
            "update JobItem set state = 'extracting', starts = starts + 1 where jobId = :job and"
                    + " documentId = :document and version = :version and run = :run and state in"
                    + " :from")
    int begin(UUID job, UUID document, int version, int run, Collection<String> from);

    @Query(
            "update JobItem set state = 'queued', reason = null, detail = null, run = run + 1,"
                    + " starts = 0 where jobId = :job and documentId = :document and version ="
                    + " :version and run = :run and state in :from")
    int again(UUID job, UUID document, int version, int run, Collection<String> from);

    @Query(
            "update JobItem set state = 'quarantined', reason = :reason, detail = :detail where"
                    + " jobId = :job and documentId = :document and version = :version and state ="
                    + " 'indexed'")
    int lost(UUID job, UUID document, int version, String reason, String detail);
}
