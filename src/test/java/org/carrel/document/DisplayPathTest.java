package org.carrel.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DisplayPathTest {

    @Test
    void foldersStayAndNothingLeadsUpwards() {
        assertEquals("2024/lease.pdf", DisplayPath.of("2024/lease.pdf"));
        assertEquals("2024/lease.pdf", DisplayPath.of("\\2024\\.\\lease.pdf"));
        assertEquals("etc/passwd", DisplayPath.of("../../etc/passwd"));
        assertEquals("a/fdp.exe", DisplayPath.of("a/\u202efdp.exe"));
    }

    @Test
    void whatHasNoNameGetsOne() {
        assertEquals("document", DisplayPath.of(null));
        assertEquals("document", DisplayPath.of("../.."));
    }

    @Test
    void aLongPathKeepsItsEnd() {
        String path = DisplayPath.of("folder/".repeat(200) + "lease.pdf");
        assertEquals(DisplayPath.MAX_LENGTH, path.length());
        assertTrue(path.endsWith("/lease.pdf"));
        String second = DisplayPath.numbered(path, 1);
        assertEquals(DisplayPath.MAX_LENGTH, second.length());
        assertTrue(second.endsWith("/lease.pdf (2)"));
    }
}
