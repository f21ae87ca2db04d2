package org.carrel.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** That one person, or everybody with one role, belongs to a collection. */
@Entity(name = "Membership")
@Table(name = "membership")
@IdClass(MembershipEntity.Key.class)
@NullUnmarked
class MembershipEntity {

    static final String SUBJECT = "subject";
    static final String ROLE = "role";

    @Id
    @Column(name = "collection_id")
    UUID collectionId;

    @Id
    @Column(name = "principal_kind")
    String principalKind;

    @Id String principal;

    @Column(name = "granted_by")
    String grantedBy;

    @Column(name = "granted_at")
    Instant grantedAt;

    record Key(UUID collectionId, String principalKind, String principal) implements Serializable {}
}
