package org.carrel.search;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.carrel.model.Catalogue;
import org.carrel.model.EncoderActivations;
import org.carrel.model.KnownModel;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.carrel.models.runtime.UnusableModelException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows which encoder was activated, on this server or another. One that finds and cannot be
 * opened stops the server at its start: it would otherwise find less than its users believe.
 */
@ApplicationScoped
public class InstalledEncoders implements Encoders {

    /** Before anything is searched or indexed. */
    static final int PRIORITY = 450;

    /** How long one that was replaced stays for those who had just chosen it. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(InstalledEncoders.class);

    private final Catalogue catalogue;
    private final EncoderActivations activations;
    private final Encoder shipped;
    private final Path work;
    private final SearchConfig config;
    private final Event<Retired> retirement;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Leaving> leaving = new ArrayList<>();
    private volatile State state;
    private String said = "";
    private @Nullable Thread thread;

    InstalledEncoders(
            Catalogue catalogue,
            EncoderActivations activations,
            EmbeddingModel shipped,
            @ConfigProperty(name = "carrel.home") Path home,
            SearchConfig config,
            Event<Retired> retirement) {
        this.catalogue = catalogue;
        this.activations = activations;
        this.shipped = new Encoder(Encoder.SHIPPED, EncoderActivations.SHIPPED, shipped);
        this.work = home.resolve("work");
        this.config = config;
        this.retirement = retirement;
        this.state = new State(this.shipped, null);
    }

    /** An encoder's indexes are not used any more. */
    record Retired(String encoder) {}

    private record State(Encoder current, @Nullable Encoder next) {
        List<Encoder> all() {
            return next == null ? List.of(current) : List.of(current, next);
        }
    }

    private record Leaving(Encoder encoder, Instant from) {}

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        look();
        String wanted = activations.active();
        if (!current().name().equals(wanted)) {
            throw new IllegalStateException(
                    "the encoder "
                            + wanted
                            + ", by which documents are found, cannot be opened; the log says why");
        }
        thread = Thread.ofPlatform().daemon().name("encoders").start(this::follow);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        Thread started = thread;
        if (started != null) {
            started.join();
        }
        Stream.concat(state.all().stream(), leaving.stream().map(Leaving::encoder))
                .distinct()
                .forEach(this::close);
    }

    @Override
    public Encoder current() {
        return state.current();
    }

    @Override
    public List<Encoder> written() {
        return state.all();
    }

    /**
     * Opens an encoder for those who only try it. Close its model.
     *
     * @throws UnusableModelException if it cannot be opened
     */
    public Encoder open(KnownModel model) {
        EmbeddingModel opened =
                Models.openEmbeddingModel(
                        model.folder(),
                        model.description().description(),
                        new RuntimeSettings(folder(), 1, config.embeddingThreads(), 1));
        return new Encoder(Encoder.id(model.sha256()), model.name(), opened);
    }

    /** How long another server may not know what was ordered or activated. */
    public Duration lookEvery() {
        return config.encoderLookEvery();
    }

    private void follow() {
        try {
            while (!stopped.await(config.encoderLookEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sees at once what was ordered or activated, rather than at the next look. */
    public synchronized void look() {
        try {
            State before = state;
            String active = activations.active();
            Encoder current = opened(active, before);
            Encoder next =
                    activations
                            .next()
                            .filter(name -> !name.equals(active))
                            .map(name -> opened(name, before))
                            .orElse(null);
            State now = new State(current == null ? before.current() : current, next);
            state = now;
            before.all().stream()
                    .filter(each -> !now.all().contains(each))
                    .forEach(each -> leaving.add(new Leaving(each, Instant.now().plus(GRACE))));
            leave(now);
        } catch (RuntimeException e) {
            LOG.warnf("which encoder is to find is not known: %s", e.getClass().getSimpleName());
        }
    }

    /** One that is open already stays so; null if it cannot be opened. */
    private @Nullable Encoder opened(String name, State before) {
        if (name.equals(EncoderActivations.SHIPPED)) {
            return shipped;
        }
        KnownModel model = catalogue.find(name).orElse(null);
        if (model == null || !model.trust().isEnough() || !model.description().makesVectors()) {
            return refused(name, "it is " + (model == null ? "not there" : model.trust().id()));
        }
        for (Encoder each : before.all()) {
            if (each.name().equals(name) && each.id().equals(Encoder.id(model.sha256()))) {
                return each;
            }
        }
        try {
            return open(model);
        } catch (UnusableModelException e) {
            return refused(name, String.valueOf(e.getMessage()));
        }
    }

    /** Says why, once until there is something else to say. */
    private @Nullable Encoder refused(String name, String why) {
        String sentence = "the encoder %s is not opened: %s".formatted(name, why);
        if (!sentence.equals(said)) {
            said = sentence;
            LOG.error(sentence);
        }
        return null;
    }

    private void leave(State now) {
        Instant time = Instant.now();
        leaving.removeIf(each -> now.all().contains(each.encoder()));
        List<Leaving> due = leaving.stream().filter(each -> time.isAfter(each.from())).toList();
        leaving.removeAll(due);
        for (Leaving each : due) {
            close(each.encoder());
            if (now.all().stream().noneMatch(kept -> kept.id().equals(each.encoder().id()))) {
                retirement.fire(new Retired(each.encoder().id()));
            }
        }
    }

    private void close(Encoder encoder) {
        // The shipped one is not only found by.
        if (!encoder.isShipped()) {
            encoder.model().close();
        }
    }

    private Path folder() {
        try {
            return Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
