package org.carrel.collection;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Repository
interface BreakGlassRepository {

    @Insert
    void insert(BreakGlassEntity emergency);

    @Find
    Optional<BreakGlassEntity> byId(UUID id);

    /** Latest first. */
    @Query("from BreakGlass where (:every = true or reviewedAt is null) order by openedAt desc, id")
    List<BreakGlassEntity> list(boolean every, Limit limit);

    @Query(
            "update BreakGlass set endedAt = :now where id = :id and endedAt is null and endsAt > :now")
    int end(UUID id, Instant now);

    @Query(
            "update BreakGlass set verdict = :verdict, note = :note, reviewedBy = :by, reviewedAt ="
                    + " :now where id = :id and reviewedAt is null")
    int review(UUID id, String verdict, String note, String by, Instant now);
}
