package org.carrel.search;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.carrel.ingest.Passage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Lucene indexes: one a collection and encoder, and a second for superseded versions.
 * Where several servers share the folder, an index is open for writing during a change alone, and
 * they take turns.
 */
@ApplicationScoped
public class PassageIndex {

    /** Passages that are put together in some ten milliseconds. */
    private static final int ONE_PIECE = 2_000;

    private static final int ONE_FILE_MB = 64;

    private final Path root;
    private final int limit;
    private final boolean shared;
    private final WriteTurns turns;
    private final Encoders encoders;
    private final Map<IndexName, IndexWriter> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<IndexName, Long> changes = new ConcurrentHashMap<>();
    private final AtomicLong lastChange = new AtomicLong();

    PassageIndex(
            @ConfigProperty(name = "carrel.home") Path home,
            SearchConfig config,
            WriteTurns turns,
            Encoders encoders) {
        this.root = home.resolve("indexes");
        this.limit = config.shared() ? 0 : config.openWriters();
        this.shared = config.shared();
        this.turns = turns;
        this.encoders = encoders;
    }

    /** Whether anything was ever indexed for this collection on this machine. */
    public boolean exists(UUID collection) {
        return exists(current(collection));
    }

    /** Whether a superseded version was ever indexed for this collection on this machine. */
    public boolean historyExists(UUID collection) {
        return exists(IndexName.history(encoders.current().id(), collection));
    }

    private IndexName current(UUID collection) {
        return IndexName.current(encoders.current().id(), collection);
    }

    boolean exists(IndexName name) {
        return Files.isDirectory(folder(name));
    }

    Path folder(IndexName name) {
        return root.resolve(name.folder());
    }

    /**
     * A number that grows with each change of an index, so that a reader knows without looking at
     * the disk that it is up to date. Where other servers change the index too, it grows each time.
     */
    long change(IndexName name) {
        return shared ? lastChange.incrementAndGet() : changes.getOrDefault(name, 0L);
    }

    /**
     * Puts a document's passages in the place of whatever was indexed for it, in the index of each
     * encoder that the vectors are by; searchable and durable on return. Safe for many threads.
     */
    public void replace(Source source, List<Passage> passages, Vectors vectors) {
        vectors.byEncoder()
                .forEach((encoder, own) ->
                        put(
                                IndexName.current(encoder, source.collection()),
                                term(source.document()),
                                Fields.of(source, passages, own)));
    }

    /** The same for a document of which nothing but the file's name is known. */
    public void replace(
            UUID collection,
            UUID document,
            int version,
            String documentName,
            List<Passage> passages,
            List<float[]> vectors) {
        replace(
                new Source(collection, document, version, About.named(documentName)),
                passages,
                Vectors.shipped(vectors));
    }

    /**
     * Like {@link #replace}, for a version that only a search over all versions finds: in the
     * history index, in the place of that version alone.
     */
    public void keepSuperseded(
            UUID collection,
            UUID document,
            int version,
            String documentName,
            List<Passage> passages,
            Vectors vectors) {
        Source source = new Source(collection, document, version, About.named(documentName));
        vectors.byEncoder()
                .forEach((encoder, own) ->
                        put(
                                IndexName.history(encoder, collection),
                                new Term(Fields.EDITION, source.edition()),
                                Fields.superseded(source, passages, own)));
    }

    private void put(IndexName name, Term place, List<Document> form) {
        write(
                name,
                writer -> {
                    if (form.isEmpty()) {
                        writer.deleteDocuments(place);
                    } else {
                        writer.updateDocuments(place, form);
                    }
                });
    }

