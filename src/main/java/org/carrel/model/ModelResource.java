package org.carrel.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.io.FileUtils;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.grant.StepUp;
import org.carrel.models.trust.SignedManifest;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Brings models in, and removes them. */
@Path("/api/v1/models")
@RolesAllowed("operator")
class ModelResource {

    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

    /** They stand in addresses where a model's name does, or for Carrel's own encoder. */
    private static final Set<String> TAKEN =
            Set.of("active", "bom", "encoder", "imports", "keys", "shipped", "work");

    private final Access access;
    private final Catalogue catalogue;
    private final Activations activations;
    private final EncoderActivations encoders;
    private final Incoming incoming;
    private final WorkBoard board;
    private final Decisions decisions;
    private final AuditLog audit;

    ModelResource(
            Access access,
            Catalogue catalogue,
            Activations activations,
            EncoderActivations encoders,
            Incoming incoming,
            WorkBoard board,
            Decisions decisions,
            AuditLog audit) {
        this.access = access;
        this.catalogue = catalogue;
        this.activations = activations;
        this.encoders = encoders;
        this.incoming = incoming;
        this.board = board;
        this.decisions = decisions;
        this.audit = audit;
    }

    /**
     * What is to be imported.
     *
     * @param source below the folder of incoming models
     * @param name for the model; that of its manifest if it is left out
     * @param base what an adapter is merged into, likewise below that folder
     * @param unsigned why it is taken in although nobody signed for it
     */
    record NewImport(
            @NotBlank @Size(max = 500) String source,
            @Pattern(regexp = NAME) @Nullable String name,
            @Size(min = 1, max = 500) @Nullable String base,
            @Size(min = 1, max = 500) @Nullable String unsigned) {}

    @POST
    @Path("imports")
    @StepUp
    @Transactional
    public Response begin(@Valid @NotNull NewImport wanted) {
        java.nio.file.Path source = source(wanted.source());
        if (wanted.base() != null) {
            source(wanted.base());
        }
        String name = wanted.name() == null ? publishedName(source) : wanted.name();
        if (TAKEN.contains(name)) {
            throw Problems.invalid("A model cannot be called that; choose another \"name\".");
        }
        if (wanted.unsigned() == null && !SignedManifest.isBeside(source)) {
            throw Problems.invalid(
                    "Nobody signed for this model. To take it in nevertheless, say why in"
                            + " \"unsigned\".");
        }
        Caller caller = access.caller();
        WorkView work =
                board.enter(
                        WorkBoard.IMPORT,
                        new ModelTask.Order(
                                UUID.randomUUID(),
                                name,
                                wanted.source(),
                                wanted.base(),
                                wanted.unsigned(),
                                caller.subject()));
        Map<String, String> details = new HashMap<>(Map.of("model", name));
        if (wanted.unsigned() != null) {
            details.put("unsigned", wanted.unsigned());
        }
        audit.record(caller.event("model.order", Outcome.SUCCESS, null, null, details));
        return Response.accepted(work).location(work.address()).build();
    }

    /** Removes its files. */
    @DELETE
    @Path("{name}")
    @Transactional
    public void remove(String name) throws IOException {
        KnownModel model = catalogue.find(name).orElseThrow(() -> Problems.notFound("model"));
        if (activations.active().filter(name::equals).isPresent()
                || activations.previous().filter(name::equals).isPresent()) {
            throw Problems.conflict("This model answers, or is the one to go back to.");
        }
        if (encoders.active().equals(name) || encoders.next().filter(name::equals).isPresent()) {
            throw Problems.conflict("Documents are found by this model, or will be.");
        }
        decisions.forget(name);
        audit.record(
                access.caller()
                        .event(
                                "model.remove",
                                Outcome.SUCCESS,
                                null,
                                null,
                                Map.of("model", name, "sha256", model.sha256())));
        FileUtils.deleteDirectory(model.folder().toFile());
    }

    private java.nio.file.Path source(String path) {
        return incoming.find(path)
                .orElseThrow(() -> Problems.notFound("file among the incoming models"));
    }

    private static String publishedName(java.nio.file.Path source) {
        try {
            return SignedManifest.beside(source)
                    .map(signed -> signed.manifest().name())
                    .orElseThrow(
                            () -> Problems.invalid("Say how the model is to be called: \"name\"."));
        } catch (IOException e) {
            throw Problems.invalid("The model's manifest cannot be used: " + e.getMessage() + ".");
        }
    }
}
