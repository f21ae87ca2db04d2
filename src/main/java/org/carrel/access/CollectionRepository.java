package org.carrel.access;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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

    @Query("select c.name from Collection c where c.id in :ids order by c.createdAt, c.id")
    List<String> names(Collection<UUID> ids, Limit limit);

    @Query("from Collection c where c.name = :name")
    List<CollectionEntity> named(String name);

    @Query(
            "select m.collectionId from Membership m where (m.principalKind = 'subject' and"
                    + " m.principal = :subject) or (m.principalKind = 'role' and m.principal in"
                    + " :roles)")
    List<UUID> readableBy(String subject, Collection<String> roles);
}
