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

/** That all is embedded by an encoder, which finds from then on. */
@Entity(name = "EncoderActivation")
@Table(name = "encoder_activation")
@NullUnmarked
class EncoderActivationEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String model;

    @Column(name = "source_sha256")
    String sourceSha256;

    UUID work;

    @Column(name = "activated_at")
    Instant activatedAt;
}
