package org.carrel.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** That a version of a document was found as the n-th file in a version of another. */
@Entity(name = "Attached")
@Table(name = "attachment")
@IdClass(AttachmentEntity.Key.class)
@NullUnmarked
class AttachmentEntity {

    @Id
    @Column(name = "container_id")
    UUID containerId;

    @Id
    @Column(name = "container_version")
    int containerVersion;

    @Id int ordinal;

    @Column(name = "document_id")
    UUID documentId;

    int version;

    String name;

    record Key(UUID containerId, int containerVersion, int ordinal) implements Serializable {}
}
