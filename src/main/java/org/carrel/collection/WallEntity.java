package org.carrel.collection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** That a person, a role or a group is barred from a collection, whatever else they hold. */
@Entity(name = "EthicalWall")
@Table(name = "ethical_wall")
@NullUnmarked
class WallEntity {

    @Id UUID id;

    @Column(name = "collection_id")
    UUID collectionId;

    @Column(name = "principal_kind")
    String principalKind;

    String principal;

    String reason;

    @Column(name = "raised_by")
    String raisedBy;

    @Column(name = "raised_at")
    Instant raisedAt;
}
