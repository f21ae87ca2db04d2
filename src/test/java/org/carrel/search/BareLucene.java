package org.carrel.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;

/**
 * What a program would do that has Lucene and these indexes and nothing else: BM25 over three
 * fields, nearest vectors, reciprocal ranks, the stored text of the best. It keeps its readers
 * open, and opens anew those that it is told have changed.
 */
final class BareLucene implements AutoCloseable {

    private static final int DEPTH = 50;
    private static final int LIMIT = 10;

    private final Map<UUID, DirectoryReader> readers = new LinkedHashMap<>();
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();

    BareLucene(PassageIndex index, List<UUID> collections) throws IOException {
        for (UUID collection : collections) {
            FSDirectory folder =
                    FSDirectory.open(index.folder(IndexName.current(Encoder.SHIPPED, collection)));
            readers.put(collection, DirectoryReader.open(folder));
        }
    }

    void changed(UUID collection) {
        changed.add(collection);
    }

    /** The stored text of the best passages. */
    List<String> find(String question, float[] vector) throws IOException {
        refresh();
        try (MultiReader reader =
                new MultiReader(readers.values().toArray(IndexReader[]::new), false)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            TopDocs words = searcher.search(words(question), DEPTH);
            TopDocs vectors =
                    searcher.search(new KnnFloatVectorQuery(Fields.VECTOR, vector, DEPTH), DEPTH);
            List<String> texts = new ArrayList<>();
            for (ScoreDoc hit : TopDocs.rrf(LIMIT, 60, new TopDocs[] {words, vectors}).scoreDocs) {
                texts.add(searcher.storedFields().document(hit.doc).get(Fields.TEXT));
            }
            return texts;
        }
    }

    private static BooleanQuery words(String question) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String term : Analysis.questionTerms(question)) {
            any.add(new TermQuery(new Term(Fields.TEXT, term)), BooleanClause.Occur.SHOULD);
            any.add(
                    new BoostQuery(new TermQuery(new Term(Fields.NAME, term)), 0.5f),
                    BooleanClause.Occur.SHOULD);
            any.add(
                    new BoostQuery(new TermQuery(new Term(Fields.PATH, term)), 0.3f),
                    BooleanClause.Occur.SHOULD);
        }
        return any.build();
    }

    private void refresh() throws IOException {
        for (UUID collection : changed) {
            changed.remove(collection);
            DirectoryReader old = readers.get(collection);
            if (old != null) {
                DirectoryReader newer = DirectoryReader.openIfChanged(old);
                if (newer != null) {
                    readers.put(collection, newer);
                    old.close();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (DirectoryReader reader : readers.values()) {
            reader.close();
        }
    }
}
