package org.carrel.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.carrel.ingest.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFilesTest {

    private static final String MARK = "governed by the laws of Delaware";

    @TempDir Path home;

    private DocumentFiles files;

    private record Folders(Path folder, Path keyFile, Path workFolder) implements DocumentConfig {
        @Override
        public double nearDuplicate() {
            return 0.8;
        }
    }

    @BeforeEach
    void unlock() throws Exception {
        Path key = home.resolve("key-encryption.key");
        KeyEncryptionKey.create(key);
        files = new DocumentFiles(new Folders(home.resolve("d"), key, home), new ObjectMapper());
        files.unlock(KeyEncryptionKey.read(key));
    }

    @Test
    void theKeyIsForItsOwnerAloneAndIsNotUsedOtherwise() throws Exception {
        Path key = home.resolve("key-encryption.key");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        assertEquals(32, Files.size(key));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(IllegalStateException.class, () -> KeyEncryptionKey.read(key));
    }

    @Test
    void nothingOfTheTextIsOnDisk() throws Exception {
        StoredDocument document = keep((MARK + " ").repeat(20_000));
        files.keepText(
                document, new StoredText(MARK, List.of(new Page(1, 0, MARK.length())), List.of()));
        try (Stream<Path> all = Files.walk(home.resolve("d"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertFalse(new String(bytes, UTF_8).contains("Delaware"), file.toString());
            }
        }
        assertEquals(MARK, files.text(document).text());
    }

    @Test
    void aChangedByteIsRefused() throws Exception {
        StoredDocument document = keep("x".repeat(200_000));
        Path file = file(document, "original");
        byte[] bytes = Files.readAllBytes(file);
        bytes[150_000] ^= 1;
        Files.write(file, bytes);
        assertThrows(IOException.class, () -> read(document));
    }

    @Test
    void aCutFileIsRefused() throws Exception {
        StoredDocument document = keep("x".repeat(200_000));
        Path file = file(document, "original");
        byte[] bytes = Files.readAllBytes(file);
        // At the end of a segment, where every part that is left is genuine.
        Files.write(file, java.util.Arrays.copyOf(bytes, 2 * 64 * 1024));
        assertThrows(IOException.class, () -> read(document));
    }

    @Test
    void anotherDocumentsFileIsRefused() throws Exception {
        StoredDocument one = keep("one");
        StoredDocument two = keep("two");
        Files.copy(
                file(two, "original"),
                file(one, "original"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThrows(IOException.class, () -> read(one));
        StoredDocument stolenKey =
                new StoredDocument(
                        one.id(), one.collectionId(), "", 3, 1, one.jobId(), null, two.key());
        assertThrows(IOException.class, () -> read(stolenKey));
    }

    @Test
    void theOriginalDoesNotPassForTheText() throws Exception {
        StoredDocument document = keep("{\"text\":\"forged\",\"pages\":[]}");
        Files.copy(file(document, "original"), file(document, "text"));
        assertThrows(IOException.class, () -> files.text(document));
    }

    @Test
    void aVersionDoesNotPassForAnother() throws Exception {
        StoredDocument first = keep("first");
        StoredDocument second =
                new StoredDocument(
                        first.id(),
                        first.collectionId(),
                        "a.txt",
                        6,
                        2,
                        first.jobId(),
                        null,
                        first.key());
        files.keepOriginal(
                second.id(), 2, second.key(), out -> out.write("second".getBytes(UTF_8)));
        assertEquals("first", new String(read(first), UTF_8));
        assertEquals("second", new String(read(second), UTF_8));
        Files.copy(
                file(first, "original"),
                file(first, "2.original"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThrows(IOException.class, () -> read(second));
    }

    @Test
    void aTextThatWasKeptBeforeThereWereSectionsIsRead() throws Exception {
        StoredDocument document = keep("original");
        String kept = "{\"text\":\"Old.\",\"pages\":[{\"number\":1,\"start\":0,\"end\":4}]}";
        files.keep(document, DocumentFiles.Kind.TEXT, out -> out.write(kept.getBytes(UTF_8)));
        StoredText text = files.text(document);
        assertEquals(List.of(new Page(1, 0, 4)), text.pages());
        assertEquals("", text.pathAt(0));
    }

    private StoredDocument keep(String text) throws IOException {
        UUID id = UUID.randomUUID();
        WrappedKey key = files.newKey(id);
        Path plain = Files.writeString(home.resolve("plain"), text);
        files.keepOriginal(id, 1, key, out -> Files.copy(plain, out));
        Files.delete(plain);
        UUID other = UUID.randomUUID();
        return new StoredDocument(id, other, "a.txt", text.length(), 1, other, null, key);
    }

    private byte[] read(StoredDocument document) throws IOException {
        try (InputStream in = files.openOriginal(document)) {
            return in.readAllBytes();
        }
    }

    private Path file(StoredDocument document, String kind) {
        String id = document.id().toString();
        return home.resolve("d").resolve(id.substring(0, 2)).resolve(id + "." + kind);
    }
}
