package org.carrel.audit.format;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carrel.compliance.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table (RFC 4180). Every cell is quoted; one that a spreadsheet could take for a
 * formula begins with an apostrophe, which spreadsheets show nothing of (OWASP, CSV Injection).
 */
final class CsvLine {

    static final String HEADER =
            Stream.of(
                            "sequence",
                            "time",
                            "actor",
                            "action",
                            "outcome",
                            "collection",
                            "document",
                            "purpose",
                            "details",
                            "personal",
                            "leafHash")
                    .map(CsvLine::cell)
                    .collect(Collectors.joining(","));

    // Also as East Asian input methods write them, which spreadsheets read as the plain signs.
    private static final String STARTS_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    private CsvLine() {}

    static String of(OutgoingEntry outgoing) {
        LoggedEvent event = outgoing.event();
        return Stream.of(
                        Long.toString(outgoing.entry().sequence()),
                        event.time().toString(),
                        outgoing.actorOrSubject(),
                        event.action(),
                        event.outcome().name(),
                        text(event.collectionId()),
                        text(event.documentId()),
                        text(event.purpose()),
                        JsonText.of(outgoing.details()),
                        JsonText.of(outgoing.personal()),
                        outgoing.leaf().hex())
                .map(CsvLine::cell)
                .collect(Collectors.joining(","));
    }

    /** A value as a cell that is read as nothing but text. */
    static String cell(String value) {
        String safe = isFormula(value) ? "'" + value : value;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static boolean isFormula(String value) {
        if (value.isEmpty()) {
            return false;
        }
        if (List.of('\t', '\r', '\n').contains(value.charAt(0))) {
            return true;
        }
        // What is not seen before a sign does not make it harmless everywhere.
        int first = value.codePoints().filter(c -> !isUnseen(c)).findFirst().orElse(' ');
        return STARTS_FORMULA.indexOf(first) >= 0;
    }

    private static boolean isUnseen(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
