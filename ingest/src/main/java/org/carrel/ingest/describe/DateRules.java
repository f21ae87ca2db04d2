package org.carrel.ingest.describe;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.carrel.ingest.describe.Dates.Found;
import org.carrel.ingest.describe.DocumentType.Family;
import org.jspecify.annotations.Nullable;

/** Chooses the date of a document by the words before it, as {@code dates.txt} weighs them. */
final class DateRules {

    private static final int OPENING = 10_000;
    private static final int CLOSING = 6_000;

    /** How far before a date its words may begin. */
    private static final int REACH = 110;

    /** How many characters may stand between the words and their date. */
    private static final int GAP = 30;

    /** A date that stands alone on a line near the top. */
    private static final double ALONE = 0.55;

    private static final int TOP = 3_000;

    /** The first date of all, where nothing is said about any. */
    private static final double FIRST = 0.3;

    private static final int FIRST_WITHIN = 800;

    /** Words before a date mean less at the end, where signatures and other papers are named. */
    private static final double LATE = 0.8;

    private static final double SENT = 0.95;
    private static final double CREATED = 0.25;

    /** A type that no family names: its rules hold for all. */
    private static final String ANY = "any";

    private record Cue(String family, double weight, String phrase) {}

    private final List<Cue> cues;

    private DateRules(List<Cue> cues) {
        this.cues = cues;
    }

    static DateRules load() {
        return new DateRules(
                RuleFile.lines("dates.txt").stream()
                        .map(line -> line.split("\\s+", 3))
                        .map(parts -> new Cue(parts[0], Double.parseDouble(parts[1]), parts[2]))
                        .toList());
    }

    @Nullable Guess<LocalDate> guess(Subject subject, DocumentType type) {
        // A mail's Date header; a structured clinical file's time of its own.
        boolean stated = type.family() == Family.MAIL || subject.clinical() != null;
        if (stated && subject.properties().created() != null) {
            return created(subject, SENT);
        }
        String text = subject.text();
        String language = Objects.requireNonNullElse(subject.properties().language(), "");
        int opening = Math.min(OPENING, text.length());
        List<Found> dates = new ArrayList<>(Dates.in(text, 0, opening, language));
        int closing = Math.max(opening, text.length() - CLOSING);
        dates.addAll(Dates.in(text, closing, text.length(), language));
        Guess<LocalDate> best =
                dates.stream()
                        .map(found -> weigh(text, found, type, found.span().start() >= closing))
                        .filter(Objects::nonNull)
                        // The first of equals stays first: the opening speaks before the rest.
                        .max(Comparator.comparingDouble(Guess::confidence))
                        .orElse(null);
        return best != null ? best : created(subject, CREATED);
    }

    private @Nullable Guess<LocalDate> weigh(
            String text, Found found, DocumentType type, boolean late) {
        int start = found.span().start();
        Folded before = Folded.of(text, Math.max(0, start - REACH), start);
        double weight = 0;
        for (Cue cue : cues) {
            if (holds(cue, type) && precedes(cue.phrase(), before)) {
                if (cue.weight() == 0) {
                    return null;
                }
                weight = Math.max(weight, cue.weight());
            }
        }
        weight *= late ? LATE : 1;
        if (start < TOP && isAlone(text, found)) {
            weight = Math.max(weight, ALONE);
        }
        if (start < FIRST_WITHIN) {
            weight = Math.max(weight, FIRST);
        }
        return weight == 0
                ? null
                : new Guess<>(found.date(), weight * found.certainty(), found.span());
    }

    private static boolean holds(Cue cue, DocumentType type) {
        return cue.family().equals(ANY)
                || cue.family().equals(type.family().name().toLowerCase(Locale.ROOT))
                || cue.family().equals(type.id());
    }

    private static boolean precedes(String phrase, Folded before) {
        int at = before.findLast(phrase);
        if (at < 0) {
            return false;
        }
        String between = before.words().substring(at + phrase.length());
        return between.length() <= GAP && between.chars().noneMatch(Character::isDigit);
    }

    private static boolean isAlone(String text, Found found) {
        int from = text.lastIndexOf('\n', found.span().start()) + 1;
        int to = text.indexOf('\n', found.span().end());
        String line = text.substring(from, to < 0 ? text.length() : to).strip();
        return line.length() <= found.span().length() + 1;
    }

    private static @Nullable Guess<LocalDate> created(Subject subject, double confidence) {
        return subject.properties().created() == null
                ? null
                : new Guess<>(
                        subject.properties().created().atZone(ZoneOffset.UTC).toLocalDate(),
                        confidence,
                        null);
    }
}
