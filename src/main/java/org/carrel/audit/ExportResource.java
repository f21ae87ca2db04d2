package org.carrel.audit;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.carrel.compliance.note.SignedNote;
import org.carrel.grant.StepUp;
import org.carrel.problem.Problems;
import org.jboss.resteasy.reactive.RestQuery;

/** The log as a file, streamed: for auditors, and for systems that read other forms. */
@Path("/api/v1/audit")
@RolesAllowed("compliance")
class ExportResource {

    private final AuditReader reader;
    private final Exports exports;
    private final AuditLog log;
    private final SecurityIdentity identity;

    ExportResource(AuditReader reader, Exports exports, AuditLog log, SecurityIdentity identity) {
        this.reader = reader;
        this.exports = exports;
        this.log = log;
        this.identity = identity;
    }

    /**
     * The entries that match, up to now, oldest first. As a package that {@code ./carrel verify}
     * checks with no server, with hashes in the place of the others; or one line an entry in a form
     * that other systems read, which proves nothing.
     *
     * @param filter whose cursor and limit do not count
     * @param personal whether values of persons, such as who acted, are disclosed in it
     * @param format package, csv, cef, fhir or atna
     */
    @GET
    @Path("export")
    @StepUp
    @Produces({"application/zip", "text/csv", "text/plain", "application/fhir+ndjson"})
    public Response export(
            @BeanParam AuditFilter filter,
            @RestQuery @DefaultValue("true") boolean personal,
            @RestQuery @DefaultValue("package") String format) {
        var order = new ExportOrder(ExportFormat.named(format), filter.query(), personal);
        SignedNote checkpoint = reader.checkpointNow();
        if (checkpoint == null) {
            throw Problems.notFound("entry");
        }
        long size = checkpoint.checkpoint().size();
        log.recordNow(
                LogCalls.done(identity, "audit.export", order.details(filter, size)),
                LogCalls.wanted(order.query()));
        StreamingOutput answer = out -> exports.write(checkpoint, order, out);
        return Response.ok(answer, order.format().mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + order.format().fileName(size) + "\"")
                .build();
    }
}
