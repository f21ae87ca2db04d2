package org.carrel.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html", "application/xhtml+xml; charset=UTF-8", "image/svg+xml",
                "application/xml", "message/rfc822", "application/octet-stream"
            })
    void whatMayHoldScriptsIsSavedNotShown(String mediaType) {
        assertTrue(Delivery.disposition(mediaType, "x").startsWith("attachment;"));
        assertEquals(Delivery.SANDBOX, Delivery.policy(mediaType));
    }

    @Test
    void plainTextAndPdfMayBeShown() {
        assertTrue(Delivery.disposition("text/plain; charset=UTF-8", "x").startsWith("inline;"));
        assertTrue(Delivery.disposition("application/pdf", "x").startsWith("inline;"));
    }

    @Test
    void aNameIsEncodedForBothKindsOfClients() {
        assertEquals(
                "attachment; filename=\"_a_ K_ln_ .zip\";"
                        + " filename*=UTF-8''%22a%3B%20K%C3%B6ln%25%20.zip",
                Delivery.disposition("application/zip", "\"a; K\u00f6ln% .zip"));
    }

    @Test
    void oneRangeIsUnderstoodAndOtherHeadersAreIgnored() {
        assertEquals(Optional.of(new ByteRange(0, 9)), ByteRange.parse("bytes=0-9", 100));
        assertEquals(Optional.of(new ByteRange(90, 99)), ByteRange.parse("bytes=90-", 100));
        assertEquals(Optional.of(new ByteRange(90, 99)), ByteRange.parse("bytes=90-500", 100));
        assertEquals(Optional.of(new ByteRange(95, 99)), ByteRange.parse("bytes=-5", 100));
        assertEquals(Optional.of(new ByteRange(0, 99)), ByteRange.parse("bytes=-500", 100));
        assertEquals(Optional.empty(), ByteRange.parse("bytes=0-1,5-6", 100));
        assertEquals(Optional.empty(), ByteRange.parse("bytes=9-0", 100));
        assertEquals(Optional.empty(), ByteRange.parse("lines=0-1", 100));
        assertEquals(Optional.empty(), ByteRange.parse(null, 100));
        assertFalse(ByteRange.parse("bytes=100-", 100).orElseThrow().isSatisfiable());
        assertFalse(ByteRange.parse("bytes=-0", 100).orElseThrow().isSatisfiable());
    }
}
