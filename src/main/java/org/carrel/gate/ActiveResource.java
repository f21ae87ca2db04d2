package org.carrel.gate;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.grant.StepUp;
import org.carrel.model.Activations;
import org.carrel.model.Catalogue;
import org.carrel.model.KnownModel;
import org.carrel.model.WorkBoard;
import org.carrel.model.WorkView;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The model that answers: what it is held against, and what takes its place. */
@Path("/api/v1/models")
@RolesAllowed("operator")
class ActiveResource {

    private final Access access;
    private final Catalogue catalogue;
    private final Activations activations;
    private final WorkBoard board;
    private final TakingOver takingOver;
    private final AuditLog audit;

    ActiveResource(
            Access access,
            Catalogue catalogue,
            Activations activations,
            WorkBoard board,
            TakingOver takingOver,
            AuditLog audit) {
        this.access = access;
        this.catalogue = catalogue;
        this.activations = activations;
        this.board = board;
        this.takingOver = takingOver;
        this.audit = audit;
    }

    /**
     * What is to answer.
     *
     * @param override why, where no evaluation lets it
     */
    record Wanted(
            @NotBlank @Size(max = 64) String name,
            @Size(min = 1, max = 500) @Nullable String override) {}

    /**
     * What answers.
     *
     * @param previous what going back leads to
     */
    record ActiveModel(String active, @Nullable String previous) {}

    /** Puts a model to the questions, and the active one too. */
    @POST
    @Path("{name}/evaluations")
    @Transactional
    public Response evaluate(String name) {
        KnownModel model = find(name);
        Openable.trialRefusal(model)
                .ifPresent(why -> {
                    throw Problems.conflict(why);
                });
        Caller caller = access.caller();
        WorkView work = board.evaluate(model.name(), caller.subject());
        audit.record(
                caller.event(
                        "model.order",
                        Outcome.SUCCESS,
                        null,
                        null,
                        Map.of("model", name, "work", work.id().toString())));
        return Response.accepted(work).location(work.address()).build();
    }

    /** Lets a model answer that has passed, or that there is a reason for. */
    @PUT
    @Path("active")
    @StepUp
    public ActiveModel activate(@Valid @NotNull Wanted wanted) {
        KnownModel model = find(wanted.name());
        takingOver.activate(model, wanted.override(), access.caller());
        return active();
    }

    /** Goes back to the model that answered before. */
    @POST
    @Path("active/rollback")
    @StepUp
    public ActiveModel rollback() {
        String previous =
                activations
                        .previous()
                        .orElseThrow(() -> Problems.conflict("No model answered before this one."));
        takingOver.goBack(find(previous), access.caller());
        return active();
    }

    private ActiveModel active() {
        return new ActiveModel(
                activations.active().orElseThrow(), activations.previous().orElse(null));
    }

    private KnownModel find(String name) {
        return catalogue.find(name).orElseThrow(() -> Problems.notFound("model"));
    }
}
