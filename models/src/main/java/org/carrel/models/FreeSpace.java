package org.carrel.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the disk before it is filled. */
final class FreeSpace {

    private FreeSpace() {}

    /**
     * @throws ImportRefusedException when the disk of the folder has not that many bytes left
     */
    static void require(Path folder, long bytes) throws IOException {
        long left = Files.getFileStore(folder).getUsableSpace();
        if (left < bytes) {
            throw new ImportRefusedException(
                    "the import needs %d MB of disk, and %s has %d MB left"
                            .formatted(bytes / 1_000_000 + 1, folder, left / 1_000_000));
        }
    }
}
