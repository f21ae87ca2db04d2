package org.carrel.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A talk between a clinician and a patient, as it was written down: turn by turn. */
final class Talk {

    /** So much of a text shows whether it is a talk, in UTF-16 units. */
    private static final int BEGINNING = 6_000;

    private static final int MIN_TURNS = 4;

    /** Who speaks, at the beginning of a line: {@code [doctor]} or {@code Patient:}. */
    private static final Pattern MARK =
            Pattern.compile(
                    "^[ \\t]*(?:\\[(?<in>doctor|dr|clinician|physician|provider|nurse|patient|pt"
                            + "|guest_family|guest|family|mother|father|parent|caregiver)\\]:?"
                            + "|(?<out>doctor|dr\\.?(?: \\p{L}+)?|clinician|physician|provider"
                            + "|nurse|patient|pt|guest_family|guest|family|mother|father|parent"
                            + "|caregiver):)[ \\t]*",
                    Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private static final Pattern CLINICIAN =
            Pattern.compile("doctor|dr.*|clinician|physician|provider|nurse");

    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.?!])(?<!\\b(?:dr|mr|ms|mrs|vs)\\.)\\s+(?!\\d)");

    /** Where speech that was written down without stops is cut. */
    private static final Pattern MARKER =
            Pattern.compile(
                    "\\s(?=(?:alright|okay|all right|now|but|so (?:i|we|you|your|on|for|the|let|it)|and"
                            + " (?:then|so|i|we|you|your|they|it)|(?:for|on|in) (?:your|my)|i 'm|i'm|i"
                            + " (?:also|want|think|do|have|just|see|know)|let 's|let's|we 're|we're"
                            + "|we 'll|we'll|you (?:do|have|can)|any|have you|do you|are"
                            + " you|how (?:about|is|are))\\b)");

    /** More words than this without a stop are cut at markers, into parts of at least so many. */
    private static final int UNSTOPPED = 28;

    private static final int PART = 7;

    private Talk() {}

    enum Speaker {
        CLINICIAN,
        PATIENT
    }

    /** What one says before the other does. */
    record Turn(Speaker speaker, List<Said> said) {}

    /**
     * One sentence of a turn.
     *
     * @param start first UTF-16 index in the text
     * @param end index after the last
     * @param words as spoken, on one line, without hesitations; empty where nothing is left
     * @param asks whether it is a question by its form
     */
    record Said(int start, int end, String words, boolean asks) {}

    /** Whether a text is a talk: both speak, several times, from early on. */
    static boolean isOne(String text) {
        Matcher mark = MARK.matcher(text).region(0, Math.min(text.length(), BEGINNING));
        int clinician = 0;
        int patient = 0;
        while (mark.find()) {
            if (speaker(mark) == Speaker.CLINICIAN) {
                clinician++;
            } else {
                patient++;
            }
        }
        return clinician > 0 && patient > 0 && clinician + patient >= MIN_TURNS;
    }

    static List<Turn> of(String text) {
        List<Turn> turns = new ArrayList<>();
        Matcher mark = MARK.matcher(text);
        Speaker speaker = null;
        int from = 0;
        while (mark.find()) {
            if (speaker != null) {
                turns.add(new Turn(speaker, said(text, from, mark.start())));
            }
            speaker = speaker(mark);
            from = mark.end();
        }
        if (speaker != null) {
            turns.add(new Turn(speaker, said(text, from, text.length())));
        }
        return turns;
    }

    private static Speaker speaker(Matcher mark) {
        String name = mark.group("in") == null ? mark.group("out") : mark.group("in");
        return CLINICIAN.matcher(name.toLowerCase(Locale.ROOT)).matches()
                ? Speaker.CLINICIAN
                : Speaker.PATIENT;
    }

    private static List<Said> said(String text, int start, int end) {
        List<Said> said = new ArrayList<>();
        int from = start;
        Matcher stop = SENTENCE_END.matcher(text).region(start, end);
        while (stop.find()) {
            addParts(text, from, stop.start(), said);
            from = stop.end();
        }
        addParts(text, from, end, said);
        return said;
    }

    private static void addParts(String text, int start, int end, List<Said> into) {
        int from = start;
        if (words(text, start, end) > UNSTOPPED) {
            Matcher marker = MARKER.matcher(text).region(start, end);
            while (marker.find()) {
                if (words(text, from, marker.start()) >= PART
                        && words(text, marker.end(), end) >= PART / 2) {
                    add(text, from, marker.start(), into);
                    from = marker.end();
                }
            }
        }
        add(text, from, end, into);
    }

    private static int words(String text, int start, int end) {
        String part = text.substring(start, end).strip();
        return part.isEmpty() ? 0 : part.split("\\s+").length;
    }

    private static void add(String text, int start, int end, List<Said> into) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (to > from) {
            String spoken = text.substring(from, to);
            into.add(new Said(from, to, Spoken.clean(spoken), Spoken.asks(spoken)));
        }
    }
}
