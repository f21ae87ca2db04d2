package org.carrel.launch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Unpacks verified archives. An archive is unpacked beside its place and moved there whole, so an
/// interrupted run leaves nothing that looks finished.
final class Archives {
    private Archives() {}

    static InputStream gunzip(InputStream in) throws IOException {
        return new GZIPInputStream(in, 1 << 16);
    }

    /// PostgreSQL's tar archive out of the jar in which it is published.
    static InputStream txzInJar(Path jar) throws IOException {
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".txz")) {
                return zip;
            }
        }
        zip.close();
        throw new IOException("no .txz in " + jar);
    }

    static InputStream unxz(InputStream in) throws IOException {
        return new XZCompressorInputStream(new BufferedInputStream(in));
    }

    /// Unpacks a tar stream into a folder that does not exist yet.
    ///
    /// @param strip how many leading folders of each name are left out
    static void untar(InputStream tar, Path folder, int strip) throws IOException {
        Path beside = folder.resolveSibling(folder.getFileName() + ".unpacking");
        delete(beside);
        Files.createDirectories(beside);
        try (TarArchiveInputStream in = new TarArchiveInputStream(tar)) {
            for (TarArchiveEntry entry = in.getNextEntry();
                    entry != null;
                    entry = in.getNextEntry()) {
                unpack(in, entry, beside, strip);
            }
        }
        delete(folder);
        Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Writes one entry of a gzipped tar archive to a file; the others are passed over.
    static void extract(Path tgz, String name, Path to) throws IOException {
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(gunzip(Files.newInputStream(tgz)))) {
            for (TarArchiveEntry entry = in.getNextEntry();
                    entry != null;
                    entry = in.getNextEntry()) {
                if (entry.isFile() && entry.getName().equals(name)) {
                    Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
                    return;
                }
            }
        }
        throw new IOException("no " + name + " in " + tgz);
    }

    /// Deletes a folder with all in it, links not followed; nothing happens if it is not there.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @org.jspecify.annotations.Nullable IOException failure)
                            throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void unpack(
            TarArchiveInputStream in, TarArchiveEntry entry, Path folder, int strip)
            throws IOException {
        Path name = Path.of(entry.getName()).normalize();
        if (name.getNameCount() <= strip) {
            return;
        }
        Path target = folder.resolve(name.subpath(strip, name.getNameCount())).normalize();
        if (name.isAbsolute() || !target.startsWith(folder)) {
            throw new IOException("the archive names a file outside of itself: " + name);
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(parent(target));
        if (entry.isSymbolicLink()) {
            link(target, Path.of(entry.getLinkName()), folder);
        } else if (entry.isFile()) {
            Files.copy(in, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target,
                    PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
        }
    }

    private static void link(Path target, Path to, Path folder) throws IOException {
        if (!parent(target).resolve(to).normalize().startsWith(folder)) {
            throw new IOException("the archive links to a file outside of itself: " + to);
        }
        Files.createSymbolicLink(target, to);
    }

    private static Path parent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException("no folder holds " + path);
        }
        return parent;
    }
}
