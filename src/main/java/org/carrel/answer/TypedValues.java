package org.carrel.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.carrel.search.terms.Identifier;
import org.carrel.search.terms.Identifier.Kind;
import org.carrel.search.terms.Identifiers;
import org.jspecify.annotations.Nullable;

/** Finds values of a kind in quotes. */
final class TypedValues {

    private TypedValues() {}

    /**
     * A value in a text.
     *
     * @param start first UTF-16 index in the text
     * @param end index after the last
     */
    record Read(AnswerKind kind, int start, int end, String normalized) {}

    /** The first value of the kind asked for in the strongest citation that holds one. */
    static @Nullable TypedValue in(AnswerKind asked, List<Citation> citations) {
        for (int i = 0; i < citations.size(); i++) {
            String quote = citations.get(i).quote();
            List<Read> found = read(asked, quote);
            if (!found.isEmpty()) {
                Read first = found.getFirst();
                return new TypedValue(
                        first.kind(),
                        quote.substring(first.start(), first.end()),
                        first.normalized(),
                        i);
            }
        }
        return null;
    }

    /** What answers a question of that kind in a text, best kind first, each in order. */
    static List<Read> read(AnswerKind asked, String text) {
        List<Read> found = new ArrayList<>();
        for (AnswerKind kind : asked.answering()) {
            List<Read> some = new ArrayList<>(of(kind, text));
            some.sort(Comparator.comparingInt(Read::start));
            found.addAll(some);
        }
        return found;
    }

    private static List<Read> of(AnswerKind kind, String text) {
        return switch (kind) {
            case DATE -> identified(kind, text, Set.of(Kind.DATE));
            case AMOUNT -> identified(kind, text, Set.of(Kind.MONEY, Kind.PERCENT));
            case DOSE -> identified(kind, text, Set.of(Kind.DOSE));
            case DURATION -> Durations.in(text);
            case COUNT -> Counts.in(text);
            case LAW -> Laws.in(text);
            case PARTY -> PartyNames.in(text);
            case YES_NO, OTHER -> List.of();
        };
    }

    private static List<Read> identified(AnswerKind kind, String text, Set<Kind> wanted) {
        return Identifiers.of(text).stream()
                .filter(each -> wanted.contains(each.kind()) && each.end() <= text.length())
                .map(each -> new Read(kind, each.start(), each.end(), spelling(each)))
                .toList();
    }

    private static String spelling(Identifier each) {
        return switch (each.kind()) {
            case MONEY -> each.label().toUpperCase(Locale.ROOT) + " " + each.value();
            case PERCENT -> each.value() + "%";
            case DOSE -> each.value().replaceFirst("(?<=\\d)(?=\\p{L})", " ");
            default -> each.value();
        };
    }
}
