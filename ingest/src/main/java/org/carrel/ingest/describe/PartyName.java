package org.carrel.ingest.describe;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.ingest.Span;
import org.jspecify.annotations.Nullable;

/** Where the name of a person or company ends that begins at a place in the text. */
final class PartyName {

    private static final int MOST_WORDS = 14;
    private static final int MOST_CHARACTERS = 140;

    /** Endings of companies' names, and words that only such names have. */
    private static final Pattern SUFFIX =
            Pattern.compile(
                    "(?i)(?<![\\p{L}\\d])(?:inc|incorporated|llc|l\\.l\\.c|ltd|limited|lp|l\\.p|llp"
                            + "|corp|corporation|company|co|n\\.a|s\\.a|s\\.p\\.a|s\\.r\\.l|n\\.d"
                            + "|m\\.d|md|plc|mhc|gmbh|ag|kg|b\\.v|bv|n\\.v|nv|sas|sarl|pty|pvt|oy"
                            + "|ab|a/s|k\\.k|bank|trust|university|association|partnership"
                            + "|foundation|hospital|partners|holdings|group|society|institute"
                            + "|authority|district|ministry|agency)(?![\\p{L}\\d])");

    /** What may follow a comma and still belong to the name. */
    private static final Pattern AFTER_COMMA =
            Pattern.compile(
                    "(?i),\\s{0,3}(?:inc|llc|l\\.l\\.c|ltd|limited|lp|l\\.p|llp|corp|n\\.a|s\\.a"
                            + "|s\\.p\\.a|s\\.r\\.l|n\\.d|m\\.d|ph\\.d|esq|jr|sr|plc|mhc|gmbh|co|pc"
                            + "|p\\.c|b\\.v)(?![\\p{L}\\d])\\.?");

    /** What stands before a name: bullets, quotes, an article. */
    private static final Pattern LEAD =
            Pattern.compile(
                    "(?:[\\s,:;.\"\u201C\u2013\u2014-]|\\([\\da-zA-Z]{1,3}\\)(?=\\s)|\\d{1,2}[.)]\\s"
                            + "|(?:and|among|the|The|THE|both|each of|either)\\s){0,12}+");

    private static final Pattern WORD = Pattern.compile("[^\\s,;()\\[\\]\"\u201C\u201D]{1,60}");

    /** "(BVI)" in the middle of a name. */
    private static final Pattern INSERTED =
            Pattern.compile("\\s\\([\\p{L}.]{2,12}\\)(?=\\s\\p{Lu})");

    /** Small words within names. */
    private static final Set<String> SMALL =
            Set.of(
                    "of", "for", "de", "do", "da", "dos", "das", "del", "e", "du", "la", "le", "et",
                    "van", "von", "der", "den", "und", "y", "in", "&", "-", "inc", "inc.", "llc");

    /** Words that end a name even when they begin a line or stand in capitals. */
    private static final Set<String> ENDS =
            Set.of(
                    "and",
                    "a",
                    "an",
                    "having",
                    "with",
                    "located",
                    "whose",
                    "organized",
                    "acting",
                    "dated",
                    "as",
                    "on",
                    "at",
                    "by",
                    "to",
                    "date",
                    "dba",
                    "d/b/a",
                    "hereinafter",
                    "effective",
                    "table",
                    "this",
                    "is",
                    "are",
                    "dated:",
                    "together",
                    "collectively",
                    "each",
                    "individually",
                    "whereas",
                    "through");

    /** What a contract calls parties, and what is left open in a form. */
    private static final Pattern NO_NAME =
            Pattern.compile(
                    "(?i)(?:the )?(?:part(?:y|ies)|you|we|us|company|undersigned|parties hereto"
                            + "|both parties|following|therefore|.*agreement|.*contract|.*addendum|x{3,}|.*_{2,}.*|.*\\.{4,}.*"
                            + "|(?:january|february|march|april|may|june|july|august|september"
                            + "|october|november|december)\\b.*)");

    /** What a word may carry at its end. */
    private static final Pattern MARKS = Pattern.compile("[:.]{1,3}$");

    private PartyName() {}

    /** The name that begins at an index, past bullets and articles; null when none does. */
    static @Nullable Span at(String text, int from, int end) {
        Matcher lead = LEAD.matcher(text).region(from, end);
        int start = lead.lookingAt() ? lead.end() : from;
        int at = start;
        int words = 0;
        while (words < MOST_WORDS && at < end && at - start < MOST_CHARACTERS) {
            int next = word(text, start, at, end);
            if (next < 0) {
                break;
            }
            at = next;
            words++;
        }
        int stop = trimmed(text, start, at);
        return isName(text.substring(start, stop)) ? new Span(start, stop) : null;
    }

    static boolean hasSuffix(String name) {
        return SUFFIX.matcher(name).find();
    }

    /** The end of the name's next word; -1 where the name is over. */
    private static int word(String text, int start, int at, int end) {
        if (at > start) {
            Matcher comma = AFTER_COMMA.matcher(text).region(at, end).useTransparentBounds(true);
            if (comma.lookingAt()) {
                return comma.end();
            }
            Matcher inserted = INSERTED.matcher(text).region(at, end).useTransparentBounds(true);
            if (inserted.lookingAt()) {
                return inserted.end();
            }
        }
        int from = at;
        while (from < end && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        if (at > start && (from == at || isParagraph(text, at, from) || isOver(text, start, at))) {
            return -1;
        }
        Matcher word = WORD.matcher(text).region(from, end).useTransparentBounds(true);
        return word.lookingAt() && belongs(word.group(), at == start) ? word.end() : -1;
    }

    private static boolean isParagraph(String text, int at, int from) {
        return text.substring(at, from).chars().filter(c -> c == '\n').count() > 1;
    }

    /** A full stop after a long word that is no abbreviation ends a sentence, and the name. */
    private static boolean isOver(String text, int start, int at) {
        if (text.charAt(at - 1) != '.') {
            return false;
        }
        int from = Math.max(start, text.lastIndexOf(' ', at - 1) + 1);
        String last = text.substring(from, at - 1);
        return last.length() > 4 && last.indexOf('.') < 0 && !hasSuffix(last);
    }

    private static boolean belongs(String word, boolean first) {
        String lower = MARKS.matcher(word.toLowerCase(Locale.ROOT)).replaceFirst("");
        if (ENDS.contains(lower)) {
            return false;
        }
        int c = word.codePointAt(0);
        return Character.isUpperCase(c)
                || Character.isDigit(c) && (first || word.length() > 4 || !first && isInName(word))
                || !first && SMALL.contains(lower)
                || word.indexOf('-') > 0 && first
                || !first && hasSuffix(word);
    }

    /** "3M" and "2GO" stand in names; "512" begins an address. */
    private static boolean isInName(String word) {
        return word.chars().anyMatch(Character::isLetter);
    }

    /** Without the small words, commas and marks on which it happens to end. */
    private static int trimmed(String text, int start, int end) {
        int at = end;
        while (at > start) {
            int from = Math.max(start, text.lastIndexOf(' ', at - 1) + 1);
            String last = text.substring(from, at).strip();
            if (!SMALL.contains(last.toLowerCase(Locale.ROOT)) || hasSuffix(last)) {
                break;
            }
            at = from;
            while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
                at--;
            }
        }
        while (at > start && ",:-\u2013".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    private static boolean isName(String name) {
        return name.chars().filter(Character::isLetter).count() >= 3
                && !NO_NAME.matcher(name).matches();
    }
}
