package org.carrel.summary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.carrel.concept.Concept;
import org.carrel.concept.Concepts;

/**
 * A section that a summary of some kind of document has, and what belongs into it.
 *
 * @param id stable, for programs
 * @param name for people
 * @param lines most lines
 * @param concepts what its statements express and its headings say
 * @param headings what else its headings are called
 * @param opening whether it is told at the beginning of a document, and elsewhere under its heading
 *     alone
 */
record Kind(
        String id,
        String name,
        int lines,
        List<Concept> concepts,
        Phrases headings,
        boolean opening) {

    private static final Concepts KNOWN = Concepts.standard();
    private static final String NEXT = " > ";

    /**
     * Under a heading above the nearest, or under the nearest but after a label of another kind.
     */
    private static final double REMOTE = 0.5;

    /**
     * The sections of a resource of this package: {@code id | name | most lines | concepts |
     * headings | opening}, the last where it is so.
     */
    static List<Kind> load(String resource) {
        return lines(resource).stream().map(Kind::of).toList();
    }

    private static Kind of(String line) {
        String[] parts = line.split("\\|", -1);
        return new Kind(
                parts[0].strip(),
                parts[1].strip(),
                Integer.parseInt(parts[2].strip()),
                concepts(parts[3]),
                Phrases.of(parts[4]),
                parts.length > 5 && parts[5].strip().equals("opening"));
    }

    /** The concepts of these names, parted by white space. */
    static List<Concept> concepts(String names) {
        return Arrays.stream(names.strip().split("\\s+"))
                .filter(name -> !name.isEmpty())
                .map(KNOWN::named)
                .toList();
    }

    /** The lines of a resource of this package, without comments and empty ones. */
    static List<String> lines(String resource) {
        try (InputStream in = Kind.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the statement stands under a heading of this section: 1 the nearest, 0 none. */
    double headed(Statement statement) {
        String label = statement.label();
        if (!label.isEmpty() && isCalled(label)) {
            return 1;
        }
        String path = statement.path();
        if (path.isEmpty()) {
            return 0;
        }
        int last = path.lastIndexOf(NEXT);
        if (isCalled(last < 0 ? path : path.substring(last + NEXT.length()))) {
            return label.isEmpty() ? 1 : REMOTE;
        }
        for (String heading : path.split(NEXT, -1)) {
            if (isCalled(heading)) {
                return REMOTE;
            }
        }
        return 0;
    }

    private boolean isCalled(String heading) {
        return headings.in(heading.toLowerCase(Locale.ROOT)) > 0
                || concepts.stream().anyMatch(concept -> KNOWN.headed(concept, heading));
    }
}
