package org.carrel.search.terms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Short forms and what they stand for, for questions: in both directions, so that "pt" finds
 * "patient" and "shortness of breath" finds "SOB".
 *
 * <p>How one of several meanings is told: a form that the list writes in capitals is that form in
 * capitals alone ("MS" is not "Ms."), and goes before the same form in small letters ("PT", "pt").
 * Where meanings are left, each is searched at its share of the weight.
 *
 * <p>The list, {@code abbreviations.txt}: {@code short form | meaning, other wording; other
 * meaning}, one a line; {@code #} begins a remark.
 */
public final class Abbreviations {

    /** What a short form adds to a question counts as much as this share of its own words. */
    private static final double SPELLED_OUT = 0.8;

    /**
     * A short form for words that are in the question, which count already: more than this cost the
     * other words of the question their due (docs/adr/0020).
     */
    private static final double SHORTENED = 0.3;

    private static final int MOST_LINES = 10_000;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_WORDING = 8;

    /** Expansions of one question. */
    private static final int MOST = 24;

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\d](?:[\\p{L}\\d&/.'\u2019-]{0,20}[\\p{L}\\d])?");

    private final Map<String, List<Meaning>> inCapitals = new LinkedHashMap<>();
    private final Map<String, List<Meaning>> inAnyCase = new LinkedHashMap<>();
    private final Map<String, List<Short>> byWording = new LinkedHashMap<>();

    private Abbreviations() {}

    /** A short form of a meaning, which it may share with others. */
    private record Short(String form, boolean capitals, double share) {}

    /** One thing that a short form stands for. */
    private record Meaning(List<String> wordings) {}

    /**
     * Other words for a part of a question.
     *
     * @param words to look for, next to each other; a short form in capitals alone where {@code
     *     capitals}
     * @param weight of what the question's own words weigh, above 0 and at most 1
     */
    public record Expansion(String words, boolean capitals, double weight) {}

    /**
     * The list of this repository and, after it, an operator's own, whose lines take the place of
     * lines for the same form.
     *
     * @throws IllegalArgumentException naming the file and line that cannot be read
     */
    public static Abbreviations read(@Nullable Path own) {
        Abbreviations abbreviations = new Abbreviations();
        abbreviations.addAll("abbreviations.txt", builtIn());
        if (own != null) {
            abbreviations.addAll(own.toString(), lines(own));
        }
        abbreviations.inCapitals.forEach(
                (form, meanings) -> abbreviations.reverse(form, true, meanings));
        abbreviations.inAnyCase.forEach(
                (form, meanings) -> abbreviations.reverse(form, false, meanings));
        return abbreviations;
    }

    private static List<String> builtIn() {
        try (InputStream in = Abbreviations.class.getResourceAsStream("abbreviations.txt")) {
            if (in == null) {
                throw new IllegalStateException("abbreviations.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not in UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
    }

    private void addAll(String file, List<String> lines) {
        if (lines.size() > MOST_LINES) {
            throw new IllegalArgumentException(file + " has more than " + MOST_LINES + " lines");
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                add(file + ", line " + (i + 1), line);
            }
        }
    }

    private void add(String place, String line) {
        int bar = line.indexOf('|');
        String form = bar < 0 ? "" : line.substring(0, bar).strip();
        List<Meaning> meanings =
                Arrays.stream(line.substring(bar + 1).split(";", -1))
                        .map(each -> Arrays.stream(each.split(",", -1)).map(String::strip).toList())
                        .map(Meaning::new)
                        .toList();
        if (line.length() > LONGEST_LINE
                || !WORD.matcher(form).matches()
                || !meanings.stream()
                        .flatMap(each -> each.wordings().stream())
                        .allMatch(Abbreviations::isWording)) {
            throw new IllegalArgumentException(
                    place
                            + ": must be a short form, |, and what it stands for, such as: htn | hypertension");
        }
        boolean capitals =
                form.equals(form.toUpperCase(Locale.ROOT))
                        && !form.equals(form.toLowerCase(Locale.ROOT));
        if (capitals) {
            inCapitals.put(plain(form), meanings);
        } else {
            inAnyCase.put(plain(form).toLowerCase(Locale.ROOT), meanings);
        }
    }

    private static boolean isWording(String wording) {
        int terms = TextAnalyzer.terms(wording).size();
        return !wording.contains("|") && terms > 0 && terms <= LONGEST_WORDING;
    }

    private void reverse(String form, boolean capitals, List<Meaning> meanings) {
        for (Meaning meaning : meanings) {
            for (String wording : meaning.wordings()) {
                byWording
                        .computeIfAbsent(
                                String.join(" ", TextAnalyzer.terms(wording)),
                                key -> new ArrayList<>())
                        .add(new Short(form, capitals, 1.0 / meanings.size()));
            }
        }
    }

    /** How many short forms are known. */
    public int size() {
        return inCapitals.size() + inAnyCase.size();
    }

    /** What else to look for, by a question's words. */
    public List<Expansion> expand(String question) {
        Map<String, Expansion> found = new LinkedHashMap<>();
        for (MatchResult word : WORD.matcher(question).results().toList()) {
            List<Meaning> meanings = meanings(word.group());
            for (Meaning meaning : meanings) {
                for (String wording : meaning.wordings()) {
                    keep(found, new Expansion(wording, false, SPELLED_OUT / meanings.size()));
                }
            }
        }
        List<String> terms = TextAnalyzer.terms(question);
        for (int from = 0; from < terms.size(); from++) {
            int to = Math.min(terms.size(), from + LONGEST_WORDING);
            for (int end = from + 1; end <= to; end++) {
                String wording = String.join(" ", terms.subList(from, end));
                for (Short form : byWording.getOrDefault(wording, List.of())) {
                    keep(
                            found,
                            new Expansion(form.form(), form.capitals(), SHORTENED * form.share()));
                }
            }
        }
        return found.values().stream().limit(MOST).toList();
    }

    private static void keep(Map<String, Expansion> found, Expansion expansion) {
        found.merge(
                expansion.words(),
                expansion,
                (one, other) -> one.weight() >= other.weight() ? one : other);
    }

    private List<Meaning> meanings(String word) {
        String plain = plain(word);
        List<Meaning> capitals = inCapitals.get(plain);
        return capitals != null
                ? capitals
                : inAnyCase.getOrDefault(plain.toLowerCase(Locale.ROOT), List.of());
    }

    /** "b.i.d." is "bid". */
    private static String plain(String form) {
        return form.replace(".", "");
    }
}
