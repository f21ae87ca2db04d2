package org.carrel.intake;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.WritableCollection;
import org.carrel.document.Uploads;
import org.carrel.indexing.Jobs;
import org.carrel.problem.Problems;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Adding documents by a form. */
@Path("/api/v1/collections/{collection}/documents")
@RolesAllowed({"legal", "clinician"})
class FormResource {

    private static final int MOST_FILES = 1000;

    private final Access access;
    private final Uploads uploads;
    private final Jobs jobs;
    private final Room room;

    FormResource(Access access, Uploads uploads, Jobs jobs, Room room) {
        this.access = access;
        this.uploads = uploads;
        this.jobs = jobs;
        this.room = room;
    }

    /**
     * What was taken in, and the job that brings it into the index.
     *
     * @param documentId where one file was sent
     * @param documents one a file, in order
     */
    record TakenIn(@Nullable UUID documentId, UUID jobId, List<Taken> documents) {}

    /**
     * A file that is now kept.
     *
     * @param isNew false when the collection held these bytes already
     * @param state of the document: processing, indexed or quarantined
     */
    record Taken(
            UUID documentId, int version, String name, boolean isNew, UUID jobId, String state) {

        static Taken of(Uploads.Received received) {
            return new Taken(
                    received.documentId(),
                    received.version(),
                    received.name(),
                    received.isNew(),
                    received.jobId(),
                    received.state());
        }
    }

    /**
     * Takes the form's parts named {@code file}.
     *
     * @param job an open job to add them to; else one file gets a job of its own, and several files
     *     get one together
     */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response upload(
            UUID collection,
            @QueryParam("job") @Nullable UUID job,
            @RestForm("file") @Nullable List<FileUpload> files)
            throws IOException {
        WritableCollection into = access.writable(collection);
        if (files == null || files.isEmpty()) {
            throw Problems.invalid("The form has no part named file.");
        }
        if (files.size() > MOST_FILES) {
            throw Problems.invalid("A form may hold " + MOST_FILES + " files.");
        }
        if (job != null) {
            jobs.requireOpen(into, job);
        }
        room.require(0);
        if (job != null || files.size() == 1) {
            return answer(receive(into, files, job));
        }
        UUID together = jobs.open(into);
        try {
            return answer(receive(into, files, together));
        } finally {
            jobs.close(together);
        }
    }

    private List<Taken> receive(WritableCollection into, List<FileUpload> files, @Nullable UUID job)
            throws IOException {
        List<Taken> taken = new ArrayList<>();
        for (FileUpload file : files) {
            String name = String.valueOf(file.fileName());
            taken.add(Taken.of(uploads.receive(into, file.uploadedFile(), name, job)));
        }
        return taken;
    }

    private static Response answer(List<Taken> taken) {
        UUID document = taken.size() == 1 ? taken.getFirst().documentId() : null;
        Taken told = taken.stream().filter(Taken::isNew).findFirst().orElse(taken.getFirst());
        TakenIn body = new TakenIn(document, told.jobId(), taken);
        if (!told.isNew()) {
            return Response.ok(body).build();
        }
        return Response.accepted(body).location(URI.create("/api/v1/jobs/" + told.jobId())).build();
    }
}
