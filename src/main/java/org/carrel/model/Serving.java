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
    private @Nullable String refused;
    private @Nullable Thread thread;

    Serving(Catalogue catalogue, Activations activations, Opening opening, ModelConfig config) {
        this.catalogue = catalogue;
        this.activations = activations;
        this.opening = opening;
        this.config = config;
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        if (config.name().equals(NONE)) {
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
        refused = null;
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

    /** Whether another server has activated a model. */
    private void look() {
        try {
            String wanted = activations.active().orElse(NONE);
            if (!wanted.equals(name().orElse(null)) && !wanted.equals(refused)) {
                take(wanted);
            }
        } catch (RuntimeException e) {
            LOG.warnf("which model is to answer is not known: %s", e.getClass().getSimpleName());
        }
    }

    private synchronized void take(String wanted) {
        if (wanted.equals(name().orElse(null))) {
            return;
        }
        // Said once, until something else is wanted.
        refused = wanted;
        Optional<KnownModel> model = catalogue.find(wanted);
        if (model.isEmpty()) {
            LOG.infof("no language model %s: answers are extracted only", wanted);
        } else if (!model.get().trust().isEnough()) {
            LOG.errorf(
                    "the language model %s is not opened: it is %s",
                    wanted, model.get().trust().id());
        } else {
            change(open(model.get()));
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
