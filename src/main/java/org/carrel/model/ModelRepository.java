package org.carrel.model;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Repository
interface ModelRepository {

    @Insert
    void insert(ModelKeyEntity key);

    @Find
    Optional<ModelKeyEntity> key(String id);

    @Query("from ModelKey order by acceptedAt desc, id")
    List<ModelKeyEntity> keys();

    @Query("update ModelKey set withdrawnAt = :now where id = :id and withdrawnAt is null")
    int withdraw(String id, Instant now);

    @Query(
            "update ModelKey set withdrawnAt = null, name = :name, acceptedBy = :by, acceptedAt ="
                    + " :now where id = :id and withdrawnAt is not null")
    int acceptAgain(String id, String name, String by, Instant now);

    @Insert
    void insert(TrustedModelEntity model);

    @Find
    Optional<TrustedModelEntity> model(String name);

    @Query("delete from TrustedModel where name = :name")
    int forget(String name);

    @Insert
    void insert(WorkEntity work);

    @Find
    Optional<WorkEntity> work(UUID id);

    @Query("from ModelWork order by createdAt desc, id")
    List<WorkEntity> newest(Limit limit);

    @Query("select count(*) from ModelWork where state in ('queued', 'running')")
    long open();

    @Query(
            "from ModelWork where model = :model and kind = 'evaluation' and state = 'succeeded'"
                    + " order by endedAt desc")
    List<WorkEntity> evaluations(String model, Limit limit);

    @Query(
            "update ModelWork set state = 'running', startedAt = :now, stage = null, done = 0,"
                    + " total = 0 where id = :id and state in ('queued', 'running')")
    int begin(UUID id, Instant now);

    @Query(
            "update ModelWork set stage = :stage, done = :done, total = :total where id = :id and"
                    + " state = 'running'")
    int progress(UUID id, String stage, long done, long total);

    @Query(
            "update ModelWork set state = :state, failure = :failure, result = :result, endedAt ="
                    + " :now where id = :id and state in ('queued', 'running')")
    int end(UUID id, String state, @Nullable String failure, @Nullable String result, Instant now);

    @Insert
    void insert(ActivationEntity activation);

    @Query("from ModelActivation order by id")
    List<ActivationEntity> activations();

    @Insert
    void insert(EncoderActivationEntity activation);

    @Query("from EncoderActivation order by id desc")
    List<EncoderActivationEntity> encoderActivations(Limit limit);

    @Query("from ModelWork where kind = 'encoding' and state in ('queued', 'running')")
    Optional<WorkEntity> encoding();
}
