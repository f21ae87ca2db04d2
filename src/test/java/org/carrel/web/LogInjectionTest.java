package org.carrel.web;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers send forges no line of the log. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "mallory", roles = "legal")
class LogInjectionTest {

    private static final String FORGED = "x\r\n2026-11-22 INFO [carrel] forged\u001b[2K";
    private static final String ENCODED =
            "x%0d%0a2026-11-22%20INFO%20%5bcarrel%5d%20forged%1b%5b2K";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new AsTheConsole();

    /** Formats as the console's handler does, through the same filter. */
    private final class AsTheConsole extends Handler {
        private final PatternFormatter formatter = new PatternFormatter("%-5p [%c] %s%n");
        private final OneLine filter = new OneLine();

        @Override
        public void publish(LogRecord entry) {
            ExtLogRecord copy = new ExtLogRecord(ExtLogRecord.wrap(entry));
            if (filter.isLoggable(copy)) {
                lines.add(formatter.format(copy));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(handler);
    }

    @Test
    void neitherByAddressHeaderNameNorQuestion() {
        UUID collection = IndexedSample.matter("Forgery");
        String name = Base64.getEncoder().encodeToString(FORGED.getBytes(StandardCharsets.UTF_8));
        given().header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", "3")
                .header("Upload-Metadata", "filename " + name)
                .contentType("application/offset+octet-stream")
                .body("The".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/collections/" + collection + "/uploads")
                .then()
                .statusCode(201);
        for (String call : new String[] {"documents/", "collections?cursor=", "jobs?cursor="}) {
            given().urlEncodingEnabled(false).get("/api/v1/" + call + ENCODED);
        }
        given().urlEncodingEnabled(false).get("/" + ENCODED);
        given().header("Purpose-Of-Use", "x\tforged").get("/api/v1/me");
        for (String call : new String[] {"search", "ask", "collections"}) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("query", FORGED, "question", FORGED, "name", FORGED))
                    .post("/api/v1/" + call);
        }
        // What a part of the server that quoted it would come to.
        Logger.getLogger("org.carrel.web").warning("no such name: " + FORGED);

        for (String line : lines) {
            assertEquals(1, line.lines().count(), line);
            assertTrue(line.strip().chars().noneMatch(Character::isISOControl), line);
        }
        assertEquals(1, lines.stream().filter(line -> line.contains("forged")).count());
    }
}
