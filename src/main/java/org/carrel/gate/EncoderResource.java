package org.carrel.gate;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.grant.StepUp;
import org.carrel.model.Catalogue;
import org.carrel.model.EncoderActivations;
import org.carrel.model.KnownModel;
import org.carrel.model.WorkBoard;
import org.carrel.model.WorkView;
import org.carrel.problem.Problems;
import org.carrel.search.Encoders;
import org.jspecify.annotations.Nullable;

/** The encoder that passages are found by, and what takes its place. */
@Path("/api/v1/models/encoder")
@RolesAllowed("operator")
class EncoderResource {

    private final Access access;
    private final Catalogue catalogue;
    private final EncoderActivations activations;
    private final Encoders encoders;
    private final Gate gate;
    private final WorkBoard board;
    private final AuditLog audit;

    EncoderResource(
            Access access,
            Catalogue catalogue,
            EncoderActivations activations,
            Encoders encoders,
            Gate gate,
            WorkBoard board,
            AuditLog audit) {
        this.access = access;
        this.catalogue = catalogue;
        this.activations = activations;
        this.encoders = encoders;
        this.gate = gate;
        this.board = board;
        this.audit = audit;
    }

    /**
     * What is to find.
     *
     * @param name of a model, or {@code shipped}
     * @param override why, where no evaluation lets it
     */
    record WantedEncoder(
            @NotBlank @Size(max = 64) String name,
            @Size(min = 1, max = 500) @Nullable String override) {}

    /**
     * What finds.
     *
     * @param active name of the encoder
     * @param next the work after which another finds
     */
    record CurrentEncoder(String active, @Nullable WorkView next) {}

    @GET
    @RolesAllowed({"operator", "compliance"})
    public CurrentEncoder current() {
        return new CurrentEncoder(activations.active(), board.encoding().orElse(null));
    }

    /**
     * Embeds everything by an encoder that has passed, or that there is a reason for; the one
     * before finds until that is done. It can be cancelled like other work.
     */
    @PUT
    @StepUp
    @Transactional
    public Response change(@Valid @NotNull WantedEncoder wanted) {
        if (activations.active().equals(wanted.name())) {
            throw Problems.conflict("Documents are found by this encoder already.");
        }
        Caller caller = access.caller();
        Map<String, String> details = new HashMap<>(Map.of("model", wanted.name()));
        if (!wanted.name().equals(EncoderActivations.SHIPPED)) {
            KnownModel model =
                    catalogue.find(wanted.name()).orElseThrow(() -> Problems.notFound("model"));
            requireUsable(model);
            details.put("sha256", model.sha256());
            details.putAll(grounds(model, wanted.override()));
        }
        WorkView work = board.encode(wanted.name(), wanted.override(), caller.subject());
        details.put("work", work.id().toString());
        audit.record(caller.event("encoder.order", Outcome.SUCCESS, null, null, details));
        return Response.accepted(work).location(work.address()).build();
    }

    private static void requireUsable(KnownModel model) {
        if (!model.description().makesVectors()) {
            throw Problems.conflict("This model is no encoder.");
        }
        Openable.distrust(model)
                .ifPresent(why -> {
                    throw Problems.conflict(why);
                });
    }

    private Map<String, String> grounds(KnownModel model, @Nullable String override) {
        Gate.Ruling ruling = gate.rule(model, encoders.current().model().description().sha256());
        if (!ruling.lets(override)) {
            throw Problems.conflict(ruling.why());
        }
        return ruling.grounds(override);
    }
}
