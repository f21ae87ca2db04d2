package org.carrel.ingest.tika;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;

/**
 * Archives and compressed files: every entry is attached, and the text is the list of their names.
 * Read with Commons Compress: Tika's parser goes on without a word where an entry is locked. A
 * compressed tar is opened as one archive, not as an archive in an archive.
 */
final class Archive {

    private static final Set<String> ZIPS =
            Set.of("application/zip", "application/java-archive", "application/x-zip-compressed");
    private static final Set<String> STREAMS =
            Set.of(
                    "application/x-tar",
                    "application/x-gtar",
                    "application/x-cpio",
                    "application/x-archive",
                    "application/x-unix-archive",
                    "application/x-arj");
    private static final Set<String> COMPRESSED =
            Set.of(
                    "application/gzip",
                    "application/x-gzip",
                    "application/x-bzip2",
                    "application/x-bzip",
                    "application/x-xz",
                    "application/x-lzma",
                    "application/x-compress",
                    "application/zlib",
                    "application/x-snappy-framed",
                    "application/x-lz4");
    private static final String SEVEN_Z = "application/x-7z-compressed";

    /**
     * For the dictionaries of one stream, in KiB: a header of a few bytes may ask for gigabytes.
     */
    private static final int MEMORY_KIB = 64 * 1024;

    private static final int UTF8_NAMES = 1 << 11;

    /** The record at a zip's end, which is all of one without entries. */
    private static final int EMPTY_ZIP_BYTES = 22;

    /** Fewer say too little of an encoding: short names are repeated up to this. */
    private static final int MIN_NAME_BYTES = 200;

    private final Charsets charsets;

    Archive(Charsets charsets) {
        this.charsets = charsets;
    }

    static boolean reads(String type) {
        return ZIPS.contains(type)
                || STREAMS.contains(type)
                || COMPRESSED.contains(type)
                || type.equals(SEVEN_Z);
    }

    void read(Source source, Transcript into) throws IOException {
        ArchiveEntries entries = new ArchiveEntries(into);
        String type = source.mediaType();
        try {
            if (ZIPS.contains(type)) {
                zip(source.file(), entries);
            } else if (type.equals(SEVEN_Z)) {
                sevenZ(source, entries);
            } else if (STREAMS.contains(type)) {
                try (InputStream in = open(source.file())) {
                    stream(in, entries);
                }
            } else {
                compressed(source, entries);
            }
        } catch (ArchiveException | CompressorException e) {
            throw new IOException("not read as " + type, e);
        }
        entries.write();
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    private void zip(Path file, ArchiveEntries entries) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            List<ZipArchiveEntry> all = Collections.list(zip.getEntries());
            if (all.isEmpty() && Files.size(file) > EMPTY_ZIP_BYTES) {
                throw new IOException("bytes, but no entries");
            }
            Charset names = charset(all);
            for (ZipArchiveEntry entry : all) {
                if (entry.isDirectory() || entry.isUnixSymlink()) {
                    continue;
                }
                String name = name(entry, names);
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    entries.locked(name);
                } else if (!zip.canReadEntryData(entry)) {
                    entries.unreadable(name);
                } else {
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        entries.attach(name, bytes);
                    }
                }
            }
        }
    }

    /** Of names that are not declared to be in UTF-8, all together: one alone is too short. */
    private Charset charset(List<ZipArchiveEntry> all) throws IOException {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        while (!all.isEmpty() && names.size() < MIN_NAME_BYTES) {
            for (ZipArchiveEntry entry : all) {
                names.write(entry.getRawName());
                names.write('\n');
            }
        }
        return charsets.of(names.toByteArray());
    }

    private static String name(ZipArchiveEntry entry, Charset charset) {
        boolean declared = (entry.getRawFlag() & UTF8_NAMES) != 0;
        return declared ? entry.getName() : new String(entry.getRawName(), charset);
    }

    private static void sevenZ(Source source, ArchiveEntries entries) throws IOException {
        SevenZFile.Builder builder =
                SevenZFile.builder().setPath(source.file()).setMaxMemoryLimitKiB(MEMORY_KIB);
        String password = source.password();
        if (password != null) {
            builder.setPassword(password.toCharArray());
        }
        try (SevenZFile archive = builder.get()) {
            for (SevenZArchiveEntry entry : archive.getEntries()) {
                if (!entry.isDirectory() && !entry.isAntiItem()) {
                    try (InputStream bytes = archive.getInputStream(entry)) {
                        entries.attach(String.valueOf(entry.getName()), bytes);
                    }
                }
            }
        } catch (PasswordRequiredException e) {
            throw new RefusedException(RefusalReason.ENCRYPTED);
        } catch (IOException e) {
            if (password != null && isAboutPassword(e)) {
                throw new RefusedException(RefusalReason.ENCRYPTED);
            }
            throw e;
        }
    }

    /** With a wrong password what comes out of the decryption is noise. */
    private static boolean isAboutPassword(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("password")
                || message.contains("corrupt")
                || message.contains("checksum")
                || message.contains("bad");
    }

    private static void stream(InputStream in, ArchiveEntries entries)
            throws IOException, ArchiveException {
        try (ArchiveInputStream<? extends ArchiveEntry> archive =
                new ArchiveStreamFactory().createArchiveInputStream(in)) {
            for (ArchiveEntry entry = archive.getNextEntry();
                    entry != null;
                    entry = archive.getNextEntry()) {
                if (entry.isDirectory() || isLink(entry)) {
                    continue;
                }
                if (archive.canReadEntryData(entry)) {
                    entries.attach(entry.getName(), archive);
                } else {
                    entries.unreadable(entry.getName());
                }
            }
        }
    }

    /** What a tar holds besides files: links, devices and pipes. */
    private static boolean isLink(ArchiveEntry entry) {
        return entry instanceof TarArchiveEntry tar
                && (tar.isSymbolicLink()
                        || tar.isLink()
                        || tar.isCharacterDevice()
                        || tar.isBlockDevice()
                        || tar.isFIFO());
    }

    private static void compressed(Source source, ArchiveEntries entries)
            throws IOException, CompressorException, ArchiveException {
        try (InputStream in = open(source.file())) {
            String kind =
                    source.mediaType().equals("application/x-lzma")
                            ? CompressorStreamFactory.LZMA
                            : CompressorStreamFactory.detect(in);
            InputStream unpacked =
                    new BufferedInputStream(
                            new CompressorStreamFactory(true, MEMORY_KIB)
                                    .createCompressorInputStream(kind, in));
            if (isTar(unpacked)) {
                stream(unpacked, entries);
            } else {
                entries.attach(innerName(source.name()), unpacked);
            }
        }
    }

    private static boolean isTar(InputStream unpacked) throws IOException {
        try {
            return ArchiveStreamFactory.TAR.equals(ArchiveStreamFactory.detect(unpacked));
        } catch (ArchiveException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            return false;
        }
    }

    private static String innerName(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
