package org.carrel.summary;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.document.ReadableText;
import org.carrel.ingest.Sentences;
import org.carrel.ingest.Span;

/**
 * Cuts passages into statements, in the order of the document. A line that is a heading or a label
 * alone is no statement: it names those that follow, up to the next one.
 */
final class StatementReader {

    private static final int HEADING_LENGTH = 60;

    /** {@code ALLERGIES: none}, {@code - Current Medications:}; not {@code 10:30}. */
    private static final Pattern LABELLED =
            Pattern.compile(
                    "^[\\s#*\u2022-]*(\\p{Lu}[\\p{L} /&,()'-]{1,45}?)\\s*:(?:\\s*,)?(?=\\s|$)\\s*");

    private static final Pattern NUMBERED =
            Pattern.compile(
                    "^(?:article|section|exhibit|schedule|\\(?\\w{1,3}\\))\\b?",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern TITLE_MARKS = Pattern.compile("[.,;/&()-]+");
    private static final int TITLE_WORDS = 10;
    private static final int FUNCTION_WORD = 3;

    /** What ends with a colon takes the next sentence along, up to this length in UTF-16 units. */
    private static final int OPENED = 400;

    private static final Pattern LETTER = Pattern.compile("\\p{L}{2}");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?;,]['\"\u201d\u2019)]*$");

    private final ReadableText document;
    private final Centrality centrality;
    private String label = "";
    private String path = "";
    private boolean first = true;

    StatementReader(ReadableText document, Centrality centrality) {
        this.document = document;
        this.centrality = centrality;
    }

    /** Hands a passage's statements to a reader. */
    void read(ReadableText.Place place, Drafting into) {
        String text = document.text().text();
        String headings = document.path(place);
        if (!headings.equals(path)) {
            path = headings;
            label = "";
            first = true;
        }
        Span opened = null;
        for (Span span : Sentences.of(text, place.start(), place.end())) {
            Span whole = opened == null ? span : new Span(opened.start(), span.end());
            opened = null;
            if (text.charAt(span.end() - 1) == ':' && whole.length() <= OPENED) {
                opened = whole;
            } else {
                statement(text, whole, place, into);
            }
        }
        if (opened != null) {
            statement(text, opened, place, into);
        }
    }

    private void statement(String text, Span span, ReadableText.Place place, Drafting into) {
        String quote = text.substring(span.start(), span.end());
        Matcher labelled = LABELLED.matcher(quote);
        int from = 0;
        if (isTitle(quote)) {
            return;
        }
        if (labelled.find()) {
            label = labelled.group(1);
            first = true;
            from = labelled.end();
        } else if (isHeading(quote)) {
            label = quote;
            first = true;
            return;
        }
        if (!LETTER.matcher(quote).region(from, quote.length()).find()) {
            return;
        }
        into.read(
                new Statement(
                        place.page(),
                        span.start(),
                        span.end(),
                        quote,
                        path,
                        label,
                        centrality.of(place.start()),
                        (double) span.start() / Math.max(1, text.length()),
                        first));
        first = false;
    }

    /** A clause's number and title alone, such as {@code 2.3 Delivery of Data.} */
    private static boolean isTitle(String quote) {
        String[] words = TITLE_MARKS.matcher(quote).replaceAll(" ").strip().split("\\s+");
        if (words.length > TITLE_WORDS || quote.indexOf(':') >= 0) {
            return false;
        }
        for (String word : words) {
            if (word.length() > FUNCTION_WORD && Character.isLowerCase(word.charAt(0))) {
                return false;
            }
        }
        return quote.chars().anyMatch(Character::isLetter)
                && (Character.isDigit(quote.charAt(0)) || NUMBERED.matcher(quote).find());
    }

    /** In capitals, or short and of few words, without the end of a sentence. */
    private static boolean isHeading(String quote) {
        String line = quote.strip();
        if (line.length() > HEADING_LENGTH || SENTENCE_END.matcher(line).find()) {
            return false;
        }
        return line.startsWith("#")
                || !line.contains("\n")
                        && line.equals(line.toUpperCase(Locale.ROOT))
                        && LETTER.matcher(line).find()
                        && line.chars().noneMatch(Character::isDigit);
    }
}
