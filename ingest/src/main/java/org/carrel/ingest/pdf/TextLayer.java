package org.carrel.ingest.pdf;

/** Whether a page's own text can be used, or the page has to be recognised from its picture. */
enum TextLayer {
    USABLE,

    /**
     * The page is a picture. One that covers most of the page is a scan unless there is a text of
     * some length: a stamp, a file number or a note of confidentiality over it is none. A smaller
     * one with hardly a letter beside it is a scan of a smaller sheet. And a page without any text
     * that draws something may draw its letters as outlines. What text there is, is true.
     */
    PICTURE,

    /**
     * The glyphs stand for no characters (private use, control characters, U+FFFD), or their Latin
     * letters hardly have a vowel: a font without a usable encoding.
     */
    NONSENSE;

    private static final float SCAN = 0.5f;
    private static final int SCAN_LETTERS = 150;
    private static final float PART = 0.15f;
    private static final int PART_LETTERS = 30;
    private static final float MAX_NONSENSE = 0.3f;

    /** English, German and French texts have about 0.38 of them; tables of codes above 0.2. */
    private static final float MIN_VOWELS = 0.15f;

    /** Fewer letters than this tell nothing of vowels. */
    private static final int VOWEL_LETTERS = 100;

    static TextLayer of(PageText page) {
        Count count = new Count();
        page.layout().characters().codePoints().forEach(count::add);
        if (page.blank()) {
            return USABLE;
        }
        if (count.isNonsense()) {
            return NONSENSE;
        }
        boolean scan = page.pictures() >= SCAN && count.good < SCAN_LETTERS;
        boolean part = page.pictures() >= PART && count.good < PART_LETTERS;
        return scan || part || count.good == 0 ? PICTURE : USABLE;
    }

    private static final class Count {
        private int good;
        private int nonsense;
        private int latin;
        private int vowels;

        void add(int c) {
            if (Character.isLetterOrDigit(c)) {
                good++;
            } else if (c == 0xFFFD || isUnassigned(c)) {
                nonsense++;
            }
            int lower = Character.toLowerCase(c);
            if (lower >= 'a' && lower <= 'z') {
                latin++;
                vowels += "aeiouy".indexOf(lower) >= 0 ? 1 : 0;
            }
        }

        private static boolean isUnassigned(int c) {
            int type = Character.getType(c);
            return type == Character.PRIVATE_USE
                    || type == Character.CONTROL
                    || type == Character.UNASSIGNED;
        }

        boolean isNonsense() {
            return nonsense > MAX_NONSENSE * (good + nonsense)
                    || latin >= VOWEL_LETTERS && vowels < MIN_VOWELS * latin;
        }
    }
}
