package org.carrel.intake;

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

@Repository
interface UploadRepository {

    /** What one person has under way. */
    record Held(long uploads, long bytes) {}

    @Insert
    void insert(UploadEntity upload);

    @Find
    Optional<UploadEntity> byId(UUID id);

    @Query(
            "select count(*), coalesce(sum(length), 0) from ResumableUpload where createdBy = :by"
                    + " and documentId is null")
    Held held(String by);

    @Query("update ResumableUpload set received = :received, expiresAt = :expires where id = :id")
    int received(UUID id, long received, Instant expires);

    @Query("update ResumableUpload set documentId = :document, documentJob = :job where id = :id")
    int finished(UUID id, UUID document, UUID job);

    @Query("from ResumableUpload where expiresAt < :now order by expiresAt")
    List<UploadEntity> expired(Instant now, Limit limit);

    @Query("select u.id from ResumableUpload u where u.id in :ids")
    List<UUID> known(Collection<UUID> ids);

    @Query("delete from ResumableUpload where id = :id")
    int delete(UUID id);
}
