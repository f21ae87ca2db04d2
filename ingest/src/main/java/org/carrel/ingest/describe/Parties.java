package org.carrel.ingest.describe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.ingest.Span;

/**
 * Who made a contract, as its opening says: {@code by and between X, Inc. ("X") and Y Ltd ("Y")},
 * {@code BETWEEN: (1) X; and (2) Y}, {@code Landlord: X}.
 */
final class Parties {

    private static final int OPENING = 12_000;
    private static final int RECITAL = 3_500;
    private static final int OPENINGS = 8;
    private static final int MOST = 12;

    /** A description of a party, between its name and the next one's, is at most this long. */
    private static final int BETWEEN = 900;

    private static final double DEFINED = 0.9;
    private static final double SUFFIXED = 0.8;
    private static final double NAMED = 0.5;

    private static final Pattern START =
            Pattern.compile(
                    "(?i)\\b(?:by\\s{1,3}and\\s{1,3}(?:between|among)|between|among)\\b"
                            + "(?:\\s{1,3}the\\s{1,3}following\\s{1,3}parties)?\\s{0,3}:?");

    /** After these words come reasons and clauses, no parties. */
    private static final Pattern STOP =
            Pattern.compile(
                    "\\b(?:WHEREAS|Whereas|RECITALS?|Recitals?|R E C I T A L S|INTRODUCTION|Introduction|WITNESSETH|BACKGROUND|Background"
                            + "|TABLE OF CONTENTS|NOW,? THEREFORE|ARTICLE|IN CONSIDERATION"
                            + "|(?:is|are|was) entered into|is made|(?:is|are) effective"
                            + "|(?:is|are) (?:sometimes |each |both |collectively |individually )?"
                            + "(?:referred|hereinafter)|agrees? as follows)\\b");

    /** Where the next party may begin. */
    private static final Pattern NEXT =
            Pattern.compile(
                    "\\band\\b|\\bAND\\b|;|[\"\u201D'\u2019]\\s?\\)\\s?,?|\\n\\s{0,3}\\(?[\\w]{1,3}[.)]"
                            + "|\\([a-z\\d]\\)");

    /** The short name that a contract gives a party: (the "Seller"), (hereinafter ... "X"). */
    private static final Pattern TERM =
            Pattern.compile("\\([^()\"\u201C\u2018']{0,60}[\"\u201C\u2018'][^()]{1,80}\\)");

    private static final Pattern QUOTED =
            Pattern.compile("[\"\u201C\u2018']([^\"\u201C\u201D\u2018\u2019']{1,60})");

    private static final int TERM_REACH = 420;

    /** A form's own lines: the label says what the name is. */
    private static final Pattern LABELLED =
            Pattern.compile(
                    "(?m)^\\s{0,4}(?:Landlord|Tenant|Lessor|Lessee|LANDLORD|TENANT|LESSOR|LESSEE"
                            + "|Licensor|Licensee|Employer|Employee|EMPLOYER|EMPLOYEE|Buyer|Seller"
                            + "|Supplier|Customer|Client|Contractor)"
                            + "[ \\t]{0,4}:[ \\t]{0,8}(?=\\p{Lu})");

    private Parties() {}

    static List<Guess<String>> of(String text) {
        Set<String> terms = terms(text);
        List<List<Guess<String>>> recitals = new ArrayList<>();
        Matcher starts = START.matcher(text).region(0, Math.min(OPENING, text.length()));
        while (recitals.size() < OPENINGS && starts.find()) {
            recitals.add(recital(text, starts.end(), terms));
        }
        // The first recital that gives its parties short names; else that of a title page.
        return recitals.stream()
                .filter(found -> sure(found, DEFINED))
                .findFirst()
                .or(() -> recitals.stream().filter(found -> sure(found, SUFFIXED)).findFirst())
                .or(() -> recitals.stream().filter(Parties::plausible).findFirst())
                .orElseGet(() -> labelled(text));
    }

