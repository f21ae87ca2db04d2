package org.carrel.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.Principal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.access.ReadableCollections.Right;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Decides what the caller of the current request may read and write. */
@ApplicationScoped
public class Access {

    /** Names the emergency access by which an answer came about; on such answers alone. */
    public static final String BREAK_GLASS_HEADER = "Carrel-Break-Glass";

    private static final String COMPLIANCE = "compliance";
    private static final String PURPOSE_HEADER = "Purpose-Of-Use";
    private static final String PURPOSE_IN_BODY = "org.carrel.access.purpose";

    private final SecurityIdentity identity;
    private final HttpHeaders headers;
    private final RoutingContext http;
    private final Memberships memberships;
    private final AuditLog audit;

    Access(
            SecurityIdentity identity,
            HttpHeaders headers,
            RoutingContext http,
            Memberships memberships,
            AuditLog audit) {
        this.identity = identity;
        this.headers = headers;
        this.http = http;
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
        Set<String> groups =
                identity.getAttribute(ClaimedRoles.GROUPS) instanceof Set<?> found
                        ? strings(found)
                        : Set.of();
        return new Caller(principal.getName(), name, identity.getRoles(), groups, purpose(), null);
    }

    private static Set<String> strings(Set<?> values) {
        Set<String> strings = new HashSet<>();
        values.forEach(each -> strings.add(each.toString()));
        return strings;
    }

    /** Everything the caller may read. Before anything of it is shown, {@link #opened} it. */
    public ReadableCollections readable() {
        Caller caller = caller();
        return new ReadableCollections(caller, memberships.of(caller));
    }

    /**
     * The named collections, each of which the caller must be allowed to read, with the parts of
     * them that they may; opened.
     *
     * @param wanted null for everything the caller may read
     * @throws org.carrel.problem.ProblemException not-found when one is not there or not for them;
     *     purpose-required
     */
    public ReadableCollections readable(@Nullable Collection<UUID> wanted) {
        return opened(named(wanted));
    }

    /** Like {@link #readable(Collection)}, to show nothing that lies in them. */
    public ReadableCollections named(@Nullable Collection<UUID> wanted) {
        ReadableCollections all = readable();
        if (wanted == null) {
            return all;
        }
        for (UUID id : wanted) {
            require(all, id);
        }
        return all.narrowed(wanted);
    }

    /** What of these collections may be read and is about to be; opened. */
    public ReadableCollections opened(ReadableCollections scope, Collection<UUID> collections) {
        return opened(scope.narrowed(collections));
    }

    /**
     * What is about to be read. Patients' records are opened for a stated purpose (45 CFR
     * 164.506(c), 164.514(d)); an answer that emergency access made possible says so.
     *
     * @throws org.carrel.problem.ProblemException purpose-required
     */
    public ReadableCollections opened(ReadableCollections scope) {
        if (scope.anyPatients() && scope.caller().purpose() == null) {
            throw Problems.purposeRequired();
        }
        ReadableCollections opened = scope.withBreakGlass();
        UUID emergency = opened.caller().breakGlass();
        if (emergency != null && !http.response().headWritten()) {
            http.response().putHeader(BREAK_GLASS_HEADER, emergency.toString());
        }
        return opened;
    }

    /**
     * A collection to add to. Members may add.
     *
     * @throws org.carrel.problem.ProblemException not-found when it is not there or not for them
     */
    public WritableCollection writable(UUID collection) {
        ReadableCollections all = readable();
        require(all, collection);
        return new WritableCollection(
                all.narrowed(Set.of(collection)).withBreakGlass().caller(), collection);
    }

    /**
     * A whole collection whose members are to be changed.
     *
     * @throws org.carrel.problem.ProblemException not-found when it is not there or not for them;
     *     forbidden when they may read it and no more
     */
    public StewardedCollection stewarded(UUID collection) {
        ReadableCollections all = readable();
        if (all.caller().roles().contains(COMPLIANCE) && memberships.exists(collection)) {
            return new StewardedCollection(all.caller(), collection);
        }
        require(all, collection);
        if (!all.isSteward(collection) || all.isEnclosure(collection)) {
            throw Problems.forbidden("This takes a steward of the collection.");
        }
        return new StewardedCollection(all.caller(), collection);
    }

    /**
     * Any whole collection, to bar somebody from it or to see who reads it.
     *
     * @throws org.carrel.problem.ProblemException forbidden without the role compliance; not-found
     */
    public StewardedCollection overseen(UUID collection) {
        Caller caller = inspector();
        if (!memberships.exists(collection)) {
            throw Problems.notFound("collection");
        }
        return new StewardedCollection(caller, collection);
    }

    /**
     * The collections whoever's they are, for one who answers for the audit log: to show again what
     * was shown. The caller of this records it.
     *
     * @throws org.carrel.problem.ProblemException forbidden without the role compliance
     */
    public ReadableCollections inspected(Collection<UUID> collections) {
        Map<UUID, Right> rights = new HashMap<>();
        collections.forEach(each -> rights.put(each, Right.plain(each)));
        return new ReadableCollections(inspector(), rights);
    }

    private Caller inspector() {
        Caller caller = caller();
        if (!caller.roles().contains(COMPLIANCE)) {
            throw Problems.forbidden("This takes the role compliance.");
        }
        return caller;
    }

    /** What the collections are called, oldest first. */
    public List<String> names(ReadableCollections scope, int most) {
        return memberships.names(scope.roots(), most);
    }

    /** What is asked, for the audit log. */
    public Personal question(ReadableCollections scope, String text) {
        return concerning(scope, "question", text);
    }

    /** What the audit log is to say of the patient, where there is just one, else of the caller. */
    public Personal concerning(ReadableCollections scope, String field, String value) {
        UUID only = scope.only();
        return only != null && scope.anyPatients()
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

    /**
     * The purpose of use, for calls whose clients state it in the body.
     *
     * @throws org.carrel.problem.ProblemException invalid-request when the header states another
     */
    public void state(String purpose) {
        String header = headers.getHeaderString(PURPOSE_HEADER);
        if (header != null && !header.strip().equalsIgnoreCase(purpose.strip())) {
            throw Problems.invalid("The header Purpose-Of-Use and the body state two purposes.");
        }
        http.put(PURPOSE_IN_BODY, purpose);
    }

    private @Nullable PurposeOfUse purpose() {
        String stated = headers.getHeaderString(PURPOSE_HEADER);
        if (stated == null || stated.isBlank()) {
            stated = http.get(PURPOSE_IN_BODY);
        }
        if (stated == null || stated.isBlank()) {
            return null;
        }
        for (PurposeOfUse purpose : PurposeOfUse.values()) {
            if (purpose.name().equals(stated.strip().toUpperCase(Locale.ROOT))) {
                return purpose;
            }
        }
        throw Problems.invalid("The purpose of use is a code that is not known here.");
    }
}
