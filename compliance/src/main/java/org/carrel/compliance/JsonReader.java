package org.carrel.compliance;

import java.util.ArrayList;
import java.util.TreeMap;

/**
 * Reads canonical {@link Json} and nothing else: whoever reads compares the canonical text of the
 * result with what was read, so one value has one spelling.
 */
final class JsonReader {

    // A line is an object, its entry a second, the entry's personal fields a third, one of them a
    // fourth.
    private static final int MAX_DEPTH = 4;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * @throws MalformedAuditException if the text is not one canonical value; the message gives the
     *     offset, not the text
     */
    static Json read(String text) {
        var reader = new JsonReader(text);
        Json json = reader.value(1);
        if (reader.at != text.length() || !json.canonical().equals(text)) {
            throw new MalformedAuditException("not in canonical form (RFC 8785)");
        }
        return json;
    }

    private Json value(int depth) {
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new Json.Text(string());
            default -> whole();
        };
    }

    private Json.Items items(int depth) {
        requireShallow(depth);
        var values = new ArrayList<Json>();
        expect('[');
        if (peek() != ']') {
            do {
                values.add(value(depth + 1));
            } while (skipped(','));
        }
        expect(']');
        return new Json.Items(values);
    }

    private Json.Members members(int depth) {
        requireShallow(depth);
        var values = new TreeMap<String, Json>();
        expect('{');
        if (peek() != '}') {
            do {
                String name = string();
                expect(':');
                if (values.put(name, value(depth + 1)) != null) {
                    throw new MalformedAuditException("a member appears twice");
                }
            } while (skipped(','));
        }
        expect('}');
        return new Json.Members(values);
    }

    private void requireShallow(int depth) {
        if (depth > MAX_DEPTH) {
            throw unexpected();
        }
    }

    private Json.Whole whole() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        // 16 digits hold 2^53 - 1 and cannot overflow a long.
        if (at == start || at - start > 16) {
            throw unexpected();
        }
        return new Json.Whole(Long.parseLong(text, start, at, 10));
    }

    private String string() {
        expect('"');
        var out = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return out.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\' -> c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> unicode();
            default -> throw unexpected();
        };
    }

    private char unicode() {
        int code = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private boolean skipped(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char c) {
        if (!skipped(c)) {
            throw unexpected();
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new MalformedAuditException("ends in the middle");
        }
        return text.charAt(at);
    }

    private MalformedAuditException unexpected() {
        return new MalformedAuditException("unexpected character at offset " + at);
    }
}
