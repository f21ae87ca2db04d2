package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {
    @TempDir Path folder;

    @Test
    void filesLinksAndTheRightToRunAreKept() throws IOException {
        TarArchiveEntry link = new TarArchiveEntry("top/lib/a.so", TarConstants.LF_SYMLINK);
        link.setLinkName("a.so.1");

        Path target = folder.resolve("unpacked");
        Archives.untar(
                tar(file("top/bin/run", 0755), file("top/lib/a.so.1", 0644), link), target, 1);

        assertTrue(Files.isExecutable(target.resolve("bin/run")));
        assertFalse(Files.isExecutable(target.resolve("lib/a.so.1")));
        assertEquals("x", Files.readString(target.resolve("lib/a.so")));
    }

    @Test
    void aNameThatLeavesTheFolderIsRefused() throws IOException {
        for (String name : List.of("../outside", "a/../../outside", "/outside")) {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(1);
            InputStream tar = tar(entry);
            Path target = folder.resolve("unpacked");

            assertThrows(IOException.class, () -> Archives.untar(tar, target, 0), name);

            assertFalse(Files.exists(target), name);
            assertFalse(Files.exists(folder.resolve("outside")), name);
        }
    }

    @Test
    void aLinkThatLeavesTheFolderIsRefused() throws IOException {
        for (String to : List.of("../../outside", "/etc/passwd")) {
            TarArchiveEntry link = new TarArchiveEntry("a/link", TarConstants.LF_SYMLINK);
            link.setLinkName(to);
            InputStream tar = tar(link);

            assertThrows(
                    IOException.class,
                    () -> Archives.untar(tar, folder.resolve("unpacked"), 0),
                    to);
        }
    }

    @Test
    void anArchiveThatBreaksOffLeavesNothingThatLooksFinished() throws IOException {
        byte[] whole = tar(file("a", 0644), file("b", 0644)).readAllBytes();
        InputStream cut = new ByteArrayInputStream(whole, 0, 512);
        Path target = folder.resolve("unpacked");

        assertThrows(IOException.class, () -> Archives.untar(cut, target, 0));

        assertFalse(Files.exists(target));
    }

    private static TarArchiveEntry file(String name, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(1);
        return entry;
    }

    private static InputStream tar(TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
            for (TarArchiveEntry entry : entries) {
                out.putArchiveEntry(entry);
                if (entry.getSize() > 0) {
                    out.write("x".getBytes(StandardCharsets.UTF_8));
                }
                out.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
