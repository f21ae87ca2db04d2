package org.carrel.launch.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/// Lucene as its demo has it, in memory and with no Carrel around it: what anyone gets in an
/// afternoon. Texts are cut every [#SIZE] characters, English analysis, BM25 with its defaults, all
/// words of the question optional.
final class PlainLucene implements AutoCloseable {
    static final int SIZE = 800;

    /// Kept, for a logger that nobody holds forgets its level: it warns about vectors, and there
    /// are none here.
    private static final Logger VECTORS =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTORS.setLevel(Level.SEVERE);
    }

    private final Analyzer analyzer = new EnglishAnalyzer();
    private final Directory directory = new ByteBuffersDirectory();
    private final IndexWriter writer;
    private DirectoryReader reader;

    PlainLucene() {
        try {
            writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
            reader = DirectoryReader.open(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(String id, String text) {
        try {
            for (Range piece : Chunks.of(text, SIZE)) {
                Document document = new Document();
                document.add(new StringField("id", id, Field.Store.YES));
                document.add(new StoredField("start", piece.start()));
                document.add(new StoredField("end", piece.end()));
                document.add(
                        new TextField(
                                "text",
                                text.substring(piece.start(), piece.end()),
                                Field.Store.NO));
                writer.addDocument(document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All has been added.
    void ready() {
        try {
            reader.close();
            reader = DirectoryReader.open(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Best first.
    ///
    /// @param within ids of documents; empty for all
    List<Passage> find(String question, Set<String> within, int limit) {
        Query words = new QueryBuilder(analyzer).createBooleanQuery("text", question);
        if (words == null) {
            return List.of(); // Nothing but stop words.
        }
        BooleanQuery.Builder query =
                new BooleanQuery.Builder().add(words, BooleanClause.Occur.MUST);
        if (!within.isEmpty()) {
            query.add(
                    new TermInSetQuery("id", within.stream().map(BytesRef::new).toList()),
                    BooleanClause.Occur.FILTER);
        }
        try {
            IndexSearcher searcher = new IndexSearcher(reader);
            StoredFields stored = searcher.storedFields();
            List<Passage> found = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(query.build(), limit).scoreDocs) {
                Document document = stored.document(hit.doc);
                found.add(
                        new Passage(
                                document.get("id"),
                                new Range(number(document, "start"), number(document, "end"))));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean holds(String id) {
        try {
            return reader.docFreq(new Term("id", id)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Document document, String field) {
        return document.getField(field).numericValue().intValue();
    }

    @Override
    public void close() {
        try {
            reader.close();
            writer.close();
            directory.close();
            analyzer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
