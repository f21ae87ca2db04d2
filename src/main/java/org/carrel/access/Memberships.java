package org.carrel.access;

import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads memberships as they stand in PostgreSQL: nothing is cached, so a revocation is at once. */
@ApplicationScoped
class Memberships {

    private static final String PATIENT = "patient";

    private final CollectionRepository collections;

    Memberships(CollectionRepository collections) {
        this.collections = collections;
    }

    @Transactional
    Set<UUID> of(Caller caller) {
        return new HashSet<>(collections.readableBy(caller.subject(), caller.roles()));
    }

    @Transactional
    boolean isPatient(UUID collection) {
        return collections.byId(collection).filter(each -> PATIENT.equals(each.kind)).isPresent();
    }

    @Transactional
    List<String> names(Set<UUID> ids, int most) {
        return ids.isEmpty() ? List.of() : collections.names(ids, Limit.of(most));
    }
}
