package org.carrel.document;

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
interface DocumentRepository {

    @Insert
    void insert(DocumentEntity document);

    @Insert
    void insertAll(List<PassageEntity> passages);

    @Find
    Optional<DocumentEntity> byId(UUID id);

    @Find
    Optional<DocumentEntity> byBytes(UUID collectionId, String sha256);

    @Query("from Document where collectionId = :collection order by createdAt, id")
    List<DocumentEntity> first(UUID collection, Limit limit);

    @Query(
            "from Document where collectionId = :collection and (createdAt > :createdAt or"
                    + " (createdAt = :createdAt and id > :id)) order by createdAt, id")
    List<DocumentEntity> after(UUID collection, Instant createdAt, UUID id, Limit limit);

    @Query("select count(d) from Document d")
    long count();

    @Query("select d.id from Document d where d.id in :ids")
    List<UUID> known(Collection<UUID> ids);

    @Query("select distinct d.collectionId from Document d where d.state = 'indexed'")
    List<UUID> collectionsWithIndexed();

    @Query("select d.id from Document d where d.state = 'indexed' and d.collectionId = :collection")
    List<UUID> indexedIn(UUID collection);

    @Query(
            "update Document set state = 'indexed', reason = null, detail = null, mediaType ="
                    + " :mediaType, pages = :pages, passages = :passages where id = :id")
    int indexed(UUID id, String mediaType, int pages, int passages);

    @Query("update Document set state = :state, reason = :reason, detail = :detail where id = :id")
    int move(UUID id, String state, @Nullable String reason, @Nullable String detail);

    @Query("update Document set version = version where id = :id and state = 'indexed'")
    int lockIndexed(UUID id);

    @Query("delete from Passage where documentId = :document")
    int deletePassages(UUID document);

    @Query("from Passage where documentId = :document and version = :version order by ordinal")
    List<PassageEntity> passages(UUID document, int version);
}
