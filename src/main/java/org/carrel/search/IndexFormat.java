package org.carrel.search;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;

/**
 * The form in which indexes are written, and its number in each index's commit. A change of the
 * form that old indexes must follow takes the next number.
 *
 * <p>2: the first passage of a document holds what the document is called by, and how it begins.
 * Before it there was no number.
 */
final class IndexFormat {

    private static final String KEY = "carrel.format";
    private static final String NEWEST = "2";

    private IndexFormat() {}

    static IndexWriter open(FSDirectory directory, IndexWriterConfig form) throws IOException {
        boolean isNew = !DirectoryReader.indexExists(directory);
        IndexWriter writer = new IndexWriter(directory, form);
        if (isNew) {
            renew(writer);
        }
        return writer;
    }

    static void renew(IndexWriter writer) {
        writer.setLiveCommitData(Map.of(KEY, NEWEST).entrySet());
    }

    static boolean isOutdated(FSDirectory directory) throws IOException {
        return !NEWEST.equals(SegmentInfos.readLatestCommit(directory).getUserData().get(KEY));
    }
}
