package org.carrel.collection;

import jakarta.annotation.security.RolesAllowed;
import jakarta.data.Limit;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carrel.access.Access;
import org.carrel.access.People;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.grant.StepUp;
import org.jspecify.annotations.Nullable;

/** Emergency access: opened by clinicians, reviewed by compliance. */
@Path("/api/v1/break-glass")
class BreakGlassResource {

    private static final int MOST = 1_000;
    private static final long ALL_DAY = 24 * 60;

    private final Access access;
    private final BreakGlass breakGlass;
    private final BreakGlassRepository emergencies;
    private final CollectionRepository collections;
    private final People people;
    private final AuditLog audit;

    BreakGlassResource(
            Access access,
            BreakGlass breakGlass,
            BreakGlassRepository emergencies,
            CollectionRepository collections,
            People people,
            AuditLog audit) {
        this.access = access;
        this.breakGlass = breakGlass;
        this.emergencies = emergencies;
        this.collections = collections;
        this.people = people;
        this.audit = audit;
    }

    /**
     * An emergency.
     *
     * @param name of the patient's collection, exactly
     * @param reason why it cannot wait
     * @param attested that the caller knows that it is recorded and reviewed
     * @param minutes for which it is wanted; what is allowed if left out
     */
    record Emergency(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(min = 10, max = 500) String reason,
            @AssertTrue(message = "must be true") boolean attested,
            @Nullable @Min(1) @Max(ALL_DAY) Long minutes) {}

    /** Emergency access as the one who has it sees it. */
    record OpenedView(UUID id, UUID collectionId, Instant openedAt, Instant endsAt) {}

    /** What a review says. */
    record Review(
            @NotNull
                    @Pattern(
                            regexp = "justified|unjustified",
                            message = "must be justified or unjustified")
                    String verdict,
            @NotBlank @Size(max = 2_000) String note) {}

    /**
     * Emergency access as compliance sees it.
     *
     * @param name of who has it, if they signed in before
     * @param endedAt given back, or taken away by the review, before its end
     */
    record EmergencyView(
            UUID id,
            UUID collectionId,
            String collection,
            String subject,
            @Nullable String name,
            String reason,
            Instant openedAt,
            Instant endsAt,
            @Nullable Instant endedAt,
            @Nullable String verdict,
            @Nullable String note,
            @Nullable String reviewedBy,
            @Nullable Instant reviewedAt) {}

    /** Emergencies, latest first; 1,000 at most. */
    record EmergencyList(List<EmergencyView> items) {}

    @POST
    @RolesAllowed("clinician")
    @StepUp
    @Transactional
    public Response open(@Valid @NotNull Emergency emergency) {
        Long minutes = emergency.minutes();
        BreakGlassEntity opened =
                breakGlass.open(
                        emergency.name().strip(),
                        emergency.reason().strip(),
                        minutes == null ? ALL_DAY : minutes);
        return Response.created(URI.create("/api/v1/break-glass/" + opened.id))
                .entity(
                        new OpenedView(
                                opened.id, opened.collectionId, opened.openedAt, opened.endsAt))
                .build();
    }

    /** Gives one's own emergency access back. */
    @DELETE
    @Path("{id}")
    @RolesAllowed("clinician")
    @Transactional
    public void end(UUID id) {
        breakGlass.end(id);
    }

    /** Those that wait for a review, or all. */
    @GET
    @RolesAllowed("compliance")
    @Transactional
    public EmergencyList list(@QueryParam("all") boolean all) {
        EmergencyList list = new EmergencyList(views(emergencies.list(all, Limit.of(MOST))));
        audit.record(
                access.caller().event("breakglass.list", Outcome.SUCCESS, null, null, Map.of()));
        return list;
    }

    @POST
    @Path("{id}/review")
    @RolesAllowed("compliance")
    @Transactional
    public EmergencyView review(UUID id, @Valid @NotNull Review review) {
        BreakGlassEntity reviewed =
                breakGlass.review(id, review.verdict().equals("justified"), review.note().strip());
        return views(List.of(reviewed)).getFirst();
    }

    private List<EmergencyView> views(List<BreakGlassEntity> found) {
        Map<String, String> names =
                people.names(
                        found.stream()
                                .flatMap(each -> Stream.of(each.subject, each.reviewedBy))
                                .filter(each -> each != null)
                                .collect(Collectors.toSet()));
        Map<UUID, String> called =
                collections.called(found.stream().map(each -> each.collectionId));
        return found.stream().map(each -> view(each, names, called)).toList();
    }

    private static EmergencyView view(
            BreakGlassEntity each, Map<String, String> names, Map<UUID, String> called) {
        return new EmergencyView(
                each.id,
                each.collectionId,
                called.getOrDefault(each.collectionId, ""),
                each.subject,
                names.get(each.subject),
                each.reason,
                each.openedAt,
                each.endsAt,
                each.endedAt,
                each.verdict,
                each.note,
                each.reviewedBy == null
                        ? null
                        : names.getOrDefault(each.reviewedBy, each.reviewedBy),
                each.reviewedAt);
    }
}
