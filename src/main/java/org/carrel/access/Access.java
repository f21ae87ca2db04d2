package org.carrel.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.Principal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Decides what the caller of the current request may read and write. */
@ApplicationScoped
public class Access {

    private static final String PURPOSE_HEADER = "Purpose-Of-Use";

    private final SecurityIdentity identity;
    private final HttpHeaders headers;
    private final Memberships memberships;
    private final AuditLog audit;

    Access(
            SecurityIdentity identity,
            HttpHeaders headers,
            Memberships memberships,
            AuditLog audit) {
        this.identity = identity;
        this.headers = headers;
        this.memberships = memberships;
        this.audit = audit;
    }

    /** Who is asking. */
    public Caller caller() {
        Principal principal = identity.getPrincipal();
        String name = principal.getName();
        if (principal instanceof JsonWebToken token
                && token.getClaim("preferred_username") instanceof String preferred) {
            name = preferred;
        }
        return new Caller(principal.getName(), name, identity.getRoles(), purpose());
    }

    /** Everything the caller may read. */
    public ReadableCollections readable() {
        Caller caller = caller();
        return new ReadableCollections(caller, memberships.of(caller));
    }

    /**
     * The named collections, each of which the caller must be allowed to read.
     *
     * @param wanted null for everything the caller may read
     * @throws org.carrel.problem.ProblemException not-found when one is not there or not for them
     */
    public ReadableCollections readable(@Nullable Collection<UUID> wanted) {
        ReadableCollections all = readable();
        if (wanted == null) {
            return all;
        }
        Set<UUID> ids = new HashSet<>(wanted);
        for (UUID id : ids) {
            require(all, id);
        }
        return new ReadableCollections(all.caller(), ids);
    }

    /**
     * A collection to add to. Members may add.
     *
     * @throws org.carrel.problem.ProblemException not-found when it is not there or not for them
     */
    public WritableCollection writable(UUID collection) {
        ReadableCollections all = readable();
        require(all, collection);
        return new WritableCollection(all.caller(), collection);
    }

    /**
     * The collections whoever's they are, for one who answers for the audit log: to show again what
     * was shown. The caller of this records it.
     *
     * @throws org.carrel.problem.ProblemException forbidden without the role compliance
     */
    public ReadableCollections inspected(Collection<UUID> collections) {
        Caller caller = caller();
        if (!caller.roles().contains("compliance")) {
            throw Problems.forbidden("This takes the role compliance.");
        }
        return new ReadableCollections(caller, Set.copyOf(collections));
    }

    /** What the collections are called, oldest first. */
    public List<String> names(ReadableCollections scope, int most) {
        return memberships.names(scope.ids(), most);
    }

    /** What is asked, for the audit log. */
    public Personal question(ReadableCollections scope, String text) {
        return concerning(scope, "question", text);
    }

    /** What the audit log is to say of the patient, where there is just one, else of the caller. */
    public Personal concerning(ReadableCollections scope, String field, String value) {
        UUID only = scope.only();
        return only != null && memberships.isPatient(only)
                ? Personal.ofPatient(field, value, only)
                : Personal.ofActor(field, value);
    }

    private void require(ReadableCollections all, UUID collection) {
        if (!all.contains(collection)) {
            audit.recordNow(
                    all.caller()
                            .event("access.denied", Outcome.DENIED, collection, null, Map.of()));
            throw Problems.notFound("collection");
        }
    }

    private @Nullable PurposeOfUse purpose() {
        String stated = headers.getHeaderString(PURPOSE_HEADER);
        if (stated == null || stated.isBlank()) {
            return null;
        }
        for (PurposeOfUse purpose : PurposeOfUse.values()) {
            if (purpose.name().equals(stated.strip().toUpperCase(Locale.ROOT))) {
                return purpose;
            }
        }
        throw Problems.invalid("The header Purpose-Of-Use holds a code that is not known here.");
    }
}
