package org.carrel.model;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.carrel.models.LanguageModel;
import org.carrel.models.runtime.UnusableModelException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The language model that answers on this server. */
@ApplicationScoped
public class Serving implements CurrentModel {

    static final String NONE = "none";

    /** Before anybody asks. */
    static final int PRIORITY = 400;

    private static final Logger LOG = Logger.getLogger(Serving.class);

    private final Catalogue catalogue;
    private final Activations activations;
    private final Opening opening;
    private final ModelConfig config;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Served> retired = new ArrayList<>();
    private volatile @Nullable Served current;
    private String said = "";
    private @Nullable String unusable;
    private @Nullable Thread thread;

    Serving(Catalogue catalogue, Activations activations, Opening opening, ModelConfig config) {
        this.catalogue = catalogue;
        this.activations = activations;
        this.opening = opening;
        this.config = config;
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        if (!isWanted()) {
            LOG.info("no language model is wanted: answers are extracted only");
            return;
        }
        look();
        thread = Thread.ofPlatform().daemon().name("serving-model").start(this::follow);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        Thread started = thread;
        if (started != null) {
            started.join();
        }
        close();
    }

    @Override
    public Optional<LanguageModel> get() {
        return Optional.ofNullable(current);
    }

    /** Whether this server is to have a model at all. */
    public boolean isWanted() {
        return !config.name().equals(NONE);
    }

    /** Name of the model that answers now. */
    public Optional<String> name() {
        return Optional.ofNullable(current).map(Served::name);
    }

    /**
     * Opens a model beside the one that answers. The caller passes it to {@link #change} or closes
     * it.
     *
     * @throws org.carrel.models.runtime.UnusableModelException if it cannot be opened
     */
    public LanguageModel open(KnownModel model) {
        return new Served(model.name(), opening.open(model));
    }

    /**
     * From here on the model answers; the one before ends what it began.
     *
     * @param opened by {@link #open}
     */
    public synchronized void change(LanguageModel opened) {
        Served before = current;
        current = (Served) opened;
        unusable = null;
        retire(before);
    }

    private void retire(@Nullable Served before) {
        if (before != null) {
            before.retire(Instant.now().plus(config.grace()));
            retired.add(before);
        }
    }

    private void follow() {
        try {
            while (!stopped.await(config.lookEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
                reap();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the model may go on, and whether another server has activated one. */
    private void look() {
        try {
            letGo();
            String wanted = activations.active().orElse(NONE);
            if (!name().equals(Optional.of(wanted))) {
                say(take(wanted));
            }
        } catch (RuntimeException e) {
            LOG.warnf("which model is to answer is not known: %s", e.getClass().getSimpleName());
        }
    }

    /** A model that nobody vouches for any more ends what it began, and begins nothing. */
    private void letGo() {
        Served serving = current;
        if (serving != null && !isTrusted(serving.name())) {
            end(serving);
        }
    }

    private synchronized void end(Served serving) {
        if (current == serving) {
            current = null;
            retire(serving);
        }
    }

    private boolean isTrusted(String model) {
        return catalogue.find(model).filter(known -> known.trust().isEnough()).isPresent();
    }

    /** What became of it, for the log. */
    private synchronized String take(String wanted) {
        Optional<KnownModel> model = catalogue.find(wanted);
        if (model.isEmpty()) {
            return "the language model " + wanted + " is not here";
        }
        if (!model.get().trust().isEnough()) {
            return "the language model %s is not opened: it is %s"
                    .formatted(wanted, model.get().trust().id());
        }
        if (wanted.equals(unusable) || name().equals(Optional.of(wanted))) {
            return said;
        }
        try {
            change(open(model.get()));
            return "the language model " + wanted + " answers";
        } catch (UnusableModelException e) {
            unusable = wanted;
            return "the language model %s cannot be opened: %s".formatted(wanted, e.getMessage());
        }
    }

    /** Once, until there is something else to say. */
    private void say(String sentence) {
        if (!sentence.equals(said)) {
            said = sentence;
            LOG.infof("%s%s", sentence, current == null ? "; answers are extracted only" : "");
        }
    }

    private synchronized void reap() {
        Instant now = Instant.now();
        retired.removeIf(each -> each.isClosed(now));
    }

    private synchronized void close() {
        retired.forEach(Served::close);
        Served last = current;
        if (last != null) {
            last.close();
        }
    }
}
