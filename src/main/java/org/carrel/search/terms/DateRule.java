package org.carrel.search.terms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days: "January 5, 2020", "5th day of January, 2020", "2020-01-05", "1/5/20". Where day and month
 * cannot be told apart both readings count: which one a text means is often settled nowhere in it.
 */
final class DateRule implements Rule {

    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final String MONTH =
            "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
                    + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final String YEAR = "([12]\\d{3})";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE;

    private static final Pattern YEAR_FIRST =
            Pattern.compile(
                    "(?<![\\d./-])" + YEAR + "[-/.](\\d{1,2})[-/.](\\d{1,2})(?![\\d]|[-/]\\d)");
    private static final Pattern MONTH_FIRST =
            Pattern.compile(
                    "(?<!\\p{L})" + MONTH + "[ -]{1,2}" + DAY + "(?: ?, ?| |-)" + YEAR + "(?!\\d)",
                    FLAGS);
    private static final Pattern DAY_FIRST =
            Pattern.compile(
                    "(?<![\\d.,])"
                            + DAY
                            + "[ -]?(?:day of )?(?:of )?"
                            + MONTH
                            + "(?: ?, ?|[ -])?"
                            + YEAR
                            + "(?!\\d)",
                    FLAGS);
    private static final Pattern DIGITS =
            Pattern.compile(
                    "(?<![\\d./-])(\\d{1,2})([/.-])(\\d{1,2})\\2([12]\\d{3}|\\d{2})(?!\\d|[./-]\\d)");

    /** Two digits of a year below this are of this century. */
    private static final int PIVOT = 50;

    @Override
    public void find(String text, List<Identifier> into) {
        if (!Rule.hasDigit(text)) {
            return;
        }
        Matcher year = YEAR_FIRST.matcher(text);
        while (year.find()) {
            add(year, year.group(1), number(year.group(2)), year.group(3), into);
        }
        Matcher month = MONTH_FIRST.matcher(text);
        while (month.find()) {
            add(month, month.group(3), month(month.group(1)), month.group(2), into);
        }
        Matcher day = DAY_FIRST.matcher(text);
        while (day.find()) {
            add(day, day.group(3), month(day.group(2)), day.group(1), into);
        }
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) {
            if (digits.group(4).length() == 2 && digits.group(2).equals(".")) {
                continue; // 12.3.20 is a clause.
            }
            add(digits, digits.group(4), number(digits.group(1)), digits.group(3), into);
            if (!digits.group(1).equals(digits.group(3))) {
                add(digits, digits.group(4), number(digits.group(3)), digits.group(1), into);
            }
        }
    }

    private static void add(Matcher at, String year, int month, String day, List<Identifier> into) {
        try {
            LocalDate date = LocalDate.of(year(year), month, number(day));
            into.add(
                    new Identifier(
                            Identifier.Kind.DATE, "date", date.toString(), at.start(), at.end()));
        } catch (DateTimeException e) {
            return; // No such day: something else in the form of a date.
        }
    }

    private static int year(String written) {
        int year = number(written);
        return written.length() > 2 ? year : year < PIVOT ? 2000 + year : 1900 + year;
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.toLowerCase(Locale.ROOT).substring(0, 3)) + 1;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
