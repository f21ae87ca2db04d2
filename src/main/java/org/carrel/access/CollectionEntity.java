package org.carrel.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A matter or a patient record. */
@Entity(name = "Collection")
@Table(name = "collection")
@NullUnmarked
class CollectionEntity {

    @Id UUID id;

    String name;

    String kind;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;
}
