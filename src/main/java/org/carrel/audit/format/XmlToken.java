package org.carrel.audit.format;

/** A value as {@code xs:token} takes it: on one line, of characters that XML 1.0 has. */
final class XmlToken {

    private static final int REPLACEMENT = 0xFFFD;

    private XmlToken() {}

    static String of(String value) {
        var out = new StringBuilder(value.length());
        value.codePoints().forEach(c -> out.appendCodePoint(shown(c)));
        return out.toString().strip().replaceAll(" {2,}", " ");
    }

    private static int shown(int c) {
        if (Character.isWhitespace(c) || c == 0x85) {
            return ' ';
        }
        // XML 1.0, section 2.2.
        boolean allowed = c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
        return allowed ? c : REPLACEMENT;
    }
}
