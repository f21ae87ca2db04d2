package org.carrel.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** The passages next to one. */
final class Around {

    private Around() {}

    static List<Hit> of(IndexSearcher searcher, Hit hit) throws IOException {
        @Nullable Hit before = null;
        for (Hit each : passages(searcher, hit)) {
            if (each.start() < hit.start()) {
                before = each;
            } else if (each.start() > hit.start()) {
                return before == null ? List.of(each) : List.of(before, each);
            }
        }
        return before == null ? List.of() : List.of(before);
    }

    private static List<Hit> passages(IndexSearcher searcher, Hit hit) throws IOException {
        TermQuery document = new TermQuery(new Term(Fields.DOCUMENT, hit.documentId().toString()));
        List<Hit> passages = new ArrayList<>();
        int most = Math.max(1, searcher.count(document));
        for (ScoreDoc found : searcher.search(document, most).scoreDocs) {
            Hit each =
                    Hits.hit(
                            searcher.storedFields().document(found.doc),
                            hit.score(),
                            hit.similarity(),
                            Exact.NONE);
            if (each.version() == hit.version()) {
                passages.add(each);
            }
        }
        passages.sort(Comparator.comparingInt(Hit::start));
        return passages;
    }
}
