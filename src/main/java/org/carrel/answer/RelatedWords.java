package org.carrel.answer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.carrel.search.Analysis;

/** Words that contracts use for one another, read from a list in the resources. */
final class RelatedWords {

    private static final String AGAINST = " against ";

    /** Words of a contract's frame, which stand in nearly every clause. */
    private static final Set<String> FRAME =
            Analysis.terms(
                    "agreement party parties shall such may any some under herein hereof hereunder"
                            + " thereof hereby other including similar case even after upon so"
                            + " certain all only will");

    private static final RelatedWords CONTRACTS = read("related-words.txt");

    /** From a term to the groups that it is in, each by the name of its first term. */
    private final Map<String, Set<String>> groups = new HashMap<>();

    private final List<List<String>> opposites = new ArrayList<>();

    private RelatedWords() {}

    static RelatedWords ofContracts() {
        return CONTRACTS;
    }

    private static RelatedWords read(String resource) {
        RelatedWords words = new RelatedWords();
        try (InputStream in =
                        Objects.requireNonNull(
                                RelatedWords.class.getResourceAsStream(resource), resource);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private void add(String line) {
        if (line.contains(AGAINST)) {
            opposites.add(
                    List.of(line.split(AGAINST)).stream()
                            .map(side -> "=" + Analysis.terms(side).iterator().next())
                            .toList());
            return;
        }
        Set<String> terms = Analysis.terms(line);
        String name = "=" + terms.iterator().next();
        terms.forEach(term -> groups.computeIfAbsent(term, t -> new LinkedHashSet<>()).add(name));
    }

    /** The terms without the frame, each that has groups replaced by them. */
    Set<String> of(Collection<String> terms) {
        Set<String> related = new LinkedHashSet<>();
        for (String term : terms) {
            if (!FRAME.contains(term)) {
                related.addAll(groups.getOrDefault(term, Set.of(term)));
            }
        }
        return related;
    }

    /** Whether one holds the opposite of something in the other; both as {@link #of} gives them. */
    boolean areOpposed(Set<String> some, Set<String> others) {
        return opposites.stream()
                .anyMatch(
                        pair -> some.contains(pair.getFirst()) && others.contains(pair.getLast()));
    }
}
