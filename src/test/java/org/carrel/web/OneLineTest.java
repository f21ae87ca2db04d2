package org.carrel.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text makes a second line of the log, or moves the cursor of who reads it. */
class OneLineTest {

    private static final PatternFormatter FORMAT = new PatternFormatter("%-5p [%c] %s%e%n");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lease\r\n2026-11-22 INFO [or.ca.au] all is well",
                "lease\nERROR forged",
                "lease\u001b[2K\u001b[1A",
                "lease\u0085next",
                "lease\u2028next",
                "lease\u202Etxt.exe",
                "lease\u0000\u0007",
            })
    void aMessageStaysOnItsLine(String text) {
        String line = line(record(text, null));
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.strip().chars().noneMatch(Character::isISOControl), line);
        assertTrue(line.contains("lease\\u"), line);
    }

    @Test
    void soDoesWhatAFailureSaysOfItself() {
        var cause = new IllegalArgumentException("no such name: a\nERROR [org.carrel] forged");
        String lines = line(record("failed", new IllegalStateException("outer", cause)));
        assertFalse(lines.contains("\nERROR"), lines);
        assertTrue(lines.contains("IllegalArgumentException: no such name: a\\u000aERROR"), lines);
        assertTrue(lines.contains("\tat "), lines);
    }

    @Test
    void anOrdinaryLineIsLeftAsItIs() {
        assertEquals("INFO  [carrel] 3 für Ökonomen\n", line(record("3 für Ökonomen", null)));
    }

    private static ExtLogRecord record(String text, @Nullable Throwable thrown) {
        var entry = new ExtLogRecord(Level.INFO, "%s", ExtLogRecord.FormatStyle.PRINTF, "x");
        entry.setLoggerName("carrel");
        entry.setParameters(new Object[] {text});
        entry.setThrown(thrown);
        return entry;
    }

    private static String line(ExtLogRecord entry) {
        assertTrue(new OneLine().isLoggable(entry));
        return FORMAT.format(entry);
    }
}
