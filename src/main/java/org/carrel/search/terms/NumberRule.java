package org.carrel.search.terms;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers under which something is filed, and codes: "MRN: 00123", "Invoice No. INV-2041", "Case
 * 2:19-cv-01234", "ICD-10 E11.9". Capitals and the signs between the parts do not count; zeros in
 * front do, for they tell two records apart.
 */
final class NumberRule implements Rule {

    /** Letters, digits and signs between them; at least one digit. */
    private static final String VALUE =
            "((?=[A-Za-z:./_-]{0,12}\\d)[A-Za-z0-9]+(?:[-./:_][A-Za-z0-9]+){0,6})(?![\\p{L}\\d])";

    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    Map.entry("medicalrecord", "mrn"),
                    Map.entry("inv", "invoice"),
                    Map.entry("docket", "case"),
                    Map.entry("po", "order"),
                    Map.entry("purchaseorder", "order"),
                    Map.entry("acct", "account"),
                    Map.entry("diagnosiscode", "icd"),
                    Map.entry("ref", "reference"),
                    Map.entry("licence", "license"));

    /** Numbers of these follow the word at once; what follows the others must look like one. */
    private static final String SURE =
            "mrn|medical record|invoice|inv|docket|npi|ssn|ein|dea|ndc|loinc|snomed|cpt|rxnorm"
                    + "|icd(?:-?(?:9|10))?(?:-?cm)?|diagnosis code|accession|acct|purchase order|po";

    private static final String LIKELY =
            "case|account|claim|policy|order|contract|agreement|patient|member|patent|registration|file"
                    + "|reference|ref|ticket|encounter|visit|chart|lot|serial|application|matter|project|permit"
                    + "|licen[sc]e";

    private static final String COUNT = "(?: (?:number|no\\.?|num\\.?|id)| ?#)";

    private static final Pattern LABELLED =
            Pattern.compile(
                    "(?<![\\p{L}\\d])(?i:("
                            + SURE
                            + ")s?"
                            + COUNT
                            + "?|("
                            + LIKELY
                            + ")"
                            + COUNT
                            + ") ?[:#]? ?"
                            + VALUE);

    /** "Case 2:19-cv-01234", "policy AB-99120": no "number", but the look of one. */
    private static final Pattern LOOK =
            Pattern.compile(
                    "(?<![\\p{L}\\d])(?i:("
                            + LIKELY
                            + ")) ?:? ?((?=[A-Za-z0-9:./-]*\\d{3})(?=[A-Za-z0-9:./-]*[A-Z:-])"
                            + "[A-Za-z0-9]+(?:[-./:][A-Za-z0-9]+){0,6})(?![\\p{L}\\d])");

    /** Of a federal court: 2:19-cv-01234. */
    private static final Pattern DOCKET =
            Pattern.compile(
                    "(?<![\\p{L}\\d])(\\d{1,2}:\\d{2}-[A-Za-z]{2}-\\d{3,6})(?![\\p{L}\\d])");

    /** A code of ICD-10 with its point. */
    private static final Pattern ICD =
            Pattern.compile(
                    "(?<![\\p{L}\\d.-])([A-TV-Z]\\d[0-9A-B]\\.[0-9A-Z]{1,4})(?![\\p{L}\\d])");

    /** Capitals before at least four digits. */
    private static final Pattern SERIAL =
            Pattern.compile(
                    "(?<![\\p{L}\\d-])([A-Z]{1,6}-?\\d{4,12}(?:-[A-Z0-9]{1,8}){0,3})(?![\\p{L}\\d-])");

    private static final Pattern BARE =
            Pattern.compile(
                    "(?<![\\p{L}\\d.,$-])(\\d{3,20}|(?=[A-Za-z-]*\\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+){0,4})(?![\\p{L}\\d]|[.,]\\d)");

    private static final int SHORTEST = 3;

    @Override
    public void find(String text, List<Identifier> into) {
        if (!Rule.hasDigit(text)) {
            return;
        }
        Matcher labelled = LABELLED.matcher(text);
        while (labelled.find()) {
            String label = labelled.group(1) == null ? labelled.group(2) : labelled.group(1);
            add(Identifier.Kind.NUMBER, label(label), labelled.group(3), labelled, into);
        }
        Matcher look = LOOK.matcher(text);
        while (look.find()) {
            add(Identifier.Kind.NUMBER, label(look.group(1)), look.group(2), look, into);
        }
        each(DOCKET, Identifier.Kind.NUMBER, "case", text, into);
        each(ICD, Identifier.Kind.NUMBER, "icd", text, into);
        each(SERIAL, Identifier.Kind.NUMBER, "id", text, into);
        each(BARE, Identifier.Kind.MAYBE_NUMBER, "id", text, into);
    }

    private static void each(
            Pattern pattern,
            Identifier.Kind kind,
            String label,
            String text,
            List<Identifier> into) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).length() >= SHORTEST) {
                add(kind, label, matcher.group(1), matcher, into);
            }
        }
    }

    private static void add(
            Identifier.Kind kind, String label, String number, Matcher at, List<Identifier> into) {
        String value = number.replaceAll("[-./:_]", "").toUpperCase(Locale.ROOT);
        into.add(new Identifier(kind, label, value, at.start(), at.end()));
    }

    private static String label(String written) {
        String label = written.toLowerCase(Locale.ROOT).replace(" ", "");
        return label.startsWith("icd") ? "icd" : LABELS.getOrDefault(label, label);
    }
}
