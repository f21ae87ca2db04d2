package org.carrel.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a document as a whole: what a person would call it by. Indexed with its passages
 * and never part of a quote.
 *
 * @param name of the file
 * @param type such as {@code Supply agreement}; null where nobody knows
 * @param people parties, patient, correspondents: who it is about, in the order of the text
 * @param identifiers such as a medical record number
 * @param date ISO 8601; null where nobody knows
 * @param opening the beginning of the text, where a document says what it is: at most {@value
 *     #OPENING} UTF-16 units
 */
public record About(
        String name,
        @Nullable String type,
        List<String> people,
        List<String> identifiers,
        @Nullable String date,
        String opening) {

    static final int OPENING = 1_500;

    private static final Pattern EXTENSION = Pattern.compile("\\.\\w{1,5}$");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern JOINTS = Pattern.compile("[_+.]");
    private static final Pattern CASES = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern WHITE = Pattern.compile("\\s+");

    public About {
        people = List.copyOf(people);
        identifiers = List.copyOf(identifiers);
        opening = opening.substring(0, Math.min(OPENING, opening.length()));
    }

    /** The beginning of a text, at most a quarter: a short text as a whole names nothing. */
    public static String opening(String text) {
        return text.substring(0, Math.min(OPENING, text.length() / 4));
    }

    /** A document of which the file's name alone is known. */
    public static About named(String name) {
        return new About(name, null, List.of(), List.of(), null, "");
    }

    /** What it is called by: each name apart. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(words(name));
        // "eBay" is asked for as it is written, "AcmeCorp" as two words.
        if (!unsplit(name).equals(words(name))) {
            names.add(unsplit(name));
        }
        if (type != null) {
            names.add(type);
        }
        names.addAll(people);
        names.addAll(identifiers);
        return names;
    }

    /** A file's name as words: {@code AcmeCorp_MSA%202020.pdf} is "Acme Corp MSA 2020". */
    static String words(String fileName) {
        return WHITE.matcher(CASES.matcher(unsplit(fileName)).replaceAll(" ")).replaceAll(" ");
    }

    private static String unsplit(String fileName) {
        String stem = EXTENSION.matcher(fileName).replaceFirst("");
        String plain = JOINTS.matcher(ESCAPE.matcher(stem).replaceAll(" ")).replaceAll(" ");
        return WHITE.matcher(plain).replaceAll(" ").strip();
    }
}
