package org.carrel.audit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.compliance.AuditEvent.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines for security event managers. */
class CefLineTest {

    private static final Pattern KEY = Pattern.compile("(?:^| )([A-Za-z0-9]+)=");

    @Test
    void aLineSaysWhatTheEntrySays() {
        String line = CefLine.of(Samples.outgoing("answer.evidence", true));
        assertTrue(
                line.startsWith("CEF:0|Carrel|Carrel|1|answer.evidence|answer.evidence|2|"), line);
        Map<String, String> fields = fields(line);
        assertEquals(Long.toString(Samples.TIME.toEpochMilli()), fields.get("rt"));
        assertEquals("7", fields.get("externalId"));
        assertEquals(Samples.ACTOR, fields.get("suid"));
        assertEquals("SUCCESS", fields.get("outcome"));
        assertEquals("collection", fields.get("cs1Label"));
        assertEquals(Samples.COLLECTION, fields.get("cs1"));
        assertEquals(Samples.DOCUMENT, fields.get("cs2"));
        assertEquals("{\"question\":\"" + Samples.QUESTION + "\"}", fields.get("cs5"));
    }

    @ParameterizedTest
    @MethodSource("org.carrel.audit.format.FormatsTest#hostile")
    void aValueStaysInItsField(String value) {
        String line = CefLine.of(Samples.hostile(value));
        assertEquals(8, line.split("(?<!\\\\)\\|", 8).length);
        Map<String, String> fields = fields(line);
        assertEquals("7", fields.get("externalId"));
        assertEquals("FAILED", fields.get("outcome"));
        assertEquals(18, fields.size());
        assertEquals(seen(value), fields.get("suid"));
    }

    @Test
    void aLongValueIsCutBetweenCharacters() {
        var details = Map.of("long", "🙂".repeat(3_000));
        var event = Samples.event("a.b", Outcome.SUCCESS, null, null, details);
        String cut =
                fields(CefLine.of(Samples.outgoing(event, false, false))).getOrDefault("cs4", "");
        assertTrue(cut.length() <= 4_000 && cut.endsWith("🙂…"), cut.substring(3_990));
    }

    /** As a reader splits the extension: at keys, which no escaped sign makes. */
    private static Map<String, String> fields(String line) {
        String extension = line.split("(?<!\\\\)\\|", 8)[7];
        var fields = new HashMap<String, String>();
        Matcher key = KEY.matcher(extension);
        boolean found = key.find();
        while (found) {
            String name = key.group(1);
            int start = key.end();
            found = key.find();
            String value = extension.substring(start, found ? key.start() : extension.length());
            fields.put(name, unescaped(value));
        }
        return fields;
    }

    private static String unescaped(String value) {
        return Pattern.compile("\\\\(.)")
                .matcher(value)
                .replaceAll(match ->
                        Matcher.quoteReplacement(
                                switch (match.group(1)) {
                                    case "n" -> "\n";
                                    case "r" -> "\r";
                                    default -> match.group(1);
                                }));
    }

    private static String seen(String value) {
        return value.replaceAll("[\\p{Cc}\u2028\u2029&&[^\r\n]]", " ");
    }
}
