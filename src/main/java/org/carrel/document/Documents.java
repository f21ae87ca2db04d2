package org.carrel.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Passage;
import org.carrel.ingest.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * Documents for the indexing pipeline, which acts for nobody: no access is decided here. What
 * changes a document takes part in the caller's transaction.
 */
@ApplicationScoped
@Transactional
public class Documents {

    private final DocumentRepository documents;
    private final VersionRepository versions;
    private final Event<ExtractionWanted> wanted;

    Documents(
            DocumentRepository documents,
            VersionRepository versions,
            Event<ExtractionWanted> wanted) {
        this.documents = documents;
        this.versions = versions;
        this.wanted = wanted;
    }

    /**
     * What became of a version that was indexed.
     *
     * @param current whether searches are to find it: false when a later version is found already
     * @param superseded which indexed version searches do not find since: the one before, or this
     *     very one when it came late; empty without any
     */
    public record Entered(boolean current, OptionalInt superseded) {}

    public Optional<StoredDocument> find(UUID id, int version) {
        return documents
                .byId(id)
                .flatMap(document ->
                        versions.byId(id, version)
                                .map(found -> new Revision(document, found))
                                .map(StoredDocument::from));
    }

    /** What documents are called, for display. */
    public Map<UUID, String> names(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return documents.names(ids).stream()
                .collect(
                        Collectors.toMap(
                                DocumentRepository.Named::id, DocumentRepository.Named::name));
    }

    /** The version that searches find. */
    public Optional<StoredDocument> searchable(UUID id) {
        return documents
                .byId(id)
                .map(document -> document.searchableVersion)
                .flatMap(version -> find(id, version));
    }

    /**
     * Enters what was found in a version. The document's row is held until the transaction ends.
     *
     * @return what that makes of the document's versions
     */
    public Entered indexed(StoredDocument document, Extracted extracted) {
        documents.lock(document.id());
        Integer before =
                documents.byId(document.id()).map(found -> found.searchableVersion).orElse(null);
        versions.deletePassages(document.id(), document.version());
        versions.insertAll(
                extracted.passages().stream()
                        .map(passage ->
                                PassageEntity.of(document.id(), document.version(), passage))
                        .toList());
        Recognition recognition = Recognition.of(extracted);
        versions.indexed(
                document.id(),
                document.version(),
                extracted.mediaType(),
                extracted.pages().size(),
                extracted.passages().size(),
                recognition.any(),
                recognition.meanConfidence());
        versions.describe(
                document.id(),
                document.version(),
                extracted.properties().title(),
                extracted.properties().author(),
                extracted.properties().created(),
                extracted.properties().language());
        boolean current = documents.searchable(document.id(), document.version()) == 1;
        if (before == null || before == document.version()) {
            return new Entered(current, OptionalInt.empty());
        }
        return new Entered(current, OptionalInt.of(current ? before : document.version()));
    }

    /**
     * Sets a version aside. An earlier one that searches find is found as before.
     *
     * @return whether searches found this very version, which they no longer may
     */
    public boolean quarantined(UUID document, int version, String reason, String detail) {
        versions.move(document, version, VersionEntity.QUARANTINED, reason, detail);
        return documents.notSearchable(document, version) == 1;
    }

    /** A version is to be tried again. */
    public void processing(UUID document, int version) {
        versions.move(document, version, VersionEntity.PROCESSING, null, null);
    }

    /**
     * Has versions tried again that were set aside for a reason that may be gone.
     *
     * @return how many
     */
    public int again(RefusalReason reason) {
        int queued = 0;
        for (VersionEntity version : versions.quarantined(reason.name())) {
            if (versions.again(version.documentId, version.version, reason.name()) == 1) {
                wanted.fire(ExtractionWanted.of(version));
                queued++;
            }
        }
        return queued;
    }

    /**
     * Holds the document's row until the transaction ends.
     *
     * @return whether searches are to find this version of it, in this collection
     */
    public boolean lockSearchable(StoredDocument document) {
        return documents.lockSearchable(document.id(), document.version(), document.collectionId())
                == 1;
    }

    /** Where a document is kept; empty when there is none. Decides no access. */
    public Optional<UUID> collectionOf(UUID id) {
        return documents.byId(id).map(document -> document.collectionId);
    }

    /** Holds the document's row until the transaction ends. */
    public void lock(UUID id) {
        documents.lock(id);
    }

    /** They belong to another job from now on. */
    public void rejoin(Collection<UUID> moved, UUID job) {
        versions.rejoin(moved, job);
    }

    /** Enters what lists show and filter by. The caller holds the document's row. */
    public void described(
            UUID id, @Nullable String type, @Nullable LocalDate dated, @Nullable String language) {
        documents.described(id, type, dated, language);
    }

    /** A version that is indexed and that searches find only when asked for all. */
    public Optional<StoredDocument> superseded(UUID id, int version) {
        return versions.superseded(id, version).flatMap(found -> find(id, version));
    }

    /** Collections that hold a version that was superseded. */
    public List<UUID> collectionsWithSuperseded() {
        return versions.collectionsWithSuperseded();
    }

    /** The versions of a collection's documents that were superseded. */
    public List<Superseded> supersededIn(UUID collection) {
        return versions.supersededIn(collection);
    }

    /** The passages as they were indexed, cut anew from the text. */
    public List<Passage> passages(StoredDocument document, StoredText text) {
        return versions.passages(document.id(), document.version()).stream()
                .map(anchor ->
                        new Passage(
                                anchor.ordinal,
                                anchor.page,
                                anchor.start,
                                anchor.end,
                                text.text().substring(anchor.start, anchor.end),
                                text.pathAt(anchor.start)))
                .toList();
    }

    /** Collections that hold a document that searches find. */
    public List<UUID> collectionsWithIndexed() {
        return documents.collectionsWithIndexed();
    }

    /** The documents of a collection that searches find. */
    public List<UUID> indexedIn(UUID collection) {
        return documents.indexedIn(collection);
    }
}
