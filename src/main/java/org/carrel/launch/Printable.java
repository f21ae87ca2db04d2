package org.carrel.launch;

/// Makes text from documents and from the model safe to print: a terminal acts on control
/// characters, so none but the line feed passes.
final class Printable {
    private Printable() {}

    static String text(String text) {
        return text.codePoints()
                .filter(point -> point == '\n' || !Character.isISOControl(point))
                .filter(point -> Character.getType(point) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// On one line.
    static String line(String text) {
        return text(text.replaceAll("\\s+", " ")).strip();
    }

    /// On one line, cut to a length.
    static String line(String text, int limit) {
        String line = line(text);
        return line.length() <= limit ? line : line.substring(0, limit) + "…";
    }
}
