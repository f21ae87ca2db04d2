package org.carrel.indexing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.model.EncoderActivations;
import org.carrel.model.Evaluation;
import org.carrel.model.ModelTask;
import org.carrel.model.WorkBoard;
import org.carrel.model.WorkRefusedException;
import org.carrel.models.child.ModelPrograms;
import org.carrel.search.Encoder;
import org.carrel.search.InstalledEncoders;
import org.carrel.search.PassageIndex;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Embeds everything by another encoder, beside the indexes that are searched, and lets that one
 * find once nothing is missing. What is entered meanwhile is embedded by both (docs/adr/0038).
 */
@ApplicationScoped
class Encoding implements ModelTask {

    private static final Logger LOG = Logger.getLogger(Encoding.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LONGEST_STEP_SECONDS = 600;

    private final InstalledEncoders encoders;
    private final EncoderActivations activations;
    private final Documents documents;
    private final StoredPassages stored;
    private final PassageIndex index;
    private final Placement placement;
    private final AuditLog audit;

    Encoding(
            InstalledEncoders encoders,
            EncoderActivations activations,
            Documents documents,
            StoredPassages stored,
            PassageIndex index,
            Placement placement,
            AuditLog audit) {
        this.encoders = encoders;
        this.activations = activations;
        this.documents = documents;
        this.stored = stored;
        this.index = index;
        this.placement = placement;
        this.audit = audit;
    }

    /**
     * A version of a document in one of a collection's two indexes.
     *
     * @param edition document and version, as the index names them
     */
    private record Place(UUID collection, boolean superseded, String edition) {
        UUID document() {
            return UUID.fromString(edition.substring(0, edition.indexOf('/')));
        }

        int version() {
            return Integer.parseInt(edition.substring(edition.indexOf('/') + 1));
        }
    }

    @Override
    public String kind() {
        return WorkBoard.ENCODING;
    }

    @Override
    public @Nullable Evaluation run(Order order, ModelPrograms.Listener progress)
            throws WorkRefusedException {
        // By then every server knows of this order and embeds by both.
        Instant known = Instant.now().plus(encoders.lookEvery().multipliedBy(2));
        encoders.look();
        Encoder next = next(order.model());
        Set<Place> settled = new HashSet<>();
        int failed = embedMissing(next, settled, progress);
        while (Instant.now().isBefore(known)) {
            requireWanted(progress);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        failed += embedMissing(next, settled, progress);
        if (failed > 0) {
            throw new WorkRefusedException(
                    "%d documents could not be embedded; the server's log names them."
                            .formatted(failed));
        }
        activate(order, next);
        return null;
    }

    private Encoder next(String name) throws WorkRefusedException {
        return encoders.written().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new WorkRefusedException(
                                "The encoder cannot be opened; the server's log says why."));
    }

    /**
     * Until nothing is missing but what was tried.
     *
     * @return how many failed
     */
    private int embedMissing(Encoder next, Set<Place> settled, ModelPrograms.Listener progress) {
        int failed = 0;
        List<Place> missing = missing(next, settled);
        while (!missing.isEmpty()) {
            long total = (long) settled.size() + missing.size();
            for (Place place : missing) {
                requireWanted(progress);
                progress.at("embedding", settled.size(), total);
                failed += isEmbedded(place, next, progress) ? 0 : 1;
                settled.add(place);
            }
            missing = missing(next, settled);
        }
        return failed;
    }

    private List<Place> missing(Encoder next, Set<Place> settled) {
        List<Place> missing = new ArrayList<>();
        for (UUID collection : documents.collectionsWithIndexed()) {
            index.missing(collection, false, next)
                    .forEach(each -> missing.add(new Place(collection, false, each)));
        }
        for (UUID collection : documents.collectionsWithSuperseded()) {
            index.missing(collection, true, next)
                    .forEach(each -> missing.add(new Place(collection, true, each)));
        }
        missing.removeAll(settled);
        return missing;
    }

    /** False if it failed; what is not there any more is well embedded. */
    private boolean isEmbedded(Place place, Encoder next, ModelPrograms.Listener progress) {
        Optional<StoredDocument> found =
                place.superseded()
                        ? documents.superseded(place.document(), place.version())
                        : documents
                                .searchable(place.document())
                                .filter(each -> each.version() == place.version());
        try {
            if (found.isPresent()) {
                embed(place, found.get(), next, progress);
            }
            return true;
        } catch (CancellationException e) {
            throw e;
        } catch (IOException | IllegalStateException e) {
            LOG.errorf(e, "document %s is not embedded by %s", place.edition(), next.name());
            return false;
        }
    }

    private void embed(
            Place place, StoredDocument document, Encoder next, ModelPrograms.Listener progress)
            throws IOException {
        StoredPassages.Embedded embedded =
                stored.of(document, List.of(next), (_, _) -> !progress.stopped())
                        .orElseThrow(CancellationException::new);
        QuarkusTransaction.requiringNew()
                .timeout(LONGEST_STEP_SECONDS)
                .run(() -> {
                    if (place.superseded()) {
                        placement.superseded(document, embedded);
                    } else {
                        placement.searchable(document, embedded);
                    }
                });
    }

    private static void requireWanted(ModelPrograms.Listener progress) {
        if (progress.stopped()) {
            throw new CancellationException();
        }
    }

    private void activate(Order order, Encoder next) {
        String sha256 = next.model().description().sha256();
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    if (!activations.activate(next.name(), sha256, order.id())) {
                        throw new CancellationException();
                    }
                    audit.record(
                            new AuditEvent(
                                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                                    order.by(),
                                    "encoder.activate",
                                    AuditEvent.Outcome.SUCCESS,
                                    null,
                                    null,
                                    null,
                                    Map.of("model", next.name(), "sha256", sha256)));
                });
        encoders.look();
    }
}
