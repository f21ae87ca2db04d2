package org.carrel.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;

/** The indexes of each encoder, as they lie on the disk. */
final class Generations {

    private static final Pattern ENCODER = Pattern.compile("[0-9a-f]{16}");

    private static final Set<String> EDITION = Set.of(Fields.DOCUMENT, Fields.VERSION);

    private Generations() {}

    /** Ids of encoders; that of the shipped one always. */
    static List<String> in(Path root) {
        List<String> found = new ArrayList<>(List.of(Encoder.SHIPPED));
        children(root).map(Generations::name).filter(Generations::isEncoder).forEach(found::add);
        return found;
    }

    static void delete(Path root, String encoder) throws IOException {
        if (!encoder.equals(Encoder.SHIPPED)) {
            FileUtils.deleteDirectory(root.resolve(encoder).toFile());
            return;
        }
        for (Path index : children(root).filter(each -> !isEncoder(name(each))).toList()) {
            FileUtils.deleteDirectory(index.toFile());
        }
    }

    /** Which version of which documents an index holds passages of. */
    static Set<String> contents(Path index) throws IOException {
        Set<String> editions = new HashSet<>();
        if (!Files.isDirectory(index)) {
            return editions;
        }
        try (FSDirectory directory = FSDirectory.open(index)) {
            if (DirectoryReader.indexExists(directory)) {
                try (DirectoryReader reader = DirectoryReader.open(directory)) {
                    for (LeafReaderContext leaf : reader.leaves()) {
                        add(editions, leaf);
                    }
                }
            }
        }
        return editions;
    }

    private static void add(Set<String> editions, LeafReaderContext leaf) throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        StoredFields stored = leaf.reader().storedFields();
        for (int id = 0; id < leaf.reader().maxDoc(); id++) {
            if (live == null || live.get(id)) {
                Document passage = stored.document(id, EDITION);
                editions.add(passage.get(Fields.DOCUMENT) + "/" + Fields.version(passage));
            }
        }
    }

    private static Stream<Path> children(Path root) {
        if (!Files.isDirectory(root)) {
            return Stream.empty();
        }
        try (Stream<Path> found = Files.list(root)) {
            return found.filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    private static boolean isEncoder(String name) {
        return ENCODER.matcher(name).matches();
    }
}
