package org.carrel.collection;

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

    /** The collection in which this one encloses restricted documents; null for a whole one. */
    UUID within;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;
}
