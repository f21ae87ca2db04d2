package org.carrel.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;

/** Joins the parts of a model and checks every byte on the way. */
final class PartJoiner {

    private static final int CHUNK = 1 << 20;

    private final ModelManifest manifest;
    private final ImportProgress progress;
    private final MessageDigest whole = Sha256.digest();
    private long done;

    PartJoiner(ModelManifest manifest, ImportProgress progress) {
        this.manifest = manifest;
        this.progress = progress;
    }

    /**
     * Writes the joined file.
     *
     * @throws ImportRefusedException when a part or the whole is not what the manifest says
     */
    void join(List<Path> parts, Path into) throws IOException {
        if (parts.size() != manifest.parts().size()) {
            throw new ImportRefusedException(
                    "%s has %d parts, but %d files were given"
                            .formatted(manifest.name(), manifest.parts().size(), parts.size()));
        }
        try (OutputStream out = Files.newOutputStream(into, StandardOpenOption.CREATE_NEW)) {
            for (int i = 0; i < parts.size(); i++) {
                append(parts.get(i), manifest.parts().get(i), out);
            }
        }
        if (!Sha256.hex(whole).equals(manifest.sha256())) {
            throw new ImportRefusedException("the joined file's SHA-256 is not the manifest's");
        }
        progress.at(ImportProgress.Stage.VERIFY, done, manifest.bytes());
    }

    private void append(Path file, ModelManifest.Part expected, OutputStream out)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ImportRefusedException("no file at " + file);
        }
        if (Files.size(file) != expected.bytes()) {
            throw new ImportRefusedException(
                    "%s has %d bytes, not %d".formatted(file, Files.size(file), expected.bytes()));
        }
        MessageDigest digest = Sha256.digest();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
                whole.update(chunk, 0, read);
                out.write(chunk, 0, read);
                progress.at(ImportProgress.Stage.VERIFY, done, manifest.bytes());
                done += read;
            }
        }
        if (!Sha256.hex(digest).equals(expected.sha256())) {
            throw new ImportRefusedException("the SHA-256 of " + file + " is not the manifest's");
        }
    }
}
