package org.carrel.intake;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A folder of the watched one. Whoever writes there may try to make Carrel read or remove what lies
 * elsewhere, so each folder on the way to a file is opened as such, not by a path whose links the
 * system would follow (openat with O_NOFOLLOW).
 *
 * @param path the folder, which is no link itself
 */
record InboxFolder(Path path) {

    static final String STATUS = ".carrel-status.txt";

    private static final String REFUSED = ".refused";
    private static final int MOST_FOLDERS_DEEP = 16;
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private interface Deed<T> {
        T on(SecureDirectoryStream<Path> folder, Path name) throws IOException;
    }

    /** Its sub-folders that are no links, by name. */
    static List<InboxFolder> in(Path inbox) throws IOException {
        List<InboxFolder> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(inbox)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && !isHidden(entry)) {
                    found.add(new InboxFolder(entry));
                }
            }
        }
        return found;
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** Some of the files that may be meant for Carrel, with how they look. */
    List<InboxFile> files(int most) throws IOException {
        List<InboxFile> found = new ArrayList<>();
        try (SecureDirectoryStream<Path> root = open(path)) {
            walk(root, Path.of(""), 0, most, found);
        }
        return found;
    }

    private static void walk(
            SecureDirectoryStream<Path> folder,
            Path within,
            int depth,
            int most,
            List<InboxFile> found)
            throws IOException {
        for (Path entry : folder) {
            Path name = entry.getFileName();
            if (found.size() >= most || name == null || isHidden(name)) {
                continue;
            }
            try {
                BasicFileAttributes attributes = InboxFile.attributes(folder, name);
                Path path = within.resolve(name);
                if (attributes.isRegularFile() && !isUnfinished(name)) {
                    found.add(InboxFile.look(folder, path, name));
                } else if (attributes.isDirectory() && depth < MOST_FOLDERS_DEEP) {
                    try (SecureDirectoryStream<Path> below =
                            folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                        walk(below, path, depth + 1, most, found);
                    }
                }
            } catch (NoSuchFileException e) {
                // Gone since; the next look tells.
            }
        }
    }

    /** How a file looks now. */
    InboxFile look(Path file) throws IOException {
        return in(file, (folder, name) -> InboxFile.look(folder, file, name));
    }

    /** Copies a file's bytes: what is read twice must be the same both times. */
    void copy(Path file, Path to) throws IOException {
        in(
                file,
                (folder, name) -> {
                    try (SeekableByteChannel from =
                            folder.newByteChannel(
                                    name,
                                    Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                        return Files.copy(
                                Channels.newInputStream(from),
                                to,
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                });
    }

    void delete(Path file) throws IOException {
        in(
                file,
                (folder, name) -> {
                    folder.deleteFile(name);
                    return true;
                });
    }

    /** Moves a file to where refused ones lie, with the reason beside it. */
    void refuse(Path file, String reason) throws IOException {
        Path refused = path.resolve(REFUSED);
        if (!Files.isDirectory(refused, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(refused);
        }
        String name = UUID.randomUUID().toString().substring(0, 8) + "-" + file.getFileName();
        try (SecureDirectoryStream<Path> target = open(refused)) {
            in(
                    file,
                    (folder, from) -> {
                        folder.move(from, target, Path.of(name));
                        return true;
                    });
            try (SeekableByteChannel out =
                    target.newByteChannel(Path.of(name + ".reason.txt"), NEW)) {
                out.write(StandardCharsets.UTF_8.encode(reason + "\n"));
            }
        }
    }

    /** Tells whoever looks into the folder how things stand. */
    void tell(String status) throws IOException {
        Path file = path.resolve(STATUS);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) < 10_000
                && Files.readString(file).equals(status + "\n")) {
            return;
        }
        Path temporary = path.resolve("." + UUID.randomUUID() + ".tmp");
        Files.writeString(temporary, status + "\n", StandardOpenOption.CREATE_NEW);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private <T> T in(Path file, Deed<T> deed) throws IOException {
        List<SecureDirectoryStream<Path>> opened = new ArrayList<>();
        try {
            opened.add(open(path));
            for (int i = 0; i < file.getNameCount() - 1; i++) {
                opened.add(
                        opened.getLast()
                                .newDirectoryStream(file.getName(i), LinkOption.NOFOLLOW_LINKS));
            }
            return deed.on(opened.getLast(), file.getName(file.getNameCount() - 1));
        } finally {
            for (SecureDirectoryStream<Path> each : opened) {
                each.close();
            }
        }
    }

    @SuppressWarnings("resource") // Closed by who asked for it.
    private static SecureDirectoryStream<Path> open(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        Path name = folder.getFileName();
        if (parent == null || name == null) {
            throw new IOException("the root folder cannot be watched");
        }
        try (DirectoryStream<Path> around = Files.newDirectoryStream(parent)) {
            if (around instanceof SecureDirectoryStream<Path> secure) {
                return secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
            }
        }
        throw new IOException("this system cannot open a folder without following links");
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    /** Names that programs give to what they are still writing. */
    private static boolean isUnfinished(Path name) {
        String text = name.toString().toLowerCase(Locale.ROOT);
        return text.endsWith(".part") || text.endsWith(".tmp") || text.endsWith(".crdownload");
    }
}
