package org.carrel.model;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.carrel.models.child.ModelPrograms;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the programs of models their limits. */
class Programs {

    @Produces
    @Singleton
    ModelPrograms programs(@ConfigProperty(name = "carrel.home") Path home, ModelConfig config)
            throws IOException {
        Path work = Files.createDirectories(home.resolve("work"));
        var settings = ModelPrograms.Settings.defaults(work);
        return new ModelPrograms(
                new ModelPrograms.Settings(
                        work,
                        settings.importHeapBytes(),
                        settings.trialHeapBytes(),
                        settings.trialThreads(),
                        config.importTime(),
                        settings.promptTime(),
                        config.evaluationTime()));
    }
}
