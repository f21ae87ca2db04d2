package org.carrel.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.carrel.access.ReadableCollections;

/** The vectors that a document's passages were indexed by, so that none is computed twice. */
@ApplicationScoped
public class DocumentVectors {

    private final Readers readers;
    private final Encoders encoders;

    DocumentVectors(Readers readers, Encoders encoders) {
        this.readers = readers;
        this.encoders = encoders;
    }

    /** Takes one passage's vector; it is valid during the call alone. */
    public interface Visitor {
        /**
         * Takes one.
         *
         * @param start of the passage in the document's text
         */
        void visit(int start, float[] vector);
    }

    /**
     * Visits the passages of one version that are in the index, in no particular order; none where
     * the index is being rebuilt.
     */
    public void visit(
            ReadableCollections scope,
            UUID collection,
            UUID document,
            int version,
            Visitor visitor) {
        if (!scope.contains(collection)) {
            return;
        }
        Term term = new Term(Fields.DOCUMENT, document.toString());
        String encoder = encoders.current().id();
        try (MultiReader reader = readers.over(Set.of(collection), Versions.ALL, encoder)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                visit(leaf, term, version, visitor);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading an index", e);
        }
    }

    private static void visit(LeafReaderContext leaf, Term term, int version, Visitor visitor)
            throws IOException {
        PostingsEnum passages = leaf.reader().postings(term, PostingsEnum.NONE);
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
        if (passages == null || vectors == null) {
            return;
        }
        Bits live = leaf.reader().getLiveDocs();
        StoredFields stored = leaf.reader().storedFields();
        KnnVectorValues.DocIndexIterator at = vectors.iterator();
        for (int id = passages.nextDoc();
                id != DocIdSetIterator.NO_MORE_DOCS;
                id = passages.nextDoc()) {
            if (at.docID() < id) {
                at.advance(id);
            }
            if ((live == null || live.get(id)) && at.docID() == id) {
                Document fields = stored.document(id, Set.of(Fields.VERSION, Fields.START));
                if (Fields.version(fields) == version) {
                    int start = fields.getField(Fields.START).numericValue().intValue();
                    visitor.visit(start, vectors.vectorValue(at.index()));
                }
            }
        }
    }
}
