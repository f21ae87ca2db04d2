package org.carrel.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.carrel.ingest.Passage;
import org.jspecify.annotations.NullUnmarked;

/** Where a passage stands in the extracted text; its words are in the encrypted file alone. */
@Entity(name = "Passage")
@Table(name = "passage")
@IdClass(PassageEntity.Key.class)
@NullUnmarked
class PassageEntity {

    @Id
    @Column(name = "document_id")
    UUID documentId;

    @Id int version;

    @Id int ordinal;

    int page;

    @Column(name = "start_offset")
    int start;

    @Column(name = "end_offset")
    int end;

    static PassageEntity of(UUID document, int version, Passage passage) {
        PassageEntity entity = new PassageEntity();
        entity.documentId = document;
        entity.version = version;
        entity.ordinal = passage.ordinal();
        entity.page = passage.page();
        entity.start = passage.start();
        entity.end = passage.end();
        return entity;
    }

    record Key(UUID documentId, int version, int ordinal) implements Serializable {}
}
