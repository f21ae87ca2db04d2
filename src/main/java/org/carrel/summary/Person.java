package org.carrel.summary;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Says of the patient what was said by or to them: "I have" and "you have" become "the patient
 * has". Nothing but the person changes, and the verb with it.
 */
final class Person {

    private static final Set<String> VERBS = verbs();

    private static final Pattern FEMALE =
            Pattern.compile("\\b(?:female|woman|lady|girl|ms\\.?|mrs\\.?|ma'am|miss)\\b");
    private static final Pattern MALE =
            Pattern.compile("\\b(?:male|man|gentleman|boy|mr\\.?|sir)\\b");

    /** What follows a subject, so that "you" is one. */
    private static final String AUXILIARY =
            "(?:have|are|were|do|did|can|could|will|would|should|had|may|might|must|need|want|'re"
                    + "|'ve|'ll|'d|don't|didn't|haven't|aren't|can't)";

    private static final Pattern THIRD =
            Pattern.compile(
                    "\\bthey1 ((?:(?:just|really|usually|also|still|always|sometimes|never"
                            + "|probably|definitely|often|mostly|normally|generally|only|even"
                            + "|currently|occasionally|tend to) )*)(\\p{L}+(?:'t)?)");

    private final String subject;
    private final String object;
    private final String possessive;
    private final String self;

    private Person(String subject, String object, String possessive, String self) {
        this.subject = subject;
        this.object = object;
        this.possessive = possessive;
        this.self = self;
    }

    private static Set<String> verbs() {
        Set<String> verbs = new HashSet<>();
        Kind.lines("verbs.txt").forEach(line -> verbs.addAll(List.of(line.split("\\s+"))));
        return Set.copyOf(verbs);
    }

    /** The words that fit the patient of whom a text speaks; neutral where it does not tell. */
    static Person of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        long female = FEMALE.matcher(lower).results().count();
        long male = MALE.matcher(lower).results().count();
        if (female == male) {
            return new Person("the patient", "the patient", "their", "themselves");
        }
        return female > male
                ? new Person("she", "her", "her", "herself")
                : new Person("he", "him", "his", "himself");
    }

    /** A sentence that begins with the pronoun, beginning with the patient instead. */
    String named(String told) {
        String pronoun = capital(subject) + " ";
        return told.startsWith(pronoun) ? "The patient " + told.substring(pronoun.length()) : told;
    }

    /** What the patient said. */
    String ofSpeaker(String words) {
        String told =
                words.replaceAll("(?i)\\bi'm\\b", "they1 am")
                        .replaceAll("(?i)\\bi've\\b", "they1 have")
                        .replaceAll("(?i)\\bi'll\\b", "they1 will")
                        .replaceAll("(?i)\\bi'd\\b", "they1 would")
                        .replaceAll("(?i)\\b(?:am i|was i)\\b", "they1 was")
                        .replaceAll("(?i)(?<![\\w'-])i(?![\\w'-])", "they1")
                        .replaceAll("(?i)\\bmyself\\b", self)
                        .replaceAll("(?i)\\bmine\\b", possessive)
                        .replaceAll("(?i)\\bmy\\b", possessive)
                        .replaceAll("(?i)\\bme\\b", object)
                        .replaceAll("(?i)\\byour\\b", "the")
                        .replaceAll("(?i)\\byou\\b", "one");
        return finished(told);
    }

    /** What the clinician said to the patient; they themselves stay "I". */
    String ofListener(String words) {
        String told =
                words.replaceAll("(?i)\\byou're\\b", "they1 are")
                        .replaceAll("(?i)\\byou've\\b", "they1 have")
                        .replaceAll("(?i)\\byou'll\\b", "they1 will")
                        .replaceAll("(?i)\\byou'd\\b", "they1 would")
                        .replaceAll("(?i)\\byourself\\b", self)
                        .replaceAll("(?i)\\byours\\b", possessive)
                        .replaceAll("(?i)\\byour\\b", possessive)
                        .replaceAll(
                                "(?i)\\b(for|to|on|with|of|at|see|give|gave|refer|start|put|send|want"
                                        + "|like|have|get|keep|help|tell|told|asked|let|advise|bring"
                                        + "|giving|about|call|prescribe|made|make|if for) you\\b"
                                        + "(?! (?:have|are|were|had|'re))",
                                "$1 " + object)
                        .replaceAll("(?i)\\byou\\b(?= " + AUXILIARY + "\\b)", "they1")
                        .replaceAll("(?i)\\byou$", object)
                        .replaceAll("(?i)\\byou\\b", "they1")
                        .replaceAll("(?i)\\blet's\\b", "we will")
                        .replaceAll("(?i)\\b(i'm|i am) going to\\b", "I will")
                        .replaceAll("(?i)\\b(we're|we are) going to\\b", "we will")
                        .replaceAll("(?i)\\bi'll\\b", "I will")
                        .replaceAll("(?i)\\bwe'll\\b", "we will")
                        .replaceAll("(?i)(?<![\\w'-])i(?![\\w-])", "I");
        return finished(told);
    }

    /** Puts the verb into the third person and a capital and a stop where they belong. */
    private String finished(String told) {
        String whole = THIRD.matcher(told).replaceAll(this::third);
        whole = whole.replaceAll("\\bthey1\\b", subject);
        whole = whole.replaceAll("(?i)\\bmilligrams?\\b", "mg");
        whole = capital(whole.strip());
        return whole.isEmpty() || ".!?".indexOf(whole.charAt(whole.length() - 1)) >= 0
                ? whole
                : whole + ".";
    }

    private String third(MatchResult found) {
        String verb = found.group(2);
        return subject + " " + found.group(1) + inflected(verb);
    }

    private static String inflected(String verb) {
        return switch (verb) {
            case "am", "are", "'re" -> "is";
            case "were" -> "was";
            case "have", "'ve" -> "has";
            case "do" -> "does";
            case "don't" -> "does not";
            case "haven't" -> "has not";
            case "aren't" -> "is not";
            case "go" -> "goes";
            default -> VERBS.contains(verb) ? withS(verb) : verb;
        };
    }

    private static String withS(String verb) {
        if (verb.endsWith("y") && "aeiou".indexOf(verb.charAt(verb.length() - 2)) < 0) {
            return verb.substring(0, verb.length() - 1) + "ies";
        }
        return verb.matches(".*(?:s|sh|ch|x|o)$") ? verb + "es" : verb + "s";
    }

    private static String capital(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
