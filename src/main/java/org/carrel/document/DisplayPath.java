package org.carrel.document;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file's name with the folders that were stated for it: by it the next version of the same file
 * is known. Each part is safe to show; none leads upwards.
 */
final class DisplayPath {

    /** With a collection's id in front it fits PostgreSQL's longest index entry of 2,704 bytes. */
    static final int MAX_LENGTH = 600;

    private DisplayPath() {}

    static String of(@Nullable String stated) {
        String path =
                Arrays.stream((stated == null ? "" : stated).split("[/\\\\]"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
                        .map(DisplayName::of)
                        .collect(Collectors.joining("/"));
        if (path.isEmpty()) {
            return DisplayName.of(null);
        }
        return path.length() <= MAX_LENGTH ? path : tail(path, MAX_LENGTH);
    }

    /**
     * The path of one more file of the same name in the same container.
     *
     * @param others how many came before it
     */
    static String numbered(String path, int others) {
        String number = others == 0 ? "" : " (" + (others + 1) + ")";
        return tail(path, MAX_LENGTH - number.length()) + number;
    }

    private static String tail(String path, int length) {
        int from = Math.max(0, path.length() - length);
        return path.substring(
                from > 0 && Character.isLowSurrogate(path.charAt(from)) ? from + 1 : from);
    }
}
