package org.carrel.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/** Reads what was found out of an index. */
final class Hits {

    private Hits() {}

    static List<Hit> of(IndexSearcher searcher, ScoreDoc[] found, float[] vector, Exact exact)
            throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc scored : found) {
            Document document = searcher.storedFields().document(scored.doc);
            double similarity = similarity(searcher, scored.doc, vector);
            hits.add(hit(document, scored.score, similarity, exact));
        }
        return hits;
    }

    static Hit hit(Document document, double score, double similarity, Exact exact) {
        String path = path(document);
        String text = document.get(Fields.TEXT);
        return new Hit(
                UUID.fromString(document.get(Fields.COLLECTION)),
                UUID.fromString(document.get(Fields.DOCUMENT)),
                document.get(Fields.NAME),
                Fields.version(document),
                number(document, Fields.PAGE),
                number(document, Fields.START),
                number(document, Fields.END),
                text,
                path,
                score,
                similarity,
                exact.holding(path, text));
    }

    /** An index that was written before passages had paths has none. */
    private static String path(Document document) {
        String path = document.get(Fields.PATH);
        return path == null ? "" : path;
    }

    private static int number(Document document, String field) {
        return document.getField(field).numericValue().intValue();
    }

    private static double similarity(IndexSearcher searcher, int doc, float[] vector)
            throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        DoubleValues values =
                DoubleValuesSource.similarityToQueryVector(leaf, vector, Fields.VECTOR);
        // Lucene's score is (1 + cosine) / 2.
        return values.advanceExact(doc - leaf.docBase) ? 2 * values.doubleValue() - 1 : -1;
    }
}
