package org.carrel.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.grant.StepUp;
import org.carrel.models.trust.TrustedKey;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The publishers whose signatures count. */
@Path("/api/v1/models/keys")
@RolesAllowed("operator")
class KeyResource {

    private final Access access;
    private final Keys keys;
    private final AuditLog audit;

    KeyResource(Access access, Keys keys, AuditLog audit) {
        this.access = access;
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * A key.
     *
     * @param id SHA-256 of the public key, lower-case hexadecimal
     * @param withdrawnAt since when it does not count any more
     */
    record KeyView(String id, String name, Instant acceptedAt, @Nullable Instant withdrawnAt) {

        static KeyView of(ModelKeyEntity key) {
            return new KeyView(key.id, key.name, key.acceptedAt, key.withdrawnAt);
        }
    }

    /** Latest first, withdrawn ones too. */
    record KeyList(List<KeyView> items) {}

    /**
     * A key to accept.
     *
     * @param name of its owner
     * @param publicKey Ed25519, in PEM
     */
    record NewKey(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 1_000) String publicKey) {}

    @GET
    @RolesAllowed({"operator", "compliance"})
    @Transactional
    public KeyList list() {
        return new KeyList(keys.all().stream().map(KeyView::of).toList());
    }

    @POST
    @StepUp
    @Transactional
    public Response accept(@Valid @NotNull NewKey wanted) {
        Caller caller = access.caller();
        ModelKeyEntity key = keys.accept(wanted.name().strip(), read(wanted), caller.subject());
        record(caller, "model.key.accept", key.id);
        return Response.created(URI.create("/api/v1/models/keys/" + key.id))
                .entity(KeyView.of(key))
                .build();
    }

    /** What it vouched for is not activated any more. */
    @DELETE
    @Path("{id}")
    @StepUp
    @Transactional
    public void withdraw(String id) {
        keys.withdraw(id);
        record(access.caller(), "model.key.withdraw", id);
    }

    private void record(Caller caller, String action, String key) {
        audit.record(caller.event(action, Outcome.SUCCESS, null, null, Map.of("key", key)));
    }

    private static TrustedKey read(NewKey wanted) {
        try {
            return TrustedKey.ofPem(wanted.publicKey());
        } catch (IllegalArgumentException e) {
            throw Problems.invalid(String.valueOf(e.getMessage()));
        }
    }
}
