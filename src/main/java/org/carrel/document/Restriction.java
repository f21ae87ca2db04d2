package org.carrel.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.StewardedCollection;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.collection.Enclosures;
import org.carrel.collection.Principal;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;

/**
 * Restricts documents to some of those who read their collection, by moving them into an enclosure
 * in it, and back. What was found within a file goes with it. Each change is one transaction; when
 * it returns, searches of the others find nothing of the document.
 */
@ApplicationScoped
class Restriction {

    private final Access access;
    private final DocumentRepository documents;
    private final VersionRepository versions;
    private final NearDuplicates duplicates;
    private final Enclosures enclosures;
    private final Event<DocumentsMoved> moved;
    private final AuditLog audit;

    Restriction(
            Access access,
            DocumentRepository documents,
            VersionRepository versions,
            NearDuplicates duplicates,
            Enclosures enclosures,
            Event<DocumentsMoved> moved,
            AuditLog audit) {
        this.access = access;
        this.documents = documents;
        this.versions = versions;
        this.duplicates = duplicates;
        this.enclosures = enclosures;
        this.moved = moved;
        this.audit = audit;
    }

    /**
     * Restricts a document to the caller and these readers, or changes to whom it is restricted.
     *
     * @throws org.carrel.problem.ProblemException forbidden for who is no steward of the
     *     collection; conflict for a file that was found in another, and while a version is in work
     */
    @Transactional
    public void set(UUID id, Collection<Principal> readers, String reason) {
        DocumentEntity document = held(id);
        StewardedCollection whole = stewarded(document);
        if (document.enclosedIn != null) {
            enclosures.readmit(document.collectionId, whole, readers, reason);
        } else {
            move(document, enclosures.open(whole, readers, reason), whole);
        }
        audit.record(
                whole.caller()
                        .event(
                                "document.restrict",
                                Outcome.SUCCESS,
                                whole.id(),
                                id,
                                Map.of("readers", Integer.toString(readers.size() + 1))),
                personal(readers, reason));
    }

    /**
     * Gives a document back to all who read its collection.
     *
     * @throws org.carrel.problem.ProblemException like {@link #set}; conflict also where the
     *     collection has the same bytes, or another document of the name, by now
     */
    @Transactional
    public void lift(UUID id) {
        DocumentEntity document = held(id);
        StewardedCollection whole = stewarded(document);
        if (document.enclosedIn == null) {
            return;
        }
        requireRoom(document, whole.id());
        UUID enclosure = document.collectionId;
        move(document, whole.id(), whole);
        enclosures.close(enclosure);
        audit.record(
                whole.caller()
                        .event("document.unrestrict", Outcome.SUCCESS, whole.id(), id, Map.of()));
    }

    /** The document, whose row and whose files' rows are held. */
    private DocumentEntity held(UUID id) {
        documents.lockTree(id);
        return documents.byId(id).orElseThrow(() -> Problems.notFound("document"));
    }

    private StewardedCollection stewarded(DocumentEntity document) {
        return access.stewarded(
                document.enclosedIn == null ? document.collectionId : document.enclosedIn);
    }

    private void move(DocumentEntity root, UUID to, StewardedCollection whole) {
        if (!root.id.equals(root.rootId)) {
            throw Problems.conflict(
                    "It was found in another file: restrict that one, and it goes with it.");
        }
        List<DocumentEntity> tree = documents.tree(root.id);
        List<UUID> ids = tree.stream().map(each -> each.id).toList();
        List<VersionEntity> all = versions.of(ids);
        if (all.stream().anyMatch(each -> each.state.equals(VersionEntity.PROCESSING))) {
            throw Problems.conflict("It is in work; try again when it has ended.");
        }
        documents.move(root.id, to);
        versions.move(ids, to);
        ids.forEach(duplicates::left);
        moved.fire(
                new DocumentsMoved(
                        root.collectionId,
                        to,
                        whole.caller().subject(),
                        ids,
                        all.stream()
                                .filter(each -> isSuperseded(each, tree))
                                .map(each -> new Superseded(each.documentId, each.version))
                                .toList()));
    }

    private static boolean isSuperseded(VersionEntity version, List<DocumentEntity> tree) {
        return version.state.equals(VersionEntity.INDEXED)
                && tree.stream()
                        .filter(each -> each.id.equals(version.documentId))
                        .noneMatch(each ->
                                Integer.valueOf(version.version).equals(each.searchableVersion));
    }

    private void requireRoom(DocumentEntity root, UUID whole) {
        List<UUID> ids = documents.tree(root.id).stream().map(each -> each.id).toList();
        boolean sameBytes =
                versions.of(ids).stream()
                        .filter(each -> each.restoredFrom == null)
                        .anyMatch(each -> versions.byBytes(whole, each.sha256).isPresent());
        if (sameBytes || documents.byPath(whole, root.path).isPresent()) {
            throw Problems.conflict(
                    "The collection has a document of the same name or bytes by now.");
        }
    }

    /** One reader can be named in an entry; of several their number says enough. */
    private static Personal[] personal(Collection<Principal> readers, String reason) {
        Personal why = Personal.ofActor("reason", reason);
        return readers.size() == 1
                ? new Personal[] {why, readers.iterator().next().personal()}
                : new Personal[] {why};
    }
}
