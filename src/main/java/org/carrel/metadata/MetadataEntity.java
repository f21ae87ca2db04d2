package org.carrel.metadata;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A guess and a word about one field of one document. Either may be missing. */
@Entity(name = "Metadata")
@Table(name = "document_metadata")
@IdClass(MetadataEntity.Key.class)
@NullUnmarked
class MetadataEntity {

    @Id
    @Column(name = "document_id")
    UUID documentId;

    @Id String field;

    /** JSON: a string or an array of strings. */
    String guess;

    Float confidence;

    @Column(name = "guess_version")
    Integer guessVersion;

    @Column(name = "start_offset")
    Integer start;

    @Column(name = "end_offset")
    Integer end;

    /** JSON: a string, an array of strings, or null for none. */
    String said;

    @Column(name = "said_by")
    String saidBy;

    @Column(name = "said_at")
    Instant saidAt;

    record Key(UUID documentId, String field) implements Serializable {}
}
