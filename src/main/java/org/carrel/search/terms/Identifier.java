package org.carrel.search.terms;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that is written in many ways and means one thing.
 *
 * @param label what kind of number it is, in the form of the index: {@code section}, {@code mrn},
 *     {@code usd}
 * @param value normalised, such as {@code 12.3(b)} or {@code 2020-01-05}
 * @param start first UTF-16 index in the text
 * @param end index after the last
 */
public record Identifier(Kind kind, String label, String value, int start, int end) {

    /** What it tells. */
    public enum Kind {
        /** A numbered part of a document: section, article, exhibit. */
        PART(true),
        /** A number under which one thing is filed, or a code of a code system. */
        NUMBER(true),
        /** The same by its look alone. */
        MAYBE_NUMBER(false),
        /** A day. */
        DATE(false),
        /** A sum of money. */
        MONEY(false),
        /** A percentage. */
        PERCENT(false),
        /** A strength of a drug, with or without the drug. */
        DOSE(false),
        /** Words joined by hyphens or slashes, and such a word written as one. */
        FORM(false),
        /** A short form in capitals: "MS" is not "Ms". */
        CAPITALS(false);

        private final boolean names;

        Kind(boolean names) {
            this.names = names;
        }
    }

    /** Whether who asks with it asks for the one place that it names. */
    public boolean names() {
        return kind.names;
    }

    /**
     * The terms under which it is indexed: its own first, then those that a less exact way of
     * naming it has: {@code 12.3(b)} is within {@code 12.3}, an MRN is a number.
     */
    public List<String> terms() {
        List<String> terms = new ArrayList<>();
        terms.add(label + ':' + value);
        if (kind == Kind.PART) {
            for (int open = value.lastIndexOf('(');
                    open > 0;
                    open = value.lastIndexOf('(', open - 1)) {
                terms.add(label + ':' + value.substring(0, open));
            }
        } else if (kind == Kind.NUMBER && !label.equals("id")) {
            terms.add("id:" + value);
        }
        return terms;
    }

    /** The term of itself alone. */
    public String term() {
        return label + ':' + value;
    }
}
