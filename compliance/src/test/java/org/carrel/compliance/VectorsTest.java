package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The form is fixed by bytes that other code made: {@code vectors.jsonl} and the leaf hashes below
 * come from Python's json and hashlib over events written by hand.
 */
class VectorsTest {

    private static final List<AuditEvent> EVENTS =
            List.of(
                    new AuditEvent(
                            Instant.parse("2026-11-01T09:30:00Z"),
                            "5f0c3a",
                            "document.upload",
                            AuditEvent.Outcome.SUCCESS,
                            "c-1",
                            "d-1",
                            "TREAT",
                            Map.of("sha256", "ab".repeat(32), "bytes", "20480")),
                    new AuditEvent(
                            Instant.parse("2026-11-01T09:30:00.123456789Z"),
                            "system",
                            "audit.read",
                            AuditEvent.Outcome.DENIED,
                            null,
                            null,
                            null,
                            Map.of()),
                    new AuditEvent(
                            Instant.parse("0001-01-01T00:00:00.000001Z"),
                            "J\u00fcrgen \"JJ\" O'Neill\\",
                            "answer.ask",
                            AuditEvent.Outcome.FAILED,
                            null,
                            null,
                            "",
                            Map.of(
                                    "b",
                                    "line\nfeed\ttab\u0001",
                                    "a/b",
                                    "\u20ac \ud834\udd1e",
                                    "",
                                    "\u007f\u2028")));

    // SHA-256(0x00 || canonical bytes), RFC 9162, section 2.1.1.
    private static final List<String> LEAF_HASHES =
            List.of(
                    "90c97fec4f87259e28ce07046d6099b6d2ce448106bd5e147c66ed0c5b3bccae",
                    "6279eb63f930d4685a868628148058dec5471b5634a3744a3300b576dc1a3826",
                    "2d61d3579361179e54a6cc81f6a40841bd3e7d6a6c512ac17ac07dfa8dee82d3");

    @Test
    void appendedEventsAreTheVectors() throws IOException {
        var lines = new StringBuilder();
        ChainHead head = ChainHead.EMPTY;
        for (AuditEvent event : EVENTS) {
            AuditEntry entry = AuditChain.append(head, event);
            lines.append(line(entry)).append('\n');
            head = entry.head();
        }
        assertEquals(vectors(), lines.toString());
    }

    @Test
    void leafHashesOfTheMerkleTreeComeFromTheSameBytes() throws NoSuchAlgorithmException {
        for (int i = 0; i < EVENTS.size(); i++) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) 0x00);
            byte[] leaf = digest.digest(CanonicalForm.bytes(i + 1, EVENTS.get(i)));
            assertArrayEquals(HexFormat.of().parseHex(LEAF_HASHES.get(i)), leaf);
        }
    }

    private static String line(AuditEntry entry) {
        byte[] canonical = CanonicalForm.bytes(entry.sequence(), entry.event());
        return "{\"entry\":"
                + new String(canonical, StandardCharsets.UTF_8)
                + ",\"hash\":\""
                + entry.hash()
                + "\",\"previousHash\":\""
                + entry.previousHash()
                + "\"}";
    }

    private static String vectors() throws IOException {
        try (InputStream in = VectorsTest.class.getResourceAsStream("vectors.jsonl")) {
            return new String(
                    Objects.requireNonNull(in, "vectors.jsonl").readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
