package org.carrel.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.NullUnmarked;

/** What stays the same of a document while its content is replaced. */
@Entity(name = "Document")
@Table(name = "document")
@NullUnmarked
class DocumentEntity {

    @Id UUID id;

    @Column(name = "collection_id")
    UUID collectionId;

    /** The whole collection where the document's is an enclosure in it; else null. */
    @Formula("(select c.within from collection c where c.id = collection_id)")
    UUID enclosedIn;

    /** Of the latest version. */
    String name;

    /** By which an upload under the same name is known; unique among those of one parent. */
    String path;

    /** The file in which it was found first; null for one that was handed in. */
    @Column(name = "parent_id")
    UUID parentId;

    /** The outermost of its containers; itself for one that was handed in. */
    @Column(name = "root_id")
    UUID rootId;

    /** Containers around it. */
    int depth;

    /** The latest. */
    int version;

    /** The version that searches find; null while there is none. */
    @Column(name = "searchable_version")
    Integer searchableVersion;

    /** A {@link org.carrel.ingest.describe.DocumentType}'s id; null before it was indexed. */
    String type;

    LocalDate dated;

    /** ISO 639-1, of the text; what the file itself states is in the version. */
    String language;

    @Column(name = "wrapped_key")
    byte[] wrappedKey;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;
}
