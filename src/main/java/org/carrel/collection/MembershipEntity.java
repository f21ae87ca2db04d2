package org.carrel.collection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** That a person, everybody with a role, or everybody in a group belongs to a collection. */
@Entity(name = "Membership")
@Table(name = "membership")
@IdClass(MembershipEntity.Key.class)
@NullUnmarked
class MembershipEntity {

    @Id
    @Column(name = "collection_id")
    UUID collectionId;

    @Id
    @Column(name = "principal_kind")
    String principalKind;

    @Id String principal;

    UUID id;

    boolean steward;

    String reason;

    @Column(name = "granted_by")
    String grantedBy;

    @Column(name = "granted_at")
    Instant grantedAt;

    @Column(name = "ends_at")
    Instant endsAt;

    record Key(UUID collectionId, String principalKind, String principal) implements Serializable {}
}
