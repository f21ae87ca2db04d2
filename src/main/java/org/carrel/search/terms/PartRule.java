package org.carrel.search.terms;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References to numbered parts: "Section 12.3(b)", "§ 12.3", "Clauses 4 and 5", "Art. IV", "Exhibit
 * A-1", "45 CFR 164.312(b)". Section, clause and paragraph are one: documents refer to their own
 * parts by either word.
 */
final class PartRule implements Rule {

    static final String SECTION = "section";
    static final String ARTICLE = "article";
    static final String EXHIBIT = "exhibit";

    static final String ITEMS = "(?: ?\\([A-Za-z0-9]{1,4}\\)){0,5}";
    private static final String NUMBER = "(\\d{1,4}[A-Za-z]?(?:\\.\\d{1,4}){0,5}" + ITEMS + ")";
    private static final String END = "(?![\\p{L}\\d])(?!,\\d)";

    private static final Pattern SECTIONS =
            Pattern.compile(
                    "(?:(?<![\\p{L}\\d])(?i:sub-?sections?|sections?|secs?\\.?|clauses?|cls?\\."
                            + "|paragraphs?|paras?\\.?|sub-?paragraphs?)|\u00A7{1,2}|\u00B6{1,2}) ?(?:(?i:nos?\\.) ?)?(?:"
                            + NUMBER
                            + "|([IVXLC]{1,6}))"
                            + END);

    private static final Pattern PLURAL =
            Pattern.compile(
                    "(?i)(?:\\p{L}{3,}s|secs\\.?|paras\\.?|cls\\.|\u00A7\u00A7|\u00B6\u00B6) .*");
    private static final Pattern NEXT =
            Pattern.compile(
                    "(?: ?, ?(?:and |or )?| and | or | to | through | ?& ?| ?- ?)" + NUMBER + END);

    private static final Pattern ARTICLES =
            Pattern.compile(
                    "(?<![\\p{L}\\d])(?:(?i:articles?)|[Aa]rts?\\.|ART\\.) ?(?:(\\d{1,3}"
                            + ITEMS
                            + ")|([IVXLC]{1,6}))(?![\\p{L}\\d])");

    private static final Pattern EXHIBITS =
            Pattern.compile(
                    "(?<![\\p{L}\\d])(?i:(exhibit|schedule|annex|appendix|attachment)s?|(exh?)\\.) \"?"
                            + "([A-Z]{1,2}(?:-?\\d{1,2})?|\\d{1,3}(?:[.-]\\d{1,2})?|[IVX]{1,5})(?![\\p{L}\\d])");

    /** Code of Federal Regulations, United States Code. */
    private static final Pattern LAW =
            Pattern.compile(
                    "(?<!\\d)(\\d{1,2}) (C\\.? ?F\\.? ?R\\.?|U\\.? ?S\\.? ?C\\.?)(?: ?A\\.)?,? ?(?:(?:\u00A7{1,2}|[Ss]ec(?:tion|\\.)|[Pp]art) ?)?"
                            + "(\\d{1,5}[a-z]{0,2}(?:-\\d{1,2})?(?:\\.\\d{1,4})?"
                            + ITEMS
                            + ")"
                            + END);

    @Override
    public void find(String text, List<Identifier> into) {
        sections(text, into);
        Matcher article = ARTICLES.matcher(text);
        while (article.find()) {
            String number =
                    article.group(1) == null ? Roman.arabic(article.group(2)) : article.group(1);
            into.add(part(ARTICLE, number, article));
        }
        Matcher exhibit = EXHIBITS.matcher(text);
        while (exhibit.find()) {
            String label =
                    exhibit.group(1) == null ? EXHIBIT : exhibit.group(1).toLowerCase(Locale.ROOT);
            into.add(part(label, exhibit.group(3), exhibit));
        }
        Matcher law = LAW.matcher(text);
        while (law.find()) {
            String label = law.group(2).startsWith("C") ? "cfr" : "usc";
            into.add(part(label, law.group(1) + '/' + law.group(3), law));
        }
    }

    private static void sections(String text, List<Identifier> into) {
        Matcher first = SECTIONS.matcher(text);
        Matcher next = NEXT.matcher(text);
        int from = 0;
        while (first.find(from)) {
            String number = first.group(1) == null ? Roman.arabic(first.group(2)) : first.group(1);
            into.add(part(SECTION, number, first));
            from = first.end();
            boolean several = PLURAL.matcher(first.group()).matches();
            while (several && next.region(from, text.length()).lookingAt()) {
                into.add(part(SECTION, next.group(1), next));
                from = next.end();
            }
        }
    }

    private static Identifier part(String label, String number, Matcher at) {
        String value = number.replace(" ", "").toLowerCase(Locale.ROOT);
        return new Identifier(Identifier.Kind.PART, label, value, at.start(), at.end());
    }
}
