package org.carrel.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The files that a child says it has written. A child that was taken over might have put a link
 * there, to a file that it wants to be shown.
 */
final class Attachments {

    private Attachments() {}

    /**
     * Whether each is a plain file that has no other name, and all of them keep to a size.
     *
     * @param maxBytes of all together
     */
    static boolean areSound(List<Attachment> attachments, long maxBytes) {
        long bytes = 0;
        try {
            for (Attachment attachment : attachments) {
                bytes += bytes(attachment.bytes());
            }
        } catch (IOException e) {
            return false;
        }
        return bytes <= maxBytes;
    }

    private static long bytes(Path file) throws IOException {
        Object names = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile() || !Integer.valueOf(1).equals(names)) {
            throw new IOException("an attachment is no plain file of its own");
        }
        return attributes.size();
    }
}
