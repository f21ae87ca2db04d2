package org.carrel.document;

import org.jspecify.annotations.Nullable;

/** A file name as it may be shown: one line, no path, nothing that turns or hides letters. */
final class DisplayName {

    static final int MAX_LENGTH = 255;

    private static final String NAMELESS = "document";

    private DisplayName() {}

    static String of(@Nullable String stated) {
        if (stated == null) {
            return NAMELESS;
        }
        String last = stated.substring(lastSeparator(stated) + 1);
        StringBuilder name = new StringBuilder();
        last.codePoints().filter(DisplayName::isShown).forEach(name::appendCodePoint);
        String cut = cut(name.toString().strip());
        return cut.isEmpty() || cut.equals(".") || cut.equals("..") ? NAMELESS : cut;
    }

    private static int lastSeparator(String name) {
        return Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            // FORMAT has the marks that reverse the writing direction: "fdp.exe" for "exe.pdf".
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }

    private static String cut(String name) {
        if (name.length() <= MAX_LENGTH) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(MAX_LENGTH - 1)) ? 1 : 0;
        return name.substring(0, MAX_LENGTH - end).strip();
    }
}
