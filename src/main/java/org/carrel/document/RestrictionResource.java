package org.carrel.document;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.access.People;
import org.carrel.collection.Enclosures;
import org.carrel.collection.Enclosures.Reader;
import org.carrel.collection.Principal;
import org.jspecify.annotations.Nullable;

/** To whom of those who read its collection a document is restricted. */
@Path("/api/v1/documents/{id}/restriction")
@RolesAllowed({"legal", "clinician"})
class RestrictionResource {

    private final Reading reading;
    private final Restriction restriction;
    private final Enclosures enclosures;
    private final People people;

    RestrictionResource(
            Reading reading, Restriction restriction, Enclosures enclosures, People people) {
        this.reading = reading;
        this.restriction = restriction;
        this.enclosures = enclosures;
        this.people = people;
    }

    /**
     * A restriction to be made.
     *
     * @param reason why not all may read it
     * @param readers who may, beside the caller, as far as they are members of the collection
     */
    record NewRestriction(
            @NotBlank @Size(max = 500) String reason,
            @NotNull @Size(max = 200) List<@NotNull @Valid Principal> readers) {}

    /**
     * Who may read a restricted document.
     *
     * @param name what a person is called, if they signed in before
     */
    record ReaderView(Principal principal, @Nullable String name, Instant since) {}

    /**
     * A restriction as it stands.
     *
     * @param reason null where there is none
     * @param readers none where there is no restriction
     */
    record RestrictionView(boolean restricted, @Nullable String reason, List<ReaderView> readers) {}

    @GET
    @Transactional
    public RestrictionView get(UUID id) {
        return view(reading.of(id, null, "document.restriction").document());
    }

    /** To whom it is restricted changes at once; its readers are those named here alone. */
    @PUT
    public RestrictionView set(UUID id, @Valid @NotNull NewRestriction wanted) {
        // Whether they may read it is decided, and a refusal recorded, before anything is changed.
        reading.toChange(id, null, "document.restrict");
        restriction.set(id, wanted.readers(), wanted.reason().strip());
        return view(reading.of(id, null, "document.restriction").document());
    }

    @DELETE
    public void lift(UUID id) {
        reading.toChange(id, null, "document.unrestrict");
        restriction.lift(id);
    }

    private RestrictionView view(DocumentEntity document) {
        if (document.enclosedIn == null) {
            return new RestrictionView(false, null, List.of());
        }
        List<Reader> readers = enclosures.readers(document.collectionId);
        Set<String> subjects = new HashSet<>();
        readers.forEach(each -> subjects.add(each.principal().name()));
        Map<String, String> names = people.names(subjects);
        return new RestrictionView(
                true,
                readers.isEmpty() ? null : readers.getFirst().reason(),
                readers.stream()
                        .map(each ->
                                new ReaderView(
                                        each.principal(),
                                        names.get(each.principal().name()),
                                        each.since()))
                        .toList());
    }
}
