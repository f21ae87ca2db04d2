package org.carrel.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of sections of clinical notes, from a list, and any name in capitals with a colon. */
final class SectionNames {

    private static final SectionNames KNOWN = new SectionNames(read("section-names.txt"));

    private static final Pattern LABEL =
            Pattern.compile("(\\p{Lu}[\\p{L} /&,'()\u2019-]{2,59}?)\\s?(?::(?=\\s|$)|$)");
    private static final Pattern CAPITALS = Pattern.compile("\\p{Lu}[\\p{Lu} /&,'()\u2019-]{3,49}");
    private static final Pattern WITHIN =
            Pattern.compile("(?<=[.;:!?)]\\s)(\\p{Lu}[\\p{Lu} /&,()-]{3,48}):(?=\\s)");
    private static final int MAX_NAME = 64;

    private final Set<String> names;

    private SectionNames(Set<String> names) {
        this.names = names;
    }

    static SectionNames known() {
        return KNOWN;
    }

    private static Set<String> read(String resource) {
        try (InputStream in = SectionNames.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Length of the name that a line begins with, or is; 0 for none. */
    int atStart(String line) {
        Matcher label = LABEL.matcher(line).region(0, Math.min(line.length(), MAX_NAME));
        if (!label.lookingAt()) {
            return 0;
        }
        String name = label.group(1);
        boolean colon = label.end(1) < line.length() && line.startsWith(":", label.end() - 1);
        boolean whole = label.end() == line.length();
        boolean known = names.contains(name.toLowerCase(Locale.ROOT));
        return known && (colon || whole) || colon && CAPITALS.matcher(name).matches()
                ? label.end(1)
                : 0;
    }

    /** Names in capitals after a sentence, where a note was run together into one line. */
    List<Span> within(String text, int start, int end) {
        List<Span> found = new ArrayList<>();
        Matcher label = WITHIN.matcher(text).region(start, end).useTransparentBounds(true);
        while (label.find()) {
            found.add(new Span(label.start(1), label.end(1)));
        }
        return found;
    }
}
