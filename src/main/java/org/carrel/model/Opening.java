package org.carrel.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.carrel.models.LanguageModel;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Opens models as the configuration says how. */
@ApplicationScoped
class Opening {

    private static final Logger LOG = Logger.getLogger(Opening.class);

    private final Path home;
    private final ModelConfig config;

    Opening(@ConfigProperty(name = "carrel.home") Path home, ModelConfig config) {
        this.home = home;
        this.config = config;
    }

    LanguageModel open(KnownModel known) {
        long start = System.nanoTime();
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = config.threads() > 0 ? config.threads() : cores;
        LanguageModel model =
                Models.openLanguageModel(
                        known.folder(),
                        new RuntimeSettings(
                                workFolder(),
                                threads,
                                1,
                                config.queue(),
                                config.queueEach(),
                                config.promptMemory().asLongValue(),
                                config.promptLookup()));
        LOG.infof(
                "model %s loaded in %d ms", known.name(), (System.nanoTime() - start) / 1_000_000);
        return model;
    }

    private Path workFolder() {
        try {
            return Files.createDirectories(home.resolve("work"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
