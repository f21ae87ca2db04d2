package org.carrel.answer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code answer_record}; its content is an {@link AnswerRecord}. */
@Entity(name = "AnswerRecord")
@Table(name = "answer_record")
@NullUnmarked
class AnswerRecordEntity {

    @Id UUID id;

    String asker;

    @Column(name = "created_at")
    Instant createdAt;

    byte[] sealed;
}
