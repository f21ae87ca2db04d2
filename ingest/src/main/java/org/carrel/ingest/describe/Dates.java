package org.carrel.ingest.describe;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.carrel.ingest.Span;

/** Finds dates in text and settles whether 3/4 is the third of April or the fourth of March. */
final class Dates {

    /**
     * A date as written.
     *
     * @param certainty 0 to 1: that the day, month and year were told apart
     */
    record Found(LocalDate date, Span span, double certainty) {}

    /** Languages whose names of months are known; the names are those of CLDR, in the JDK. */
    private static final List<Locale> LANGUAGES =
            List.of(
                    Locale.ENGLISH,
                    Locale.GERMAN,
                    Locale.FRENCH,
                    Locale.ITALIAN,
                    Locale.of("es"),
                    Locale.of("nl"),
                    Locale.of("pt"));

    private static final Map<String, Month> MONTHS = months();
    private static final String MONTH =
            MONTHS.keySet().stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|", "(", ")"));
    private static final String BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String YEAR = "([12]\\d{3}|20_\\d\\d)(?!\\d)";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** January 30, 2000; blanks of a form may be filled in between underscores. */
    private static final Pattern MONTH_FIRST =
            Pattern.compile(
                    BEFORE
                            + MONTH
                            + "\\.?[\\s_]{1,6}(\\d{1,2})(?:\\s?(?:st|nd|rd|t\\s?h))?"
                            + "[\\s,_]{1,8}"
                            + YEAR,
                    FLAGS);

    /** 31 October 2019, 7th day of April, 2017, 31. Oktober 2019, 31 de octubre de 2019. */
    private static final Pattern DAY_FIRST =
            Pattern.compile(
                    BEFORE
                            + "(\\d{1,2})(?:\\s?(?:st|nd|rd|t\\s?h)|\\.|\u00BA)?[\\s_]{1,6}"
                            + "(?:day\\s{1,3}of|de)?[\\s_-]{0,90}+"
                            + MONTH
                            + "\\.?[\\s,_]{1,20}(?:de\\s|del\\s)?"
                            + YEAR,
                    FLAGS);

    private static final Pattern ISO =
            Pattern.compile(BEFORE + "([12]\\d{3})-(\\d{2})-(\\d{2})(?!\\d)");
    private static final Pattern NUMBERS =
            Pattern.compile(
                    BEFORE + "(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![\\d/]|[.-]\\d)");

    /** Two digits of a year below this are of this century. */
    private static final int CENTURY_TURN = 50;

    private static final double WRITTEN_OUT = 1;
    private static final double SETTLED = 0.95;
    private static final double BY_LANGUAGE = 0.6;
    private static final double UNSETTLED = 0.3;

    private record Numbers(int first, String separator, int second, String year, Span span) {

        boolean saysDayFirst() {
            return separator.equals(".") || first > 12 && second <= 12;
        }

        boolean saysMonthFirst() {
            return second > 12 && first <= 12;
        }
    }

    private Dates() {}

    /**
     * The dates of a range of text, in its order.
     *
     * @param language an IETF tag that the file states, or empty: settles what nothing else does
     */
    static List<Found> in(String text, int start, int end, String language) {
        List<Found> found = new ArrayList<>();
        written(MONTH_FIRST, text, start, end, 2, 1, found);
        written(DAY_FIRST, text, start, end, 1, 2, found);
        Matcher iso = ISO.matcher(text).region(start, end);
        while (iso.find()) {
            add(found, iso.group(1), number(iso, 2), number(iso, 3), span(iso), WRITTEN_OUT);
        }
        numeric(text, start, end, language, found);
        found.sort(Comparator.comparingInt(each -> each.span().start()));
        return List.copyOf(found);
    }

    private static void written(
            Pattern pattern,
            String text,
            int start,
            int end,
            int day,
            int month,
            List<Found> into) {
        Matcher matcher = pattern.matcher(text).region(start, end).useTransparentBounds(true);
        while (matcher.find()) {
            Month named = MONTHS.get(matcher.group(month).toLowerCase(Locale.ROOT));
            if (named != null) {
                add(
                        into,
                        matcher.group(3).replace("_", ""),
                        named.getValue(),
                        number(matcher, day),
                        span(matcher),
                        WRITTEN_OUT);
            }
        }
    }

    private static void numeric(
            String text, int start, int end, String language, List<Found> into) {
        List<Numbers> all = new ArrayList<>();
        Matcher matcher = NUMBERS.matcher(text).region(start, end).useTransparentBounds(true);
        while (matcher.find()) {
            all.add(
                    new Numbers(
                            number(matcher, 1),
                            matcher.group(2),
                            number(matcher, 3),
                            matcher.group(4),
                            span(matcher)));
        }
        boolean someDayFirst = all.stream().anyMatch(Numbers::saysDayFirst);
        boolean someMonthFirst = all.stream().anyMatch(Numbers::saysMonthFirst);
        for (Numbers each : all) {
            boolean clear =
                    each.saysDayFirst()
                            || each.saysMonthFirst()
                            || each.first() == each.second()
                            || someDayFirst != someMonthFirst;
            boolean dayFirst =
                    each.saysDayFirst()
                            || !each.saysMonthFirst()
                                    && (someDayFirst != someMonthFirst
                                            ? someDayFirst
                                            : isDayFirst(language));
            double certainty = clear ? SETTLED : language.isEmpty() ? UNSETTLED : BY_LANGUAGE;
            int month = dayFirst ? each.second() : each.first();
            int day = dayFirst ? each.first() : each.second();
            add(into, each.year(), month, day, each.span(), certainty);
        }
    }

    /** In English only the United States and a few others begin with the month. */
    private static boolean isDayFirst(String language) {
        return !language.isEmpty()
                && !language.equals("en")
                && !language.toLowerCase(Locale.ROOT).startsWith("en-us");
    }

    private static void add(
            List<Found> into, String year, int month, int day, Span span, double certainty) {
        int number = Integer.parseInt(year);
        if (year.length() == 2) {
            number += number < CENTURY_TURN ? 2000 : 1900;
        }
        try {
            into.add(new Found(LocalDate.of(number, month, day), span, certainty));
        } catch (DateTimeException e) {
            // Such as 31 June, or a number with dots: no date.
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static Span span(Matcher matcher) {
        return new Span(matcher.start(), matcher.end());
    }

    private static Map<String, Month> months() {
        Map<String, Month> names = new HashMap<>();
        for (Month month : Month.values()) {
            for (Locale language : LANGUAGES) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
                    String name = month.getDisplayName(style, language);
                    names.putIfAbsent(name.toLowerCase(Locale.ROOT).replaceAll("\\.$", ""), month);
                }
            }
        }
        names.put("sep", Month.SEPTEMBER);
        names.put("sept", Month.SEPTEMBER);
        return Map.copyOf(names);
    }
}
