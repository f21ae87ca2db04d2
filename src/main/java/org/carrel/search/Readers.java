package org.carrel.search;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.store.FSDirectory;

/** Keeps the lately used indexes open for reading, a bounded number of them. */
@ApplicationScoped
class Readers {

    private final PassageIndex index;
    private final int limit;
    private final Map<IndexName, DirectoryReader> open = new LinkedHashMap<>(16, 0.75f, true);

    Readers(PassageIndex index, SearchConfig config) {
        this.index = index;
        this.limit = config.openReaders();
    }

    /** One reader over these collections and no others, as last committed. Close it. */
    synchronized MultiReader over(Iterable<UUID> collections, Versions versions)
            throws IOException {
        List<IndexReader> readers = new ArrayList<>();
        for (UUID collection : collections) {
            latest(IndexName.current(collection)).ifPresent(readers::add);
            if (versions == Versions.ALL) {
                latest(IndexName.history(collection)).ifPresent(readers::add);
            }
        }
        // Takes a reference on each, so that closing the eldest leaves this search its own.
        MultiReader all = new MultiReader(readers.toArray(IndexReader[]::new), false);
        closeEldest();
        return all;
    }

    private Optional<DirectoryReader> latest(IndexName name) throws IOException {
        DirectoryReader reader = open.get(name);
        if (reader == null) {
            return index.exists(name) ? open(name) : Optional.empty();
        }
        DirectoryReader newer = DirectoryReader.openIfChanged(reader);
        if (newer == null) {
            return Optional.of(reader);
        }
        open.put(name, newer);
        reader.decRef();
        return Optional.of(newer);
    }

    private Optional<DirectoryReader> open(IndexName name) throws IOException {
        FSDirectory directory = FSDirectory.open(index.folder(name));
        if (!DirectoryReader.indexExists(directory)) {
            directory.close();
            return Optional.empty();
        }
        DirectoryReader reader = DirectoryReader.open(directory);
        open.put(name, reader);
        return Optional.of(reader);
    }

    private void closeEldest() throws IOException {
        while (open.size() > limit) {
            var eldest = open.entrySet().iterator().next();
            open.remove(eldest.getKey());
            eldest.getValue().decRef();
        }
    }

    @PreDestroy
    synchronized void close() throws IOException {
        for (DirectoryReader reader : open.values()) {
            reader.decRef();
        }
        open.clear();
    }
}
