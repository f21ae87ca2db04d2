package org.carrel.search.terms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Money, percentages and doses by their amount: "$5,000,000" and "US$ 5 million", "5 %" and "five
 * per cent" as "5 per cent" only, "1 g" and "1,000 mg".
 */
final class AmountRule implements Rule {

    private static final String NUMBER = "(\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,13})(\\.\\d{1,6})?";
    private static final String FREE = "(?<![\\p{L}\\d.,])";
    private static final String SCALE =
            "(?: ?-?(thousand|million|billion|k|mm|m|bn|b)(?![\\p{L}\\d]))?";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE;

    private static final Pattern CURRENCY_FIRST =
            Pattern.compile(
                    "(?:(?<!\\p{L})(us ?\\$|usd ?\\$?|ca?\\$|cad ?\\$?|au?\\$|aud ?\\$?|eur|gbp|chf|jpy)|([$\u20AC\u00A3\u00A5])) ?"
                            + NUMBER
                            + SCALE,
                    FLAGS);
    private static final Pattern CURRENCY_LAST =
            Pattern.compile(
                    FREE
                            + NUMBER
                            + SCALE
                            + " ?(u\\.?s\\.? dollars|dollars|usd|euros?|eur|\u20AC|pounds sterling|gbp|chf)(?!\\p{L})",
                    FLAGS);
    private static final Pattern PERCENT =
            Pattern.compile(
                    FREE + NUMBER + " ?-?(?:%|per ?cent(?!\\p{L})|pct\\.?(?!\\p{L}))", FLAGS);

    private static final String UNIT =
            "(mg|milligrams?|mcg|\u00B5g|\u03BCg|ug|micrograms?|gm?|grams?|ml|cc|milliliters?|units?|iu|meq|mmol)";
    private static final Pattern DOSE =
            Pattern.compile(FREE + NUMBER + " ?-?" + UNIT + "(?![\\p{L}\\d])", FLAGS);

    /** The word before a dose, a salt, a form or a brand in brackets between them left out. */
    private static final Pattern DRUG =
            Pattern.compile(
                    "(?<![\\p{L}])(\\p{L}{4,40})(?: (?:hcl|hydrochloride|sodium|xr|er|sr|xl|cr|dr|la|tablets?|capsules?|oral))?"
                            + "(?: ?\\(\\p{L}{2,30}\\))?[ ,:]{1,2}$",
                    FLAGS);

    /** In which the word before a dose stands. */
    private static final int BEFORE = 90;

    private static final Map<String, Integer> POWERS =
            Map.of(
                    "thousand",
                    3,
                    "k",
                    3,
                    "million",
                    6,
                    "m",
                    6,
                    "mm",
                    6,
                    "billion",
                    9,
                    "bn",
                    9,
                    "b",
                    9);

    @Override
    public void find(String text, List<Identifier> into) {
        Matcher first = CURRENCY_FIRST.matcher(text);
        while (first.find()) {
            String sign = first.group(1) == null ? first.group(2) : first.group(1);
            into.add(money(first, sign, amount(first.group(3), first.group(4)), first.group(5)));
        }
        Matcher last = CURRENCY_LAST.matcher(text);
        while (last.find()) {
            into.add(
                    money(
                            last,
                            last.group(4),
                            amount(last.group(1), last.group(2)),
                            last.group(3)));
        }
        Matcher percent = PERCENT.matcher(text);
        while (percent.find()) {
            String value = plain(amount(percent.group(1), percent.group(2)));
            into.add(at(Identifier.Kind.PERCENT, "percent", value, percent));
        }
        Matcher dose = DOSE.matcher(text);
        while (dose.find()) {
            doses(text, dose, into);
        }
    }

    private static Identifier money(Matcher at, String sign, BigDecimal number, String scale) {
        int power = scale == null ? 0 : POWERS.getOrDefault(scale.toLowerCase(Locale.ROOT), 0);
        return at(
                Identifier.Kind.MONEY, currency(sign), plain(number.scaleByPowerOfTen(power)), at);
    }

    /** A bare dollar is that of the United States. */
    private static String currency(String written) {
        String sign = written.toLowerCase(Locale.ROOT).replace(" ", "");
        return switch (sign.charAt(0)) {
            case 'c' -> sign.startsWith("chf") ? "chf" : "cad";
            case 'a' -> "aud";
            case 'e', '\u20AC' -> "eur";
            case 'g', 'p', '\u00A3' -> "gbp";
            case 'j', '\u00A5' -> "jpy";
            default -> "usd";
        };
    }

    private static void doses(String text, Matcher dose, List<Identifier> into) {
        String value = dose(amount(dose.group(1), dose.group(2)), dose.group(3));
        into.add(at(Identifier.Kind.DOSE, "dose", value, dose));
        String before = text.substring(Math.max(0, dose.start() - BEFORE), dose.start());
        Matcher drug = DRUG.matcher(before);
        if (drug.find()) {
            String name = drug.group(1).toLowerCase(Locale.ROOT);
            into.add(at(Identifier.Kind.DOSE, "drug", name + ' ' + value, dose));
        }
    }

    /** Weights in milligrams: "1 g" is "1,000 mg". */
    private static String dose(BigDecimal amount, String unit) {
        String lower = unit.toLowerCase(Locale.ROOT);
        return switch (lower.charAt(0)) {
            case 'g' -> plain(amount.scaleByPowerOfTen(3)) + "mg";
            case '\u00B5', '\u03BC' -> plain(amount.scaleByPowerOfTen(-3)) + "mg";
            case 'u' ->
                    lower.equals("ug")
                            ? plain(amount.scaleByPowerOfTen(-3)) + "mg"
                            : plain(amount) + "unit";
            case 'i' -> plain(amount) + "unit";
            case 'c' -> plain(amount) + "ml";
            default -> plain(amount, lower);
        };
    }

    private static String plain(BigDecimal amount, String unit) {
        return switch (unit) {
            case "mcg", "microgram", "micrograms" -> plain(amount.scaleByPowerOfTen(-3)) + "mg";
            case "mg", "milligram", "milligrams" -> plain(amount) + "mg";
            case "ml", "milliliter", "milliliters" -> plain(amount) + "ml";
            default -> plain(amount) + unit;
        };
    }

    private static BigDecimal amount(String digits, String fraction) {
        return new BigDecimal(digits.replace(",", "") + (fraction == null ? "" : fraction));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static Identifier at(Identifier.Kind kind, String label, String value, Matcher at) {
        return new Identifier(kind, label, value, at.start(), at.end());
    }
}
