package org.carrel.ingest.clinical;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An element with all that is in it. No deeper than its reader allows, so it may be walked by
 * recursion.
 *
 * @param name local, of HL7's name space or of XHTML; of others with {@code other:} before it
 * @param attributes by local name; {@code xsi:type} is {@code type}
 */
record Markup(String name, Map<String, String> attributes, List<Node> content) implements Node {

    /** For what is not there: every question about it is answered with nothing. */
    static final Markup NOTHING = new Markup("", Map.of(), List.of());

    boolean is(String wanted) {
        return name.equals(wanted);
    }

    /** Null when it is not stated, or blank. */
    @Nullable String attribute(String key) {
        String value = attributes.get(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    boolean has(String key, String value) {
        return value.equals(attribute(key));
    }

    Stream<Markup> elements() {
        return content.stream().filter(Markup.class::isInstance).map(Markup.class::cast);
    }

    Stream<Markup> children(String child) {
        return elements().filter(element -> element.is(child));
    }

    /** The first element along a path of names; {@link #NOTHING} when there is none. */
    Markup at(String... path) {
        Markup here = this;
        for (String step : path) {
            here = here.children(step).findFirst().orElse(NOTHING);
        }
        return here;
    }

    /** Itself and all elements in it, in order. */
    Stream<Markup> all() {
        return Stream.concat(Stream.of(this), elements().flatMap(Markup::all));
    }

    /** All characters in it, as one line. */
    String text() {
        StringBuilder text = new StringBuilder();
        collect(text);
        return Plain.of(text);
    }

    private void collect(StringBuilder into) {
        for (Node node : content) {
            switch (node) {
                case Characters characters -> into.append(characters.text());
                case Markup element -> {
                    into.append(' ');
                    element.collect(into);
                }
            }
        }
    }
}
