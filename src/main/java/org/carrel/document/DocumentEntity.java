package org.carrel.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A document's row. */
@Entity(name = "Document")
@Table(name = "document")
@NullUnmarked
class DocumentEntity {

    static final String PROCESSING = "processing";
    static final String INDEXED = "indexed";
    static final String QUARANTINED = "quarantined";

    /** Until extraction has looked at the bytes: a stated type is not believed. */
    static final String UNKNOWN_TYPE = "application/octet-stream";

    @Id UUID id;

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

    int pages;

    int passages;

    int version;

    @Column(name = "wrapped_key")
    byte[] wrappedKey;

    @Column(name = "job_id")
    UUID jobId;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;
}
