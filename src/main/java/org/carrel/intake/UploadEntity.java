package org.carrel.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A file that comes in parts. */
@Entity(name = "ResumableUpload")
@Table(name = "resumable_upload")
@NullUnmarked
class UploadEntity {

    @Id UUID id;

    @Column(name = "collection_id")
    UUID collectionId;

    @Column(name = "created_by")
    String createdBy;

    String name;

    /** As the client stated it, to be given back. */
    String metadata;

    long length;

    /** Bytes that are safely on disk. */
    long received;

    /** The job that it is to be added to, if any. */
    @Column(name = "job_id")
    UUID jobId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    /** What became of it; null until it was whole. */
    @Column(name = "document_id")
    UUID documentId;

    @Column(name = "document_job")
    UUID documentJob;

    boolean isWhole() {
        return received == length;
    }
}
