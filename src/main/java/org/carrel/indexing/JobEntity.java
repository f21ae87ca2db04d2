package org.carrel.indexing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Work that was promised to a caller. */
@Entity(name = "Job")
@Table(name = "job")
@NullUnmarked
class JobEntity {

    @Id UUID id;

    @Column(name = "collection_id")
    UUID collectionId;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    /** Takes uploads, unless it was left alone for too long. */
    boolean open;

    @Column(name = "touched_at")
    Instant touchedAt;
}
