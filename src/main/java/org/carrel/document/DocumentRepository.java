package org.carrel.document;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Repository
interface DocumentRepository {

    /** What a document is called. */
    record Named(UUID id, String name) {}

    @Insert
    void insert(DocumentEntity document);

    @Find
    Optional<DocumentEntity> byId(UUID id);

    @Query("from Document where collectionId = :collection and parentId is null and path = :path")
    Optional<DocumentEntity> byPath(UUID collection, String path);

    /**
     * A page of those that a filter passes.
     *
     * @param type empty for any
     * @param dated whether from and to count
     * @param name a pattern for LIKE, in lower case, with ! before what is meant literally
     */
    @Query(
            "select d, v from Document d join Version v on v.documentId = d.id and v.version ="
                    + " d.version where d.collectionId in :collections and (d.createdAt > :createdAt"
                    + " or (d.createdAt = :createdAt and d.id > :id)) and (:type = '' or d.type ="
                    + " :type) and (:dated = false or d.dated between :from and :to) and"
                    + " lower(d.name) like :name escape '!' order by d.createdAt, d.id")
    List<Revision> after(
            Collection<UUID> collections,
            Instant createdAt,
            UUID id,
            String type,
            boolean dated,
            LocalDate from,
            LocalDate to,
            String name,
            Limit limit);

    @Query("update Document set type = :type, dated = :dated, language = :language where id = :id")
    int described(
            UUID id, @Nullable String type, @Nullable LocalDate dated, @Nullable String language);

    @Query("select d.id, d.name from Document d where d.id in :ids")
    List<Named> names(Collection<UUID> ids);

    @Query("select count(d) from Document d")
    long count();

    /** Also holds the row until the transaction ends. */
    @Query(
            "update Document set version = version + 1, name = :name where id = :id and version ="
                    + " :latest")
    int advance(UUID id, int latest, String name);

    /** What was found in another file counts from now on as handed in. */
    @Query("update Document set rootId = id, depth = 0 where id = :id")
    int uproot(UUID id);

    @Query("from Document where parentId = :parent and path = :path")
    Optional<DocumentEntity> child(UUID parent, String path);

    /** Holds the row until the transaction ends. */
    @Query("update Document set version = version where id = :id")
    int lock(UUID id);

    @Query(
            "update Document set searchableVersion = :version where id = :id and (searchableVersion"
                    + " is null or searchableVersion <= :version)")
    int searchable(UUID id, int version);

    /** Changes nothing, but holds the row until the transaction ends. */
    @Query(
            "update Document set searchableVersion = :version where id = :id and searchableVersion ="
                    + " :version and collectionId = :collection")
    int lockSearchable(UUID id, int version, UUID collection);

    @Query(
            "update Document set searchableVersion = null where id = :id and searchableVersion ="
                    + " :version")
    int notSearchable(UUID id, int version);

    /** A document and all that was found in it; the rows are held until the transaction ends. */
    @Query("update Document set rootId = rootId where rootId = :root")
    int lockTree(UUID root);

    @Query("from Document where rootId = :root order by depth, id")
    List<DocumentEntity> tree(UUID root);

    @Query("update Document set collectionId = :to where rootId = :root")
    int move(UUID root, UUID to);

    @Query("select distinct d.collectionId from Document d where d.searchableVersion is not null")
    List<UUID> collectionsWithIndexed();

    @Query(
            "select d.id from Document d where d.searchableVersion is not null and d.collectionId ="
                    + " :collection")
    List<UUID> indexedIn(UUID collection);
}
