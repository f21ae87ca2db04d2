package org.carrel.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.carrel.models.ImportedModel.StoredFile;

/** Files with their SHA-256, and one for all of them. */
final class HashedFiles {

    private HashedFiles() {}

    /** Reads and hashes files, which are told by the last part of their paths. */
    static List<StoredFile> of(
            List<Path> files, ImportProgress.Stage stage, ImportProgress progress)
            throws IOException {
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        long all = total;
        long[] done = {0};
        List<StoredFile> hashed = new ArrayList<>();
        for (Path file : files) {
            long before = done[0];
            String hash =
                    Sha256.of(
                            file,
                            bytes -> {
                                done[0] += bytes;
                                progress.at(stage, Math.min(done[0], all), all);
                            });
            String name = String.valueOf(file.getFileName());
            hashed.add(new StoredFile(name, done[0] - before, hash));
        }
        return hashed;
    }

    /** The hash that names a source: of one file its own, of several that of their list. */
    static String whole(List<StoredFile> files) {
        if (files.size() == 1) {
            return files.getFirst().sha256();
        }
        String lines =
                files.stream()
                        .map(file -> file.sha256() + "  " + file.name() + "\n")
                        .sorted()
                        .collect(Collectors.joining());
        var digest = Sha256.digest();
        digest.update(lines.getBytes(StandardCharsets.UTF_8));
        return Sha256.hex(digest);
    }

    /** The hash of files put one behind the other. */
    static String joined(List<Path> files) throws IOException {
        var digest = Sha256.digest();
        for (Path file : files) {
            Sha256.read(file, digest, bytes -> {});
        }
        return Sha256.hex(digest);
    }
}
