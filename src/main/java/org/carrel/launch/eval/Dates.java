package org.carrel.launch.eval;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dates that an English text writes: `12/14/97`, `1997-12-14`, `December 14, 1997`, `14
/// December 1997`, `the 14th day of December, 1997`. Where a month could be a day, the month comes
/// first, as in the United States.
final class Dates {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final String MONTH =
            "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final Pattern NUMBERS =
            Pattern.compile("\\b(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4}|\\d{2})\\b");
    private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("\\b" + MONTH + " {0,3}(\\d{1,2})(?:st|nd|rd|th)?,? {0,3}(\\d{4})\\b");
    private static final Pattern DAY_FIRST =
            Pattern.compile(
                    "\\b(\\d{1,2})(?:st|nd|rd|th)? {0,3}(?:day of )?"
                            + MONTH
                            + ",? {0,3}(?:of )?(\\d{4})\\b");

    private Dates() {}

    static Set<LocalDate> in(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        Set<LocalDate> dates = new HashSet<>();
        for (Matcher m = NUMBERS.matcher(plain); m.find(); ) {
            int first = number(m, 1);
            int second = number(m, 2);
            boolean dayFirst = first > 12;
            date(year(m.group(3)), dayFirst ? second : first, dayFirst ? first : second)
                    .ifPresent(dates::add);
        }
        for (Matcher m = ISO.matcher(plain); m.find(); ) {
            date(number(m, 1), number(m, 2), number(m, 3)).ifPresent(dates::add);
        }
        for (Matcher m = MONTH_FIRST.matcher(plain); m.find(); ) {
            date(number(m, 3), MONTHS.indexOf(m.group(1)) + 1, number(m, 2)).ifPresent(dates::add);
        }
        for (Matcher m = DAY_FIRST.matcher(plain); m.find(); ) {
            date(number(m, 3), MONTHS.indexOf(m.group(2)) + 1, number(m, 1)).ifPresent(dates::add);
        }
        return dates;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /// Two digits mean 1950 to 2049.
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() > 2 ? year : year >= 50 ? 1900 + year : 2000 + year;
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
