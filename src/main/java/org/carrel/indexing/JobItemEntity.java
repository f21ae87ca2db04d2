package org.carrel.indexing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** One version of a document in a job. */
@Entity(name = "JobItem")
@Table(name = "job_item")
@IdClass(JobItemEntity.Key.class)
@NullUnmarked
class JobItemEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Id
    @Column(name = "document_id")
    UUID documentId;

    @Id int version;

    String state;

    String reason;

    String detail;

    int run;

    int starts;

    /** Given by the database, in the order in which the items came. */
    @Column(insertable = false, updatable = false)
    long ordinal;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "ended_at")
    Instant endedAt;

    String stage;

    @Column(name = "stage_done")
    int stageDone;

    @Column(name = "stage_total")
    int stageTotal;

    Run run() {
        return new Run(jobId, documentId, version, run);
    }

    record Key(UUID jobId, UUID documentId, int version) implements Serializable {}
}
