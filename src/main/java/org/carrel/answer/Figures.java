package org.carrel.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a text: dates in any usual spelling, and numbers in digits or words, with the unit
 * or currency that goes with them. "Thirty (30) days" and "30 days" are one figure, and so are "May
 * 4, 2016", "4th of May 2016" and "2016-05-04".
 */
final class Figures {

    private static final List<String> MONTHS =
            List.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december");

    private static final String MONTH =
            "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
                    + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
    private static final String DAY = "(?<day>[0-3]?\\d)(?:st|nd|rd|th)?";
    private static final String YEAR = "(?<year>(?:19|20)\\d\\d)";

    /** The spellings of a date with its month in letters; the longest first. */
    private static final List<Pattern> LETTERED =
            List.of(
                    ignoringCase("\\b" + MONTH + " " + DAY + ",? " + YEAR + "\\b"),
                    ignoringCase(
                            "\\b"
                                    + DAY
                                    + "(?: day)?(?: of)?[ -]"
                                    + MONTH
                                    + ",?[ -]"
                                    + YEAR
                                    + "\\b"),
                    ignoringCase("\\b" + MONTH + ",? (?:of )?" + YEAR + "\\b"),
                    ignoringCase("\\b" + MONTH + " " + DAY + "\\b(?! ?\\d)"),
                    ignoringCase("\\b" + DAY + "(?: day)?(?: of)? " + MONTH + "(?=[\\s,;)]|$)"));

    private static final Pattern ISO = Pattern.compile("\\b((?:19|20)\\d\\d)-(\\d\\d)-(\\d\\d)\\b");
    private static final Pattern SLASHED =
            Pattern.compile("\\b(\\d{1,2})[/.-](\\d{1,2})[/.-]((?:19|20)?\\d\\d)\\b");

    private static final Map<String, Integer> SMALL =
            Map.ofEntries(
                    Map.entry("zero", 0),
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("six", 6),
                    Map.entry("seven", 7),
                    Map.entry("eight", 8),
                    Map.entry("nine", 9),
                    Map.entry("ten", 10),
                    Map.entry("eleven", 11),
                    Map.entry("twelve", 12),
                    Map.entry("thirteen", 13),
                    Map.entry("fourteen", 14),
                    Map.entry("fifteen", 15),
                    Map.entry("sixteen", 16),
                    Map.entry("seventeen", 17),
                    Map.entry("eighteen", 18),
                    Map.entry("nineteen", 19),
                    Map.entry("twenty", 20),
                    Map.entry("thirty", 30),
                    Map.entry("forty", 40),
                    Map.entry("fifty", 50),
                    Map.entry("sixty", 60),
                    Map.entry("seventy", 70),
                    Map.entry("eighty", 80),
                    Map.entry("ninety", 90));

    private static final Map<String, Integer> POWERS =
            Map.of("hundred", 2, "thousand", 3, "million", 6, "billion", 9, "k", 3, "bn", 9);