    /**
     * Whether the index of this collection is of an older form than this program writes. It can
     * still be searched, without what was added since.
     */
    public synchronized boolean outdated(UUID collection) {
        try (FSDirectory directory = FSDirectory.open(folder(current(collection)))) {
            return DirectoryReader.indexExists(directory) && IndexFormat.isOutdated(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the index of collection " + collection, e);
        }
    }

    /** Says of an index that all of it is, or is about to be, of the newest form. */
    public void renewed(UUID collection) {
        write(current(collection), IndexFormat::renew);
    }

    /** The version of a document whose passages are in the index; empty without any. */
    public synchronized OptionalInt version(UUID collection, UUID document) {
        if (!exists(collection)) {
            return OptionalInt.empty();
        }
        try (FSDirectory directory = FSDirectory.open(folder(current(collection)))) {
            return DirectoryReader.indexExists(directory)
                    ? version(directory, document)
                    : OptionalInt.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the index of collection " + collection, e);
        }
    }

    // Each change is committed before the next, so what is committed is all there is.
    private static OptionalInt version(FSDirectory directory, UUID document) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            ScoreDoc[] found = searcher.search(new TermQuery(term(document)), 1).scoreDocs;
            return found.length == 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(
                            Fields.version(searcher.storedFields().document(found[0].doc)));
        }
    }

    /** Takes a document out, by whatever encoder it was indexed. */
    public void remove(UUID collection, UUID document) {
        generations().forEach(encoder -> remove(IndexName.current(encoder, collection), document));
    }

    /** Takes all that is kept of a document's superseded versions out. */
    public void removeSuperseded(UUID collection, UUID document) {
        generations().forEach(encoder -> remove(IndexName.history(encoder, collection), document));
    }

    private void remove(IndexName name, UUID document) {
        if (exists(name)) {
            write(name, writer -> writer.deleteDocuments(term(document)));
        }
    }

    /** Ids of the encoders by which there are, or were, indexes. */
    private List<String> generations() {
        return Generations.in(root);
    }

    /** Removes the indexes of all encoders that nothing is written by. */
    public void dropUnused() {
        Set<String> used = encoders.written().stream().map(Encoder::id).collect(Collectors.toSet());
        generations().stream().filter(each -> !used.contains(each)).forEach(this::drop);
    }

    void retired(@Observes InstalledEncoders.Retired retired) {
        drop(retired.encoder());
    }

    private synchronized void drop(String encoder) {
        try {
            for (var each : List.copyOf(open.entrySet())) {
                if (each.getKey().encoder().equals(encoder)) {
                    open.remove(each.getKey());
                    try (var _ = each.getValue().getDirectory()) {
                        each.getValue().rollback();
                    }
                }
            }
            Generations.delete(root, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("the indexes of an encoder cannot be removed", e);
        }
    }

    /**
     * What is found of a collection's documents by the current encoder and not yet by another.
     *
     * @param superseded whether versions that only a search over all versions finds
     * @return versions of documents, each as {@code document/version}
     */
    public Set<String> missing(UUID collection, boolean superseded, Encoder encoder) {
        String current = encoders.current().id();
        try {
            Set<String> missing =
                    Generations.contents(folder(new IndexName(current, collection, superseded)));
            missing.removeAll(
                    Generations.contents(
                            folder(new IndexName(encoder.id(), collection, superseded))));
            return missing;
        } catch (IOException e) {
            throw new UncheckedIOException("the index of collection " + collection, e);
        }
    }

    private static Term term(UUID document) {
        return new Term(Fields.DOCUMENT, document.toString());
    }

    private interface Change {
        void apply(IndexWriter writer) throws IOException;
    }

    // One change at a time over all collections: embedding, not this, is what ingest waits for.
    private synchronized void write(IndexName name, Change change) {
        try (WriteTurns.@Nullable Turn _ = shared ? turns.take(name.collection()) : null) {
            IndexWriter writer = writer(name);
            try {
                change.apply(writer);
                writer.commit();
                changes.put(name, lastChange.incrementAndGet());
            } catch (IOException | RuntimeException e) {
                // Lucene may have closed it; what was not committed is gone, the rest is whole.
                open.remove(name);
                writer.rollback();
                throw e;
            }
            closeEldest();
        } catch (IOException e) {
            throw new UncheckedIOException("the index " + name.folder(), e);
        }
    }

    private IndexWriter writer(IndexName name) throws IOException {
        IndexWriter writer = open.get(name);
        if (writer == null) {
            Path folder = Files.createDirectories(folder(name));
            writer = IndexFormat.open(FSDirectory.open(folder), form());
            open.put(name, writer);
        }
        return writer;
    }

    /** A piece is one file, and so one mapping, unless it is large. */
    private static IndexWriterConfig form() {
        TieredMergePolicy merging = new TieredMergePolicy();
        merging.setNoCFSRatio(1);
        merging.setMaxCFSSegmentSizeMB(ONE_FILE_MB);
        return new IndexWriterConfig(Analysis.analyzer()).setMergePolicy(merging);
    }

    private void closeEldest() throws IOException {
        while (open.size() > limit) {
            var eldest = open.entrySet().iterator().next();
            open.remove(eldest.getKey());
            putAway(eldest.getKey(), eldest.getValue());
        }
    }

    /**
     * Puts an index away: a small one in one piece. Each document comes as a piece of its own, and
     * over thousands of collections it is pieces that opening, memory and searching cost.
     */
    private void putAway(IndexName name, IndexWriter writer) throws IOException {
        try (var directory = writer.getDirectory()) {
            // Where servers take turns, an index is put away after each change: too often.
            if (!shared && writer.getDocStats().maxDoc <= ONE_PIECE) {
                writer.forceMerge(1);
            }
            writer.close();
        }
        changes.put(name, lastChange.incrementAndGet());
    }

    @PreDestroy
    synchronized void close() {
        open.forEach((name, writer) -> {
            try {
                putAway(name, writer);
            } catch (IOException e) {
                throw new UncheckedIOException("the index " + name.folder(), e);
            }
        });
        open.clear();
    }
}
