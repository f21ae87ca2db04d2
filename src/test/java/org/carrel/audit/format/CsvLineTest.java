package org.carrel.audit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a table. */
class CsvLineTest {

    @Test
    void aRowSaysWhatTheEntrySays() {
        List<String> row = cells(CsvLine.of(Samples.outgoing("answer.evidence", true)));
        assertEquals(11, cells(CsvLine.HEADER).size());
        assertEquals(
                List.of(
                        "7",
                        "2026-11-22T09:30:00.123456Z",
                        Samples.ACTOR,
                        "answer.evidence",
                        "SUCCESS",
                        Samples.COLLECTION,
                        Samples.DOCUMENT,
                        "TREAT",
                        "{\"empty\":\"\",\"sha256\":\"ab\"}",
                        "{\"question\":\"" + Samples.QUESTION + "\"}"),
                row.subList(0, 10));
        assertEquals(64, row.get(10).length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\tx",
                "\rx",
                "\nx",
                "\uff1d1",
                "\uff0b1",
                "\uff0d1",
                "\uff201",
                " =1",
                "\u00a0=1",
                "\ufeff=1",
                "\u200b+1",
                "\u0000=1"
            })
    void whatCouldBeAFormulaIsText(String value) {
        assertEquals("\"'" + value + "\"", CsvLine.cell(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "1-1", "{\"a\":1}", "'x", "2026-11-22", "äöü", "🙂"})
    void whatCouldNotStaysAsItIs(String value) {
        assertEquals('"' + value.replace("\"", "\"\"") + '"', CsvLine.cell(value));
    }

    @ParameterizedTest
    @MethodSource("org.carrel.audit.format.FormatsTest#hostile")
    void aValueStaysInItsCell(String value) {
        List<String> row = cells(CsvLine.of(Samples.hostile(value)));
        assertEquals(11, row.size());
        assertTrue(row.get(3).endsWith(value), "the value is whole");
    }

    /** Reads one record as RFC 4180 says, all fields quoted. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        int at = 0;
        while (true) {
            assertEquals('"', line.charAt(at));
            var cell = new StringBuilder();
            at++;
            while (line.charAt(at) != '"' || line.startsWith("\"\"", at)) {
                cell.append(line.charAt(at));
                at += line.charAt(at) == '"' ? 2 : 1;
            }
            cells.add(cell.toString());
            at++;
            if (at == line.length()) {
                return cells;
            }
            assertEquals(',', line.charAt(at));
            at++;
        }
    }
}
