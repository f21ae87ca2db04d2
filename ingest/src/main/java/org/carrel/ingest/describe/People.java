package org.carrel.ingest.describe;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.ingest.ClinicalRecord.Patient;
import org.carrel.ingest.Span;
import org.carrel.ingest.describe.Dates.Found;
import org.jspecify.annotations.Nullable;

/** Who a clinical document is about: from its structure, or from the banner above its text. */
record People(
        @Nullable Guess<String> name,
        List<Guess<String>> identifiers,
        @Nullable Guess<String> birthDate) {

    static final People NONE = new People(null, List.of(), null);

    private static final int BANNER = 3_000;
    private static final double STATED = 0.99;
    private static final double LABELLED = 0.9;
    private static final double IN_A_SENTENCE = 0.6;
    private static final double SHORT_YEAR = 0.4;

    /** A value ends at its line's end, a bar, a wide gap or the next label of the banner. */
    private static final String VALUE =
            "[ \\t]{0,8}+[:#][ \\t]{0,8}+([^\\n|\\t]{1,80}?)"
                    + "(?=\\n|\\||\\t|[ ]{2}|$|[,;]?[ ](?:MRN?|DOB|Age|Sex|Gender|Date|Medical|Acc"
                    + "|Room|Physician|Provider|Birth|Visit)\\b)";

    private static final Pattern NAME =
            Pattern.compile(
                    "(?m)\\b(?:(?i:patient(?:'s)? name)|Patient|PATIENT|Name|NAME)" + VALUE);
    private static final Pattern IDENTIFIER =
            Pattern.compile(
                    "\\b(?:MRN|MR|(?i:medical record(?: number| no\\.?)?|patient id|hospital number"
                            + "|unit number|nhs (?:number|no\\.?)))[ \\t]{0,4}+(?:[:#][ #]{0,4}+)?"
                            + "([A-Z]{0,4}[- ]?\\d[\\d -]{3,18}\\d)");
    private static final Pattern BIRTH =
            Pattern.compile("\\b(?:DOB|D\\.O\\.B\\.?|(?i:date of birth|birth ?date|born))\\b");
    private static final int BIRTH_REACH = 60;

    /** "Martha Collins is a 50-year-old female". */
    private static final Pattern SENTENCE =
            Pattern.compile(
                    "\\b((?:(?:Mr|Mrs|Ms|Miss|Dr)\\.? )?\\p{Lu}[\\p{L}'-]{1,30}"
                            + "(?: \\p{Lu}[\\p{L}'.-]{0,30}){0,3}),? is an? "
                            + "(?:\\w{1,20} ){0,2}\\d{1,3}[ -]year[ -]old");

    static People of(Subject subject) {
        Patient patient = subject.clinical() == null ? null : subject.clinical().patient();
        return patient == null ? banner(subject) : stated(patient);
    }

    private static People stated(Patient patient) {
        return new People(
                patient.name().isBlank() ? null : new Guess<>(patient.name(), STATED, null),
                patient.identifiers().stream()
                        .map(each -> new Guess<>(each, STATED, null))
                        .toList(),
                patient.birthDate() == null
                        ? null
                        : new Guess<>(patient.birthDate(), STATED, null));
    }

    private static People banner(Subject subject) {
        String text = subject.text();
        String top = text.substring(0, Math.min(BANNER, text.length()));
        Matcher identifier = IDENTIFIER.matcher(top);
        List<Guess<String>> identifiers =
                identifier
                        .results()
                        .limit(1) // A second is another's, or this one again.
                        .map(each ->
                                new Guess<>(
                                        each.group(1).strip(),
                                        LABELLED,
                                        new Span(each.start(1), each.end(1))))
                        .toList();
        return new People(name(top), identifiers, birthDate(top, subject));
    }

    private static @Nullable Guess<String> name(String top) {
        Matcher labelled = NAME.matcher(top);
        while (labelled.find()) {
            if (isName(labelled.group(1).strip())) {
                return guess(labelled, LABELLED);
            }
        }
        Matcher sentence = SENTENCE.matcher(top);
        while (sentence.find()) {
            if (!sentence.group(1).matches("(?:The|This|That|There|It|Patient|He|She|Pt)\\b.*")) {
                return guess(sentence, IN_A_SENTENCE);
            }
        }
        return null;
    }

    private static Guess<String> guess(Matcher found, double confidence) {
        String name = found.group(1).strip();
        return new Guess<>(
                name, confidence, new Span(found.start(1), found.start(1) + name.length()));
    }

    /** Two to five words, each beginning like a name's; "Patient: denies pain" is none. */
    private static boolean isName(String value) {
        return value.matches(
                "\\p{Lu}[\\p{L}'.-]{0,30},?(?: (?:de|van|von|der|la|\\p{Lu}[\\p{L}'.-]{0,30}),?){1,4}");
    }

    private static @Nullable Guess<String> birthDate(String top, Subject subject) {
        String language =
                subject.properties().language() == null ? "" : subject.properties().language();
        Matcher label = BIRTH.matcher(top);
        if (!label.find()) {
            return null;
        }
        int from = label.end();
        // The banner's other dates settle the order of day and month.
        for (Found found : Dates.in(top, 0, top.length(), language)) {
            if (found.span().start() >= from && found.span().start() < from + BIRTH_REACH) {
                // 2-digit years were put in the century of a note; a birth may lie one before.
                boolean shortYear = !top.contains(Integer.toString(found.date().getYear()));
                return new Guess<>(
                        found.date().toString(),
                        (shortYear ? SHORT_YEAR : LABELLED) * found.certainty(),
                        found.span());
            }
        }
        return null;
    }
}
