package org.carrel.search;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lately used indexes open for reading, a bounded number of their pieces (Lucene's
 * segments), each of which takes some 17 kB of heap and a mapping of its file.
 *
 * <p>What a search needs is never closed for that same search: where it needs more than the bound,
 * the rest is opened for it alone. So searches over very many collections one after another find as
 * many open as the bound allows, rather than each closing what the next would begin with.
 */
@ApplicationScoped
class Readers {

    private final PassageIndex index;
    private final int limit;
    private final LinkedHashMap<IndexName, Warm> open = new LinkedHashMap<>(16, 0.75f, true);
    private int pieces;

    Readers(PassageIndex index, SearchConfig config) {
        this.index = index;
        this.limit = config.openReaders();
    }

    /**
     * An open reader.
     *
     * @param change the index's state that it shows, or an earlier one
     */
    private record Warm(DirectoryReader reader, long change) {
        int pieces() {
            return reader.leaves().size();
        }
    }

    /**
     * One reader over these collections and no others, as last committed. Close it.
     *
     * @param encoder id of the one whose indexes are read
     */
    MultiReader over(Collection<UUID> collections, Versions versions, String encoder)
            throws IOException {
        List<IndexName> names = names(collections, versions, encoder);
        Map<IndexName, Warm> held = held(names);
        try {
            for (IndexName name : names) {
                bringUpToDate(name, held);
            }
            keep(held);
            IndexReader[] readers =
                    names.stream()
                            .map(held::get)
                            .filter(Objects::nonNull)
                            .map(Warm::reader)
                            .toArray(IndexReader[]::new);
            // Takes a reference of its own on each.
            return new MultiReader(readers, false);
        } finally {
            for (Warm warm : held.values()) {
                warm.reader().decRef();
            }
        }
    }

    /** Always in one order: passages of equal score come in the order of their indexes. */
    private static List<IndexName> names(
            Collection<UUID> collections, Versions versions, String encoder) {
        List<IndexName> names = new ArrayList<>();
        for (UUID collection : collections.stream().sorted().toList()) {
            names.add(IndexName.current(encoder, collection));
            if (versions == Versions.ALL) {
                names.add(IndexName.history(encoder, collection));
            }
        }
        return names;
    }

    /** Those of them that are open, each with a reference for the search. */
    private synchronized Map<IndexName, Warm> held(List<IndexName> names) {
        Map<IndexName, Warm> held = HashMap.newHashMap(names.size());
        for (IndexName name : names) {
            Warm warm = open.get(name);
            if (warm != null) {
                warm.reader().incRef();
                held.put(name, warm);
            }
        }
        return held;
    }

    // Without the lock: opening thousands takes a second, in which others search.
    private void bringUpToDate(IndexName name, Map<IndexName, Warm> held) throws IOException {
        // Asked first: what is written while it opens counts as not yet seen.
        long change = index.change(name);
        Warm warm = held.get(name);
        if (warm == null) {
            DirectoryReader reader = open(name);
            if (reader != null) {
                held.put(name, new Warm(reader, change));
            }
        } else if (warm.change() != change) {
            DirectoryReader newer = DirectoryReader.openIfChanged(warm.reader());
            if (newer != null) {
                warm.reader().decRef();
            }
            held.put(name, new Warm(newer == null ? warm.reader() : newer, change));
        }
    }

    private @Nullable DirectoryReader open(IndexName name) throws IOException {
        if (!index.exists(name)) {
            return null;
        }
        FSDirectory directory = FSDirectory.open(index.folder(name));
        if (!DirectoryReader.indexExists(directory)) {
            directory.close();
            return null;
        }
        return DirectoryReader.open(directory);
    }

    private synchronized void keep(Map<IndexName, Warm> held) throws IOException {
        for (Map.Entry<IndexName, Warm> each : held.entrySet()) {
            Warm kept = open.get(each.getKey());
            Warm mine = each.getValue();
            if (kept != null && kept.change() < mine.change()) {
                close(each.getKey());
                kept = null;
            }
            // Another search may have opened the same, or a later state of it, meanwhile.
            if (kept == null && makeRoom(mine.pieces(), held)) {
                mine.reader().incRef();
                open.put(each.getKey(), mine);
                pieces += mine.pieces();
            }
        }
    }

    /** Closes the eldest as long as there is no room, but none that this search needs. */
    private boolean makeRoom(int wanted, Map<IndexName, Warm> held) throws IOException {
        while (pieces + wanted > limit) {
            IndexName eldest = open.isEmpty() ? null : open.firstEntry().getKey();
            if (eldest == null || held.containsKey(eldest)) {
                return false;
            }
            close(eldest);
        }
        return true;
    }

    private void close(IndexName name) throws IOException {
        Warm closed = open.remove(name);
        if (closed != null) {
            pieces -= closed.pieces();
            closed.reader().decRef();
        }
    }

    synchronized void retired(@Observes InstalledEncoders.Retired retired) throws IOException {
        for (IndexName name : List.copyOf(open.keySet())) {
            if (name.encoder().equals(retired.encoder())) {
                close(name);
            }
        }
    }

    @PreDestroy
    synchronized void close() throws IOException {
        for (IndexName name : List.copyOf(open.keySet())) {
            close(name);
        }
    }
}
