package org.carrel.concept;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a list of concepts; a line that it does not understand is an error, with its number. */
final class ConceptList {

    private static final Pattern BEGINNING = Pattern.compile("\\[([a-z-]+)] (.+)");
    private static final Pattern LINE =
            Pattern.compile("(about|usual|where|asked|headed|says|hints|not)\\s+(.+)");

    /** Words that say too little to expand a query by. */
    private static final Set<String> PLAIN =
            Set.of(
                    "this", "shall", "will", "must", "with", "from", "upon", "which", "what",
                    "that");

    private ConceptList() {}

    static List<Entry> read(String resource, Domain domain) {
        try (InputStream in = ConceptList.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the list of concepts " + resource + " is missing");
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return read(lines.readAllLines(), domain);
        } catch (IOException e) {
            throw new UncheckedIOException("the list of concepts " + resource, e);
        }
    }

    static List<Entry> read(List<String> lines, Domain domain) {
        List<Entry> entries = new ArrayList<>();
        Draft draft = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher beginning = BEGINNING.matcher(line);
            Matcher more = LINE.matcher(line);
            if (beginning.matches()) {
                if (draft != null) {
                    entries.add(draft.entry(domain));
                }
                draft = new Draft(beginning.group(1), beginning.group(2));
            } else if (draft != null && more.matches()) {
                draft.add(more.group(1), more.group(2));
            } else {
                throw new IllegalArgumentException("line " + (i + 1) + " is not understood");
            }
        }
        if (draft != null) {
            entries.add(draft.entry(domain));
        }
        return entries;
    }

    /** A concept whose lines are still being read. */
    private static final class Draft {

        private final String id;
        private final String name;
        private String about = "";
        private Concept.Usual usual = Concept.Usual.SOMETIMES;
        private boolean atBeginning;
        private final Map<String, List<Wording>> wordings = new LinkedHashMap<>();

        Draft(String id, String name) {
            this.id = id;
            this.name = name;
        }

        void add(String sort, String text) {
            switch (sort) {
                case "about" -> about = text;
                case "usual" -> usual = Concept.Usual.valueOf(text.toUpperCase(Locale.ROOT));
                case "where" -> atBeginning = text.equals("beginning");
                default -> addWordings(sort, text);
            }
        }

        private void addWordings(String sort, String text) {
            List<Wording> some = wordings.computeIfAbsent(sort, key -> new ArrayList<>());
            for (String wording : text.split("\\|")) {
                some.add(Wording.of(wording));
            }
        }

        Entry entry(Domain domain) {
            if (about.isEmpty() || all("asked").isEmpty() || all("says").isEmpty()) {
                throw new IllegalArgumentException(id + " lacks about, asked or says");
            }
            return new Entry(
                    new Concept(id, name, domain, about, usual, atBeginning, words()),
                    all("asked"),
                    all("headed"),
                    all("says"),
                    all("hints"),
                    all("not"));
        }

        private List<Wording> all(String sort) {
            return List.copyOf(wordings.getOrDefault(sort, List.of()));
        }

        private Set<String> words() {
            Set<String> words = new LinkedHashSet<>();
            Stream.of(all("headed"), all("hints"), all("asked"))
                    .flatMap(List::stream)
                    .flatMap(wording -> wording.spelt().stream())
                    .filter(word -> !PLAIN.contains(word))
                    .forEach(words::add);
            return Collections.unmodifiableSet(words);
        }
    }
}
