package org.carrel.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.carrel.ingest.Passage;

/** The form of one passage in a Lucene index. */
final class Fields {

    static final String COLLECTION = "collection";
    static final String DOCUMENT = "document";
    static final String VERSION = "version";
    static final String NAME = "name";
    static final String PAGE = "page";
    static final String START = "start";
    static final String END = "end";
    static final String PATH = "path";
    static final String TEXT = "text";
    static final String VECTOR = "vector";

    /** Held by the first passage of each document alone, so that documents can be counted. */
    static final String FIRST = "first";

    /** What the document is called by; beside {@link #FIRST} alone, so once a document. */
    static final String NAMES = "names";

    /** How the document's text begins; beside {@link #FIRST} alone. */
    static final String OPENING = "opening";

    /** Held in a history index alone: which version of which document, to replace it by. */
    static final String EDITION = "edition";

    static final String TRUE = "1";

    private Fields() {}

    static Document of(Source key, Passage passage, float[] vector, boolean first) {
        Document document = new Document();
        document.add(new StringField(COLLECTION, key.collection().toString(), Field.Store.YES));
        document.add(new StringField(DOCUMENT, key.document().toString(), Field.Store.YES));
        document.add(new StoredField(VERSION, key.version()));
        document.add(new TextField(NAME, key.about().name(), Field.Store.YES));
        document.add(new StoredField(PAGE, passage.page()));
        document.add(new StoredField(START, passage.start()));
        document.add(new StoredField(END, passage.end()));
        document.add(new TextField(PATH, passage.path(), Field.Store.YES));
        document.add(new TextField(TEXT, passage.text(), Field.Store.YES));
        Exact.index(document, passage);
        document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        if (first) {
            document.add(new StringField(FIRST, TRUE, Field.Store.NO));
            for (String name : key.about().names()) {
                document.add(new TextField(NAMES, name, Field.Store.NO));
            }
            document.add(new TextField(OPENING, key.about().opening(), Field.Store.NO));
        }
        return document;
    }

    static List<Document> of(Source key, List<Passage> passages, List<float[]> vectors) {
        if (passages.size() != vectors.size()) {
            throw new IllegalArgumentException(
                    passages.size() + " passages, " + vectors.size() + " vectors");
        }
        List<Document> documents = new ArrayList<>(passages.size());
        for (int i = 0; i < passages.size(); i++) {
            documents.add(of(key, passages.get(i), vectors.get(i), i == 0));
        }
        return documents;
    }

    /**
     * Without {@link #FIRST}: a document counts once, by the version that is found without asking
     * for all.
     */
    static List<Document> superseded(Source key, List<Passage> passages, List<float[]> vectors) {
        List<Document> documents = of(key, passages, vectors);
        for (Document document : documents) {
            document.removeField(FIRST);
            document.removeFields(NAMES);
            document.removeField(OPENING);
            document.add(new StringField(EDITION, key.edition(), Field.Store.NO));
        }
        return documents;
    }

    static int version(Document document) {
        return document.getField(VERSION).numericValue().intValue();
    }
}
