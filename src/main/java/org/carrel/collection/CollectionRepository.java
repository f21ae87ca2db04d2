package org.carrel.collection;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Repository
interface CollectionRepository {

    @Insert
    void insert(CollectionEntity collection);

    @Insert
    void insert(MembershipEntity membership);

    @Find
    Optional<CollectionEntity> byId(UUID id);

    @Query("from Collection c where c.id in :ids order by c.createdAt, c.id")
    List<CollectionEntity> in(Collection<UUID> ids);

    /** What they are called, by id. */
    default Map<UUID, String> called(Stream<UUID> ids) {
        return in(ids.collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(each -> each.id, each -> each.name));
    }

    @Query(
            "from Collection c where c.within is null and locate(:part, lower(c.name)) > 0 order by c.name, c.id")
    List<CollectionEntity> holding(String part, Limit limit);

    @Query("from Collection c where c.within is null and c.kind = 'patient' and c.name = :name")
    List<CollectionEntity> patientsNamed(String name);

    @Query("from Membership m where m.collectionId = :collection order by m.grantedAt, m.principal")
    List<MembershipEntity> members(UUID collection);

    @Query("from Membership m where m.collectionId = :collection and m.id = :id")
    Optional<MembershipEntity> member(UUID collection, UUID id);

    @Query(
            "delete from Membership m where m.collectionId = :collection and m.principalKind = :kind and m.principal = :principal")
    int end(UUID collection, String kind, String principal);

    @Query("delete from Membership m where m.collectionId = :collection")
    int endAll(UUID collection);

    @Query(
            "select count(m) from Membership m where m.collectionId = :collection and m.steward = true and m.endsAt is null")
    long stewards(UUID collection);

    /** Holds the row until the transaction ends. */
    @Query("update Collection c set c.name = c.name where c.id = :id")
    int lock(UUID id);

    @Insert
    void insert(WallEntity wall);

    @Query(
            "from EthicalWall w where (:every = true or w.collectionId = :collection) order by w.raisedAt desc, w.id")
    List<WallEntity> walls(boolean every, UUID collection, Limit limit);

    @Query("from EthicalWall w where w.id = :id")
    Optional<WallEntity> wall(UUID id);

    @Query(
            "from EthicalWall w where w.collectionId = :collection and w.principalKind = :kind and w.principal = :principal")
    Optional<WallEntity> wall(UUID collection, String kind, String principal);

    @Query("delete from EthicalWall w where w.id = :id")
    int lift(UUID id);
}
