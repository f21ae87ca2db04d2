package org.carrel.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** What was decided when a model was imported. */
@Entity(name = "TrustedModel")
@Table(name = "trusted_model")
@NullUnmarked
class TrustedModelEntity {

    static final String SIGNED = "signed";
    static final String UNSIGNED = "unsigned";

    @Id String name;

    @Column(name = "source_sha256")
    String sourceSha256;

    @Column(name = "description_sha256")
    String descriptionSha256;

    String trust;

    @Column(name = "key_id")
    String keyId;

    String published;

    String reason;

    @Column(name = "imported_by")
    String importedBy;

    @Column(name = "imported_at")
    Instant importedAt;
}
