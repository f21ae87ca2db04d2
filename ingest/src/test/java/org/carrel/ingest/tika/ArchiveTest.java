package org.carrel.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final byte[] KEYS = "the keys".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;

    private Transcript read(String name, byte[] bytes) throws Exception {
        return new Reading(folder).of(name, bytes);
    }

    private void assertRefused(RefusalReason reason, Reading reading, String name, byte[] bytes) {
        RefusedException refused =
                assertThrows(RefusedException.class, () -> reading.of(name, bytes));
        assertEquals(reason, refused.reason());
    }

    @Test
    void aZipIsTheListOfItsFilesWhateverTheirNames() throws Exception {
        Transcript zip =
                read(
                        "matter.zip",
                        Zips.of(
                                "a/list.txt", "one",
                                "../../../etc/cron.d/evil", "two",
                                "__MACOSX/a/._list.txt", "clutter",
                                "a/line\nfeed.txt", "three"));
        assertEquals(
                """
                Files in this archive:
                a/list.txt
                ../../../etc/cron.d/evil
                a/line feed.txt\
                """,
                Reading.text(zip));
        assertEquals(
                List.of("a/list.txt", "../../../etc/cron.d/evil", "a/line\nfeed.txt"),
                Reading.names(zip));
        Path attachments = zip.attachments().getFirst().bytes().getParent();
        try (var files = Files.list(attachments)) {
            assertEquals(3, files.count(), "a name is no path");
        }
    }

    @Test
    void anArchiveInAnArchiveIsAnAttachment() throws Exception {
        byte[] inner = Zips.of("innermost.txt", "one");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.putArchiveEntry(new ZipArchiveEntry("inner.zip"));
            zip.write(inner);
            zip.closeArchiveEntry();
        }
        Transcript outer = read("outer.zip", bytes.toByteArray());
        assertEquals("Files in this archive:\ninner.zip", Reading.text(outer));
        assertArrayEquals(inner, Reading.attached(outer, 0));
    }

    @Test
    void aCompressedTarIsOneArchive() throws Exception {
        Transcript tgz = read("matter.tar.gz", gzip(tar()));
        assertEquals("Files in this archive:\nrecords/keys.txt", Reading.text(tgz));
        assertArrayEquals(KEYS, Reading.attached(tgz, 0));
        assertEquals(Reading.text(tgz), Reading.text(read("matter.tar", tar())));
    }

    @Test
    void aCompressedFileIsThatFile() throws Exception {
        Transcript gz = read("keys.txt.gz", gzip(KEYS));
        assertEquals(List.of("keys.txt"), Reading.names(gz));
        assertArrayEquals(KEYS, Reading.attached(gz, 0));
    }

    private static byte[] tar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.putArchiveEntry(new TarArchiveEntry("records/"));
            tar.closeArchiveEntry();
            TarArchiveEntry link = new TarArchiveEntry("passwords", TarArchiveEntry.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            TarArchiveEntry keys = new TarArchiveEntry("records/keys.txt");
            keys.setSize(KEYS.length);
            tar.putArchiveEntry(keys);
            tar.write(KEYS);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void sevenZipOpensWithItsPassword() throws Exception {
        byte[] plain = sevenZ(null);
        assertArrayEquals(KEYS, Reading.attached(read("a.7z", plain), 0));
        byte[] locked = sevenZ("a password");
        assertRefused(RefusalReason.ENCRYPTED, new Reading(folder), "a.7z", locked);
        assertRefused(
                RefusalReason.ENCRYPTED,
                new Reading(folder).withPassword("a wrong one"),
                "a.7z",
                locked);
        Transcript opened = new Reading(folder).withPassword("a password").of("a.7z", locked);
        assertArrayEquals(KEYS, Reading.attached(opened, 0));
    }

    private byte[] sevenZ(@Nullable String password) throws IOException {
        Path file = Files.createTempFile(folder, "made", ".7z");
        try (SevenZOutputFile out =
                password == null
                        ? new SevenZOutputFile(file.toFile())
                        : new SevenZOutputFile(file.toFile(), password.toCharArray())) {
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName("keys.txt");
            out.putArchiveEntry(entry);
            out.write(KEYS);
            out.closeArchiveEntry();
        }
        return Files.readAllBytes(file);
    }

    @Test
    void lockedEntriesAreNamedAndAnArchiveOfThemAloneIsRefused() throws Exception {
        byte[] zip = Zips.of("open.txt", "one", "locked.txt", "two");
        Transcript some = read("some.zip", withFirstLocked(zip, "locked.txt"));
        assertEquals(
                "Files in this archive:\nopen.txt\nlocked.txt (locked: needs a password)",
                Reading.text(some));
        assertEquals(List.of("open.txt"), Reading.names(some));
        byte[] all = withFirstLocked(Zips.of("locked.txt", "two"), "locked.txt");
        assertRefused(RefusalReason.ENCRYPTED, new Reading(folder), "all.zip", all);
    }

    /** Sets the flag of encryption in the directory's record of an entry (APPNOTE 4.4.4). */
    private static byte[] withFirstLocked(byte[] zip, String name) {
        byte[] bytes = zip.clone();
        byte[] sought = name.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + sought.length <= bytes.length; at++) {
            if (!Arrays.equals(sought, Arrays.copyOfRange(bytes, at, at + sought.length))) {
                continue;
            }
            for (int[] header : new int[][] {{46, 8}, {30, 6}}) {
                int record = at - header[0];
                if (record >= 0 && bytes[record] == 'P' && bytes[record + 1] == 'K') {
                    bytes[record + header[1]] |= 1;
                }
            }
        }
        return bytes;
    }

    @Test
    void aBrokenOffArchiveIsDamaged() throws Exception {
        byte[] zip = Zips.of("a.txt", "one ".repeat(1_000), "b.txt", "two ".repeat(1_000));
        byte[] gz = gzip("line of text\n".repeat(10_000).getBytes());
        byte[] tar = tar();
        for (byte[] whole : List.of(zip, gz, Arrays.copyOf(tar, 3 * 512 + 8))) {
            byte[] half =
                    Arrays.copyOf(
                            whole, whole == gz || whole == zip ? whole.length / 2 : whole.length);
            Exception thrown = assertThrows(Exception.class, () -> read("a", half));
            assertEquals(false, thrown instanceof RefusedException);
        }
    }

    @Test
    void tooManyFilesOrBytesAreRefused() throws Exception {
        Transcript.Limits limits = new Transcript.Limits(1_000_000, 2, 100);
        byte[] three = Zips.of("a", "1", "b", "2", "c", "3");
        assertRefused(
                RefusalReason.EXPANSION, new Reading(folder).withLimits(limits), "a.zip", three);
        byte[] large = Zips.of("a", "x".repeat(101));
        assertRefused(
                RefusalReason.EXPANSION, new Reading(folder).withLimits(limits), "a.zip", large);
    }
}
