package org.carrel.answer;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.carrel.models.LanguageModel;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The language model of this machine, if one is installed. Loaded once, at start. */
@ApplicationScoped
@Startup
class InstalledModel {

    private static final Logger LOG = Logger.getLogger(InstalledModel.class);

    private final Optional<LanguageModel> model;

    InstalledModel(@ConfigProperty(name = "carrel.home") Path home, AnswerConfig config)
            throws IOException {
        Path folder = home.resolve("models").resolve(config.model());
        if (config.model().equals("none") || !Files.isDirectory(folder)) {
            LOG.infof("no language model %s: answers are extracted only", config.model());
            model = Optional.empty();
        } else {
            model = Optional.of(open(folder, home, config));
        }
    }

    private static LanguageModel open(Path folder, Path home, AnswerConfig config)
            throws IOException {
        long start = System.nanoTime();
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = config.modelThreads() > 0 ? config.modelThreads() : cores;
        Path work = Files.createDirectories(home.resolve("work"));
        LanguageModel model =
                Models.openLanguageModel(
                        folder,
                        new RuntimeSettings(
                                work,
                                threads,
                                1,
                                config.queue(),
                                config.queueEach(),
                                config.promptMemory().asLongValue(),
                                config.promptLookup()));
        LOG.infof(
                "model %s loaded in %d ms",
                model.description().name(), (System.nanoTime() - start) / 1_000_000);
        return model;
    }

    Optional<LanguageModel> get() {
        return model;
    }

    @PreDestroy
    void close() {
        model.ifPresent(LanguageModel::close);
    }
}
