package org.carrel.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A key whose signatures count, or counted. */
@Entity(name = "ModelKey")
@Table(name = "model_key")
@NullUnmarked
class ModelKeyEntity {

    @Id String id;

    String name;

    /** SubjectPublicKeyInfo. */
    @Column(name = "public_key")
    byte[] publicKey;

    @Column(name = "accepted_by")
    String acceptedBy;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    /** Null while it counts. */
    @Column(name = "withdrawn_at")
    Instant withdrawnAt;
}
