package org.carrel.audit;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files of exports, each encrypted under a key of its own as streams of AES-256-GCM segments, so
 * that none can be read outside of this installation, or be exchanged for another.
 */
@ApplicationScoped
class ExportFiles {

    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final String PART = ".part";
    private static final Set<StandardOpenOption> ANEW =
            Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);

    /** What a file is to hold. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Path folder;
    private final Subjects subjects;

    ExportFiles(ExportConfig config, Subjects subjects) {
        this.folder = config.folder();
        this.subjects = subjects;
    }

    /** Writes a file, in the place of one that was begun; it is there when it is whole. */
    void write(UUID export, Content content) throws IOException {
        Files.createDirectories(folder, permissions("rwx------"));
        Path part = folder.resolve(export + PART);
        try (FileChannel file = FileChannel.open(part, ANEW, permissions("rw-------"))) {
            OutputStream plain = Channels.newOutputStream(file);
            try (OutputStream out = new BufferedOutputStream(encrypting(export, plain))) {
                content.writeTo(out);
            }
        }
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(part, whole(export), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A whole file, to be closed by the caller. */
    InputStream open(UUID export) throws IOException {
        InputStream file = Files.newInputStream(whole(export));
        try {
            return streaming(export).newDecryptingStream(file, context(export));
        } catch (GeneralSecurityException | IOException e) {
            file.close();
            throw new IOException("an export cannot be decrypted", e);
        }
    }

    /** Removes all of an export; nothing if there is nothing. */
    void delete(UUID export) throws IOException {
        Files.deleteIfExists(whole(export));
        Files.deleteIfExists(folder.resolve(export + PART));
    }

    /** The exports that there are files of. */
    List<UUID> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()).replace(PART, ""))
                    .map(UUID::fromString)
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IOException("the folder of exports holds what is none", e);
        }
    }

    private Path whole(UUID export) {
        return folder.resolve(export.toString());
    }

    private OutputStream encrypting(UUID export, OutputStream out) throws IOException {
        try {
            return streaming(export).newEncryptingStream(out, context(export));
        } catch (GeneralSecurityException e) {
            throw new IOException("an export cannot be encrypted", e);
        }
    }

    private AesGcmHkdfStreaming streaming(UUID export) throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(
                subjects.exportKey(export), "HmacSha256", SubjectKey.BYTES, SEGMENT_BYTES, 0);
    }

    private static byte[] context(UUID export) {
        return ("carrel:audit-export:" + export).getBytes(StandardCharsets.US_ASCII);
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
