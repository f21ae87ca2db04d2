package org.carrel.document;

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
interface VersionRepository {

    @Insert
    void insert(VersionEntity version);

    @Insert
    void insertAll(List<PassageEntity> passages);

    @Find
    Optional<VersionEntity> byId(UUID documentId, int version);

    @Query(
            "from Version where collectionId = :collection and sha256 = :sha256 and restoredFrom is null")
    Optional<VersionEntity> byBytes(UUID collection, String sha256);

    @Query("update Version set collectionId = :to where documentId in :documents")
    int move(Collection<UUID> documents, UUID to);

    @Query("update Version set jobId = :job where documentId in :documents")
    int rejoin(Collection<UUID> documents, UUID job);

    @Query("from Version where documentId = :document order by version desc")
    List<VersionEntity> of(UUID document);

    /** Bytes of the largest version that a document has by a job; 0 without any. */
    @Query(
            "select coalesce(max(v.size), 0) from Version v where v.documentId = :document and"
                    + " v.jobId = :job")
    long largest(UUID document, UUID job);

    @Query("from Version where documentId in :documents")
    List<VersionEntity> of(Collection<UUID> documents);

    @Query(
            "update Version set state = 'indexed', reason = null, detail = null, mediaType ="
                    + " :mediaType, pages = :pages, passages = :passages, recognised = :recognised,"
                    + " meanConfidence = :meanConfidence where documentId = :document and version ="
                    + " :version")
    int indexed(
            UUID document,
            int version,
            String mediaType,
            int pages,
            int passages,
            boolean recognised,
            @Nullable Float meanConfidence);

    @Query(
            "update Version set title = :title, author = :author, writtenAt = :writtenAt, language"
                    + " = :language where documentId = :document and version = :version")
    int describe(
            UUID document,
            int version,
            @Nullable String title,
            @Nullable String author,
            @Nullable Instant writtenAt,
            @Nullable String language);

    @Query(
            "update Version set state = :state, reason = :reason, detail = :detail where documentId"
                    + " = :document and version = :version")
    int move(
            UUID document,
            int version,
            String state,
            @Nullable String reason,
            @Nullable String detail);

    /** Lets a version be read that was to be set aside unread. */
    @Query(
            "update Version set refused = null, state = 'processing', reason = null, detail = null"
                    + " where documentId = :document and version = :version and refused is not null"
                    + " and state = 'quarantined'")
    int admit(UUID document, int version);

    @Query("from Version where state = 'quarantined' and reason = :reason")
    List<VersionEntity> quarantined(String reason);

    /** Lets a version be tried again that was set aside for this reason. */
    @Query(
            "update Version set state = 'processing', reason = null, detail = null where documentId"
                    + " = :document and version = :version and state = 'quarantined' and reason ="
                    + " :reason")
    int again(UUID document, int version, String reason);

    @Query(
            "select v.version from Version v join Document d on d.id = v.documentId where"
                    + " v.documentId = :document and v.version = :version and v.state = 'indexed'"
                    + " and (d.searchableVersion is null or d.searchableVersion <> v.version)")
    Optional<Integer> superseded(UUID document, int version);

    @Query(
            "select distinct d.collectionId from Version v join Document d on d.id = v.documentId"
                    + " where v.state = 'indexed' and (d.searchableVersion is null or"
                    + " d.searchableVersion <> v.version)")
    List<UUID> collectionsWithSuperseded();

    @Query(
            "select v.documentId, v.version from Version v join Document d on d.id = v.documentId"
                    + " where d.collectionId = :collection and v.state = 'indexed' and"
                    + " (d.searchableVersion is null or d.searchableVersion <> v.version)")
    List<Superseded> supersededIn(UUID collection);

    @Query("delete from Passage where documentId = :document and version = :version")
    int deletePassages(UUID document, int version);

    @Query("from Passage where documentId = :document and version = :version order by ordinal")
    List<PassageEntity> passages(UUID document, int version);
}
