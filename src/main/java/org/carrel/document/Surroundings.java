package org.carrel.document;

import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What documents lie in, what lies in them and what is like them, for the views that the API shows.
 */
@ApplicationScoped
class Surroundings {

    /** Attachments shown with a document; a count tells of the others. */
    private static final int MAX_SHOWN = 200;

    private final AttachmentRepository attachments;
    private final NearDuplicates duplicates;

    Surroundings(AttachmentRepository attachments, NearDuplicates duplicates) {
        this.attachments = attachments;
        this.duplicates = duplicates;
    }

    /**
     * A file within a file.
     *
     * @param name as the container states it, with its folders
     * @param state of that version of the document
     */
    record Found(UUID documentId, int version, String name, String state) {}

    /** A document that holds others. */
    record Container(UUID documentId, String name) {}

    /** How many files a version holds. */
    record Inside(UUID container, int version, long files) {}

    /** The container of a document. */
    record Named(UUID document, UUID container, String name) {}

    /** With its container, the files in it and the documents like it. */
    DocumentView view(Revision revision) {
        VersionEntity version = revision.version();
        return views(List.of(revision))
                .getFirst()
                .with(
                        attachments.in(version.documentId, version.version, Limit.of(MAX_SHOWN)),
                        duplicates.of(version.documentId));
    }

    /** With their containers and the number of files in them. */
    List<DocumentView> views(List<Revision> revisions) {
        if (revisions.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = revisions.stream().map(each -> each.document().id).toList();
        Map<UUID, Container> containers = new HashMap<>();
        for (Named named : attachments.containers(ids)) {
            containers.put(named.document(), new Container(named.container(), named.name()));
        }
        Map<VersionEntity.Key, Long> counts = new HashMap<>();
        for (Inside inside : attachments.counts(ids)) {
            counts.put(new VersionEntity.Key(inside.container(), inside.version()), inside.files());
        }
        return revisions.stream()
                .map(each ->
                        DocumentView.from(
                                each,
                                containers.get(each.document().id),
                                counts.getOrDefault(
                                        new VersionEntity.Key(
                                                each.document().id, each.version().version),
                                        0L)))
                .toList();
    }
}
