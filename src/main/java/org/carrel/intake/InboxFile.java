package org.carrel.intake;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * How a file in the watched folder looked.
 *
 * @param path within the collection's folder
 */
record InboxFile(Path path, long size, FileTime modified) {

    /** How the file looks now, without following a link. */
    static InboxFile look(SecureDirectoryStream<Path> folder, Path path, Path name)
            throws IOException {
        BasicFileAttributes attributes = attributes(folder, name);
        return new InboxFile(path, attributes.size(), attributes.lastModifiedTime());
    }

    static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name)
            throws IOException {
        return folder.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }
}
