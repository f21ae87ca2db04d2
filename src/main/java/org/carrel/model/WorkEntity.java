package org.carrel.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** An import or an evaluation. */
@Entity(name = "ModelWork")
@Table(name = "model_work")
@NullUnmarked
class WorkEntity {

    @Id UUID id;

    String kind;

    String model;

    String source;

    String base;

    String reason;

    String state;

    String stage;

    long done;

    long total;

    String failure;

    String result;

    @Column(name = "ordered_by")
    String orderedBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "ended_at")
    Instant endedAt;
}
