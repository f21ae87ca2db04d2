package org.carrel.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the embedding model once for search and indexing alike: their vectors must agree. */
@ApplicationScoped
class Embeddings {

    @Produces
    @ApplicationScoped
    EmbeddingModel open(@ConfigProperty(name = "carrel.home") Path home, SearchConfig config)
            throws IOException {
        Path work = Files.createDirectories(home.resolve("work"));
        return Models.openEmbeddingModel(
                new RuntimeSettings(work, 1, config.embeddingThreads(), 1));
    }

    void close(@Disposes EmbeddingModel model) {
        model.close();
    }
}
