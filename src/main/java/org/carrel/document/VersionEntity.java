package org.carrel.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** One content that a document has or had. */
@Entity(name = "Version")
@Table(name = "document_version")
@IdClass(VersionEntity.Key.class)
@NullUnmarked
class VersionEntity {

    static final String PROCESSING = "processing";
    static final String INDEXED = "indexed";
    static final String QUARANTINED = "quarantined";

    /** Until extraction has looked at the bytes: a stated type is not believed. */
    static final String UNKNOWN_TYPE = "application/octet-stream";

    @Id
    @Column(name = "document_id")
    UUID documentId;

    @Id int version;

    @Column(name = "collection_id")
    UUID collectionId;

    String name;

    @Column(name = "media_type")
    String mediaType;

    String sha256;

    long size;

    String state;

    String reason;

    String detail;

    /** A {@link org.carrel.ingest.RefusalReason} for which it is set aside unread; mostly null. */
    String refused;

    int pages;

    int passages;

    boolean recognised;

    @Column(name = "mean_confidence")
    Float meanConfidence;

    String title;

    String author;

    @Column(name = "written_at")
    Instant writtenAt;

    String language;

    @Column(name = "restored_from")
    Integer restoredFrom;

    @Column(name = "job_id")
    UUID jobId;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    record Key(UUID documentId, int version) implements Serializable {}
}