    private static boolean sure(List<Guess<String>> found, double confidence) {
        return found.stream().filter(each -> each.confidence() >= confidence).count() >= 2;
    }

    /** One at least has the name of a company or a short name; "between you and me" has not. */
    private static boolean plausible(List<Guess<String>> found) {
        return found.size() >= 2 && found.stream().anyMatch(each -> each.confidence() > NAMED);
    }

    /** The short names of the opening, which are not names of further parties. */
    private static Set<String> terms(String text) {
        Set<String> terms = new HashSet<>();
        Matcher matcher = TERM.matcher(text).region(0, Math.min(OPENING, text.length()));
        while (matcher.find()) {
            Matcher quoted = QUOTED.matcher(matcher.group());
            while (quoted.find()) {
                terms.add(quoted.group(1).strip().toLowerCase(Locale.ROOT));
            }
        }
        return terms;
    }

    private static List<Guess<String>> recital(String text, int from, Set<String> terms) {
        int end = Math.min(from + RECITAL, text.length());
        Matcher stop = STOP.matcher(text).region(from, end).useTransparentBounds(true);
        if (stop.find()) {
            end = stop.start();
        }
        List<Guess<String>> found = new ArrayList<>();
        int at = add(text, from, end, found, terms, true) ? endOfLast(found) : from;
        Matcher next = NEXT.matcher(text).useTransparentBounds(true);
        int last = at;
        while (found.size() < MOST && at < end && next.region(at, end).find()) {
            if (next.start() - last > BETWEEN) {
                break;
            }
            at = next.end();
            if (add(text, at, end, found, terms, found.size() == 1 && isJoined(text, last, next))) {
                at = Math.max(at, endOfLast(found));
                last = at;
            }
        }
        return found;
    }

    /** Nothing but "and" between two names: the second may go without a suffix, too. */
    private static boolean isJoined(String text, int last, Matcher next) {
        return text.substring(last, next.end()).strip().equalsIgnoreCase("and");
    }

    private static int endOfLast(List<Guess<String>> found) {
        Span span = found.getLast().span();
        return span == null ? 0 : span.end();
    }

    private static boolean add(
            String text,
            int from,
            int end,
            List<Guess<String>> into,
            Set<String> terms,
            boolean plainToo) {
        Span span = PartyName.at(text, from, end);
        if (span == null) {
            return false;
        }
        String name = text.substring(span.start(), span.end()).replaceAll("\\s+", " ");
        boolean defined = isDefined(text, span.end(), end);
        double confidence = PartyName.hasSuffix(name) ? defined ? DEFINED : SUFFIXED : NAMED;
        if (confidence == NAMED && defined) {
            confidence = SUFFIXED;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean known =
                into.stream()
                                .anyMatch(each ->
                                        each.value().toLowerCase(Locale.ROOT).startsWith(lower))
                        || terms.contains(lower)
                        || confidence < DEFINED
                                && terms.stream().anyMatch(term -> lower.startsWith(term + " "));
        if (known || confidence == NAMED && !plainToo) {
            return false;
        }
        into.add(new Guess<>(name, confidence, span));
        return true;
    }

    /** Whether a short name follows before anything that could begin another party. */
    private static boolean isDefined(String text, int from, int end) {
        Matcher term =
                TERM.matcher(text)
                        .region(from, Math.min(from + TERM_REACH, end))
                        .useTransparentBounds(true);
        return term.find() && text.substring(from, term.start()).indexOf(';') < 0;
    }

    private static List<Guess<String>> labelled(String text) {
        List<Guess<String>> found = new ArrayList<>();
        int end = Math.min(OPENING, text.length());
        Matcher labels = LABELLED.matcher(text).region(0, end);
        while (labels.find() && found.size() < MOST) {
            add(text, labels.end(), end, found, Set.of(), true);
        }
        return found;
    }
}
