package org.carrel.collection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Access in an emergency to a patient's collection, and what the review said of it. */
@Entity(name = "BreakGlass")
@Table(name = "break_glass")
@NullUnmarked
class BreakGlassEntity {

    @Id UUID id;

    @Column(name = "collection_id")
    UUID collectionId;

    String subject;

    String reason;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "ends_at")
    Instant endsAt;

    @Column(name = "ended_at")
    Instant endedAt;

    String verdict;

    String note;

    @Column(name = "reviewed_by")
    String reviewedBy;

    @Column(name = "reviewed_at")
    Instant reviewedAt;
}
