package org.carrel.document;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carrel.document.Surroundings.Found;
import org.carrel.document.Surroundings.Inside;
import org.carrel.document.Surroundings.Named;

@Repository
interface AttachmentRepository {

    @Insert
    void insert(AttachmentEntity attachment);

    @Find
    Optional<AttachmentEntity> byId(UUID containerId, int containerVersion, int ordinal);

    @Query(
            "select count(a) from Attached a where a.containerId = :container and"
                    + " a.containerVersion = :version and a.name = :name and a.ordinal < :ordinal")
    long before(UUID container, int version, String name, int ordinal);

    @Query(
            "select a.documentId, a.version, a.name, v.state from Attached a join Version v on"
                    + " v.documentId = a.documentId and v.version = a.version join Document c on"
                    + " c.id = a.containerId and c.collectionId = v.collectionId where a.containerId ="
                    + " :container and a.containerVersion = :version order by a.ordinal")
    List<Found> in(UUID container, int version, Limit limit);

    @Query(
            "select a.containerId, a.containerVersion, count(a) from Attached a join Document c on c.id ="
                    + " a.containerId join Document d on d.id = a.documentId and d.collectionId ="
                    + " c.collectionId where a.containerId in :containers group by a.containerId, a.containerVersion")
    List<Inside> counts(Collection<UUID> containers);

    @Query(
            "select c.id, p.id, p.name from Document c join Document p on p.id = c.parentId and"
                    + " p.collectionId = c.collectionId where c.id in :documents")
    List<Named> containers(Collection<UUID> documents);

    @Query(
            "select count(v), coalesce(sum(v.size), 0) from Version v join Document d on d.id ="
                    + " v.documentId where d.rootId = :root and d.parentId is not null and v.jobId ="
                    + " :job")
    Expansion expansion(UUID root, UUID job);

    /**
     * What the files within a file came to so far, over all levels.
     *
     * @param size in bytes
     */
    record Expansion(long files, long size) {}
}
