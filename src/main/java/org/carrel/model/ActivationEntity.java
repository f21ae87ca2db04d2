package org.carrel.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** That a model took over. */
@Entity(name = "ModelActivation")
@Table(name = "model_activation")
@NullUnmarked
class ActivationEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String model;

    @Column(name = "source_sha256")
    String sourceSha256;

    Long undoes;

    UUID evaluation;

    String override;

    @Column(name = "activated_by")
    String activatedBy;

    @Column(name = "activated_at")
    Instant activatedAt;
}
