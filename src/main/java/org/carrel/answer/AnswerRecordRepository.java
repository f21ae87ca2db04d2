package org.carrel.answer;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Repository;
import java.util.Optional;
import java.util.UUID;

@Repository
interface AnswerRecordRepository {

    @Insert
    void insert(AnswerRecordEntity record);

    @Find
    Optional<AnswerRecordEntity> byId(UUID id);
}
