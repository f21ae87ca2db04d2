package org.carrel.ingest.clinical;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.carrel.ingest.transcript.TextBuilder;
import org.jspecify.annotations.Nullable;

/** Words in the form that the canonical text gives them, on one line. */
final class Plain {

    private Plain() {}

    static String of(CharSequence words) {
        TextBuilder line = new TextBuilder(Integer.MAX_VALUE);
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            line.append(Character.isWhitespace(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        return line.text();
    }

    /** Null when nothing is left. */
    static @Nullable String orNull(@Nullable CharSequence words) {
        String plain = words == null ? "" : of(words);
        return plain.isEmpty() ? null : plain;
    }

    /** Those that say something, with a separator between them. */
    static String join(String separator, @Nullable CharSequence... parts) {
        return Arrays.stream(parts)
                .map(Plain::orNull)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(separator));
    }

    static boolean contains(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
}