    private static final String DIGITS = "\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)*";
    private static final String WORD =
            "(?:"
                    + String.join("|", SMALL.keySet())
                    + "|hundred|thousand|million|billion)(?!\\p{L})";
    private static final String WORDS = WORD + "(?:(?:[ -]| and )" + WORD + ")*";
    private static final String UNIT =
            "days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|mg|mcg|g|kg|ml|mmol|meq|iu|units?|cm|mm|%"
                    + "|per ?cent|dollars?|usd|euros?|eur|pounds|gbp|times|tablets?|bpm";
    private static final Pattern NUMBER =
            ignoringCase(
                    "(?<ratio>\\b\\d+(?:[/:]\\d+)+\\b)"
                            + "|(?<currency>[$\u20ac\u00a3]|\\b(?:usd|eur|gbp) )?\\s?(?<!\\w)(?<value>"
                            + DIGITS
                            + "|"
                            + WORDS
                            + ")(?![\\p{L}_]{4,})"
                            + "(?:\\s?(?<scale>million|billion|thousand|hundred|k|bn)\\b)?"
                            + "(?:\\s?\\(\\s?[$\u20ac\u00a3]?(?:"
                            + DIGITS
                            + "|"
                            + WORDS
                            + ")\\s?%?\\s?\\))?"
                            + "(?:[\\s-]{0,2}(?:business |calendar |consecutive |full |additional |successive )?(?<unit>(?:"
                            + UNIT
                            + ")(?![\\p{L}\\p{N}])))?");

    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    Map.entry("hr", "hour"),
                    Map.entry("min", "minute"),
                    Map.entry("percent", "%"),
                    Map.entry("per cent", "%"),
                    Map.entry("dollar", "$"),
                    Map.entry("usd", "$"),
                    Map.entry("euro", "\u20ac"),
                    Map.entry("eur", "\u20ac"),
                    Map.entry("pound", "\u00a3"),
                    Map.entry("gbp", "\u00a3"));

    private final Set<Date> dates = new HashSet<>();
    private final Set<Number> numbers = new HashSet<>();

    private Figures() {}

    /** Parts that are not stated are 0. */
    private record Date(int year, int month, int day) {
        boolean holds(Date stated) {
            return (stated.year == 0 || stated.year == year)
                    && (stated.month == 0 || stated.month == month)
                    && (stated.day == 0 || stated.day == day);
        }
    }

    private record Number(String value, String unit) {
        boolean holds(Number stated) {
            return value.equals(stated.value)
                    && (stated.unit.isEmpty() || unit.isEmpty() || unit.equals(stated.unit));
        }
    }

    static Figures of(String text) {
        Figures figures = new Figures();
        figures.readNumbers(figures.readDates(text.replaceAll("\\s+", " ")));
        return figures;
    }

    /** The value of a text that is one number, in digits or in one word; empty for any other. */
    static Optional<String> single(String text) {
        Integer small = SMALL.get(text);
        if (small != null && small != 1) {
            return Optional.of(small.toString());
        }
        return text.matches(DIGITS) ? Optional.of(value(text, null)) : Optional.empty();
    }

    /** Whether every figure of the other is one of these. */
    boolean hold(Figures stated) {
        return stated.dates.stream().allMatch(date -> dates.stream().anyMatch(d -> d.holds(date)))
                && stated.numbers.stream()
                        .allMatch(number ->
                                numbers.stream().anyMatch(n -> n.holds(number))
                                        || isYearHere(number));
    }

    /** A year alone may stand in a date. */
    private boolean isYearHere(Number number) {
        return number.unit.isEmpty()
                && dates.stream()
                        .anyMatch(date -> number.value.equals(Integer.toString(date.year)));
    }

    boolean isEmpty() {
        return dates.isEmpty() && numbers.isEmpty();
    }

    /** What is left without the dates. */
    private String readDates(String text) {
        String rest = text;
        for (Pattern spelling : LETTERED) {
            Matcher found = spelling.matcher(rest);
            while (found.find()) {
                dates.add(
                        new Date(
                                part(found, "year"),
                                month(found.group("month")),
                                part(found, "day")));
            }
            rest = spelling.matcher(rest).replaceAll(" , ");
        }
        Matcher iso = ISO.matcher(rest);
        while (iso.find()) {
            dates.add(new Date(number(iso, 1), number(iso, 2), number(iso, 3)));
        }
        rest = ISO.matcher(rest).replaceAll(" , ");
        Matcher slashed = SLASHED.matcher(rest);
        while (slashed.find()) {
            slashed(number(slashed, 1), number(slashed, 2), number(slashed, 3));
        }
        return SLASHED.matcher(rest).replaceAll(" , ");
    }

    /** Month and day come in either order; where both can be, the text may mean either. */
    private void slashed(int first, int second, int year) {
        int whole = year >= 100 ? year : year + (year < 50 ? 2000 : 1900);
        if (first <= 12) {
            dates.add(new Date(whole, first, second));
        } else {
            dates.add(new Date(whole, second, first));
        }
    }

    private static int part(Matcher found, String group) {
        return found.pattern().namedGroups().containsKey(group)
                ? Integer.parseInt(found.group(group))
                : 0;
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static int month(String name) {
        String start = name.substring(0, 3).toLowerCase(Locale.ROOT);
        return 1 + MONTHS.stream().map(m -> m.substring(0, 3)).toList().indexOf(start);
    }

    private void readNumbers(String text) {
        Matcher found = NUMBER.matcher(text);
        while (found.find()) {
            if (found.group("ratio") != null) {
                numbers.add(new Number(found.group("ratio"), ""));
                continue;
            }
            String unit = unit(found.group("currency"), found.group("unit"));
            String value = found.group("value").toLowerCase(Locale.ROOT);
            // "One of the parties" counts nothing.
            if (!value.equals("one") || !unit.isEmpty()) {
                numbers.add(new Number(value(value, found.group("scale")), unit));
            }
        }
    }

    private static String unit(@Nullable String currency, @Nullable String unit) {
        String stated = currency != null ? currency : unit;
        if (stated == null) {
            return "";
        }
        String lower = stated.strip().toLowerCase(Locale.ROOT);
        String singular =
                lower.length() > 2 && lower.endsWith("s")
                        ? lower.substring(0, lower.length() - 1)
                        : lower;
        return UNITS.getOrDefault(singular, singular);
    }

    private static String value(String stated, @Nullable String scale) {
        String plain = stated.replace(",", "");
        if (Character.isDigit(plain.charAt(0)) && plain.indexOf('.') != plain.lastIndexOf('.')) {
            return plain; // A clause number such as 9.4.1.
        }
        BigDecimal value =
                Character.isDigit(plain.charAt(0))
                        ? new BigDecimal(plain)
                        : BigDecimal.valueOf(words(plain));
        if (scale != null) {
            value = value.scaleByPowerOfTen(POWERS.getOrDefault(scale.toLowerCase(Locale.ROOT), 0));
        }
        return value.stripTrailingZeros().toPlainString();
    }

    private static long words(String text) {
        long all = 0;
        long part = 0;
        List<String> words = new ArrayList<>(List.of(text.split("[ -]+")));
        words.remove("and");
        for (String word : words) {
            Integer power = POWERS.get(word);
            if (power == null) {
                part += SMALL.getOrDefault(word, 0);
            } else if (power == 2) {
                part = Math.max(part, 1) * 100;
            } else {
                all += Math.max(part, 1) * (long) Math.pow(10, power);
                part = 0;
            }
        }
        return all + part;
    }

    @Override
    public String toString() {
        return numbers.stream().map(n -> n.value + n.unit).collect(Collectors.joining(" ")) + dates;
    }

    private static Pattern ignoringCase(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
