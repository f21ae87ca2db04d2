package org.carrel;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.carrel.audit.Audited;
import org.carrel.document.Upload;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Questions that cannot be used: each is answered by a problem of a stable type, leaves its audit
 * entry, and no word of it stands in the problem or in the log.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "mallory", roles = "legal")
class BadQuestionsTest {

    /** Stands in every question, and so must stand nowhere else. */
    private static final String WORD = "xylograph";

    private static final String INVALID = "urn:carrel:problem:invalid-request";
    private static final String NOT_FOUND = "urn:carrel:problem:not-found";
    private static final String TOO_LARGE = "urn:carrel:problem:too-large";
    private static final String MEDIA_TYPE = "urn:carrel:problem:unsupported-media-type";

    @Inject DataSource database;
    @Inject PassageIndex index;
    @Inject EmbeddingModel model;

    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private final Handler ear = new Ear(logged);

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(ear);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(ear);
    }

    /** A call that asks, and the property of its body that holds the question. */
    private record Call(String path, String property, String accept) {
        static final List<Call> ALL =
                List.of(
                        new Call("/api/v1/search", "query", "application/json"),
                        new Call("/api/v1/ask", "question", "application/json"),
                        new Call("/api/v1/ask", "question", "text/event-stream"));

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /**
     * @param body {@code Q} stands for the name of the question's property, in quotes
     */
    private record Bad(String name, String body, String mediaType, int status, String type) {
        static Bad json(String name, String body, int status, String type) {
            return new Bad(name, body, "application/json", status, type);
        }

        static Bad question(String name, String json) {
            return json(name, "{Q: \"" + json + "\"}", 400, INVALID);
        }
    }

    /** {@code %s} stands for the word that must not be echoed. */
    private static String filtered(String filter) {
        return "{Q: \"" + WORD + "\", \"filter\": {" + filter.replace("%s", WORD) + "}}";
    }

    private static Stream<Bad> table() {
        String good = "{Q: \"" + WORD + "\"";
        String unknown = "7d2f6a54-4f1c-4c32-9a52-000000000000";
        String ids = String.join(",", Collections.nCopies(1001, "\"" + UUID.randomUUID() + "\""));
        return Stream.of(
                Bad.json("no body", "", 400, INVALID),
                Bad.json("null", "null", 400, INVALID),
                Bad.json("no question", "{}", 400, INVALID),
                Bad.question("empty", ""),
                Bad.question("blank", " \\t\\n"),
                Bad.question("wide blanks", "\\u00a0\\u3000\\u2003"),
                Bad.question("no word", "?!* ()"),
                Bad.question("zero-width", "\\u200b\\u2060"),
                Bad.question("100,000 characters", (WORD + " ").repeat(10_000)),
                Bad.question("2,001 characters", WORD + "a".repeat(2001 - WORD.length())),
                Bad.question("1,000 ORs", WORD + " OR".repeat(1000)),
                Bad.question("NUL", WORD + "\\u0000"),
                Bad.question("escape sequence", WORD + "\\u001b[2J"),
                Bad.question("C1 control", WORD + "\\u0085"),
                Bad.question("high surrogate alone", WORD + "\\ud83d"),
                Bad.question("low surrogate alone", WORD + "\\ude00 x"),
                Bad.json("object for text", "{Q: {\"$ne\": \"" + WORD + "\"}}", 400, INVALID),
                Bad.json("list for text", "{Q: [\"" + WORD + "\"]}", 400, INVALID),
                Bad.json("not JSON", WORD, 400, INVALID),
                Bad.json("cut off", good, 400, INVALID),
                Bad.json("raw control character", "{Q: \"" + WORD + "\u0001\"}", 400, INVALID),
                Bad.json("deep", "[".repeat(5000), 400, INVALID),
                Bad.json("malformed id", good + ", \"collections\": [\"a\"]}", 400, INVALID),
                Bad.json("null id", good + ", \"collections\": [null]}", 400, INVALID),
                Bad.json("id for a list", good + ", \"collections\": \"a\"}", 400, INVALID),
                Bad.json("too many ids", good + ", \"collections\": [" + ids + "]}", 400, INVALID),
                Bad.json(
                        "unknown collection",
                        good + ", \"collections\": [\"" + unknown + "\"]}",
                        404,
                        NOT_FOUND),
                Bad.json("unknown field", good + ", \"colections\": []}", 400, INVALID),
                Bad.json("NUL in a filter", filtered("\"party\": \"a\\u0000\""), 400, INVALID),
                Bad.json("unknown field in a filter", filtered("\"typs\": []"), 400, INVALID),
                Bad.json("null in a filter", filtered("\"types\": [null]"), 400, INVALID),
                Bad.json("no such type", filtered("\"types\": [\"%s\"]"), 400, INVALID),
                Bad.json("no date", filtered("\"from\": \"%s\""), 400, INVALID),
                Bad.json(
                        "2 MB", good + ", \"x\": \"" + "a".repeat(2 << 20) + "\"}", 413, TOO_LARGE),
                new Bad("plain text", WORD, "text/plain", 415, MEDIA_TYPE),
                new Bad("XML", "<q>" + WORD + "</q>", "application/xml", 415, MEDIA_TYPE),
                new Bad("bytes", WORD, "application/octet-stream", 415, MEDIA_TYPE));
    }

    @TestFactory
    Stream<DynamicTest> eachIsRefusedAndRecorded() {
        return Call.ALL.stream()
                .flatMap(call ->
                        table().map(bad ->
                                dynamicTest(
                                        call.name() + " " + call.accept() + ": " + bad.name(),
                                        () -> refused(call, bad))));
    }

    private void refused(Call call, Bad bad) throws SQLException {
        long before = refusals(call, null);
        long same = refusals(call, bad.type());
        String body = bad.body().replace("Q:", "\"" + call.property() + "\":");
        send(call, bad.mediaType(), body)
                .statusCode(bad.status())
                .contentType("application/problem+json")
                .body("type", equalTo(bad.type()))
                .body("status", equalTo(bad.status()))
                .body("traceId", not(equalTo("")))
                .body(not(containsString(WORD)));
        assertEquals(before + 1, refusals(call, null), "audit entries");
        assertEquals(same + 1, refusals(call, bad.type()), "audit entries of that type");
        assertQuiet();
    }

    /** A summary is asked for without a question; what is said of how it is to be is checked. */
    @TestFactory
    Stream<DynamicTest> eachWishForASummaryIsRefusedAndRecorded() {
        String path =
                Upload.of(IndexedSample.matter("Wishes"), "a.txt", "A print from wood.")
                                .ended()
                                .path()
                        + "/summary";
        String missing = "/api/v1/documents/7d2f6a54-4f1c-4c32-9a52-000000000000/summary";
        return Stream.of("application/json", "text/event-stream")
                .flatMap(accept ->
                        Stream.concat(
                                        wishes().map(bad -> Map.entry(path, bad)),
                                        Stream.of(
                                                Map.entry(
                                                        missing,
                                                        Bad.json(
                                                                "no document",
                                                                "{}",
                                                                404,
                                                                NOT_FOUND))))
                                .map(each ->
                                        dynamicTest(
                                                accept + ": " + each.getValue().name(),
                                                () ->
                                                        refused(
                                                                new Call(each.getKey(), "", accept),
                                                                each.getValue()))));
    }

    private static Stream<Bad> wishes() {
        return Stream.of(
                Bad.json("not JSON", WORD, 400, INVALID),
                Bad.json("list", "[]", 400, INVALID),
                Bad.json("cut off", "{\"style\": \"", 400, INVALID),
                Bad.json("deep", "[".repeat(5000), 400, INVALID),
                Bad.json("no such style", "{\"style\": \"" + WORD + "\"}", 400, INVALID),
                Bad.json("NUL", "{\"style\": \"brief\\u0000" + WORD + "\"}", 400, INVALID),
                Bad.json(
                        "100,000 characters",
                        "{\"style\": \"" + WORD.repeat(100_000 / WORD.length()) + "\"}",
                        400,
                        INVALID),
                Bad.json("unknown field", "{\"" + WORD + "\": 1}", 400, INVALID),
                Bad.json("no wording", "{\"wording\": \"" + WORD + "\"}", 400, INVALID),
                Bad.json("no version", "{\"version\": \"" + WORD + "\"}", 400, INVALID),
                Bad.json("version 0", "{\"version\": 0}", 400, INVALID),
                Bad.json("version too far", "{\"version\": 99999999999}", 400, INVALID),
                Bad.json("version not there", "{\"version\": 7}", 404, NOT_FOUND),
                Bad.json("2 MB", "{\"x\": \"" + "a".repeat(2 << 20) + "\"}", 413, TOO_LARGE),
                new Bad("plain text", WORD, "text/plain", 415, MEDIA_TYPE));
    }

    @TestFactory
    Stream<DynamicTest> whatLooksLikeSyntaxIsText() {
        UUID matter = IndexedSample.matter("Syntax");
        IndexedSample.put(index, model, matter, "a.txt", "A xylograph is a print from wood.");
        Stream<String> questions =
                Stream.of(
                        "title:* OR *:* " + WORD,
                        "text:" + WORD + " AND NOT collection:x",
                        "\\\"" + WORD + "\\\"~1000000 OR (((((",
                        "*" + WORD + "* ? ~0.000001 ^1e300",
                        "/.*(a+)+$/ " + WORD,
                        "[* TO *] {a TO z} " + WORD,
                        "\\\\ \\\\\\\\ " + WORD + " \\\\",
                        WORD + " OR".repeat(650),
                        "'; drop table document; -- " + WORD,
                        "${jndi:ldap://x} #{7*7} {{7*7}} " + WORD,
                        "<script>" + WORD + "</script>",
                        WORD + "\\r\\nX-Injected: 1\\r\\n\\r\\nHTTP/1.1 200 OK",
                        "\\u202e" + WORD + "\\u2066 \\u05d0 \\u0627\\u200f",
                        "\\ud83d\\ude00 " + WORD + " \\uffff \\ufeff",
                        "a\\u0301".repeat(600) + WORD);
        return questions.flatMap(question ->
                Call.ALL.stream()
                        .map(call ->
                                dynamicTest(
                                        call.name() + " " + call.accept() + ": " + question,
                                        () -> {
                                            String body =
                                                    "{\"%s\": \"%s\", \"collections\": [\"%s\"]}"
                                                            .formatted(
                                                                    call.property(),
                                                                    question,
                                                                    matter);
                                            send(call, "application/json", body)
                                                    .statusCode(200)
                                                    .header("X-Injected", (String) null);
                                            assertQuiet();
                                        })));
    }

    @Test
    @TestSecurity(user = "otto", roles = "operator")
    void aRoleThatMayNotAskIsRecorded() throws SQLException {
        Call call = Call.ALL.getFirst();
        String type = "urn:carrel:problem:forbidden";
        long before = refusals(call, type);
        send(call, "application/json", "{\"query\": \"" + WORD + "\"}")
                .statusCode(403)
                .body("type", equalTo(type));
        assertEquals(before + 1, refusals(call, type));
    }

    @Test
    void thePurposeOfUseIsChecked() throws SQLException {
        Call call = Call.ALL.getFirst();
        long before = refusals(call, INVALID);
        given().contentType("application/json")
                .header("Purpose-Of-Use", WORD)
                .body("{\"query\": \"" + WORD + "\"}")
                .post(call.path())
                .then()
                .statusCode(400)
                .body(not(containsString(WORD)));
        assertEquals(before + 1, refusals(call, INVALID));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotACallIsAProblemToo() {
        record Wrong(String method, String path, int status) {}
        return Stream.of(
                        new Wrong("GET", "/api/v1/ask", 405),
                        new Wrong("DELETE", "/api/v1/search", 405),
                        new Wrong("POST", "/api/v1/ask/" + WORD, 404),
                        new Wrong("POST", "/api/v2/ask", 404),
                        new Wrong("POST", "/api/v1/documents/" + WORD + "/summary", 404),
                        new Wrong("GET", "/api/v1/documents/" + WORD, 404))
                .map(wrong ->
                        dynamicTest(
                                wrong.method() + " " + wrong.path(),
                                () -> {
                                    given().contentType("application/json")
                                            .body("{}")
                                            .request(wrong.method(), wrong.path())
                                            .then()
                                            .statusCode(wrong.status())
                                            .contentType("application/problem+json")
                                            .body(not(containsString(WORD)));
                                    assertQuiet();
                                }));
    }

    @Test
    void theHashOfARefusedQuestionIsKept() {
        send(Call.ALL.getFirst(), "application/json", "{\"query\": \"a\", \"limit\": 0}")
                .statusCode(400);
        Audited.Seen newest =
                Audited.entries("question.refused").stream()
                        .filter(each -> "mallory".equals(each.actor()))
                        .findFirst()
                        .orElseThrow();
        // SHA-256 of "a".
        assertEquals(
                "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
                newest.personal().get("questionSha256"));
    }

    private static ValidatableResponse send(Call call, String mediaType, String body) {
        return given().config(
                        RestAssured.config()
                                .encoderConfig(
                                        EncoderConfig.encoderConfig()
                                                .defaultContentCharset("UTF-8")
                                                .appendDefaultContentCharsetToContentTypeIfUndefined(
                                                        false)))
                .header("Content-Type", mediaType)
                .accept(call.accept())
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(call.path())
                .then();
    }

    /** Of this call in the log, of one type of problem or of all. */
    private long refusals(Call call, @Nullable String type) throws SQLException {
        Audited.sequence();
        try (var connection = database.getConnection();
                var query =
                        connection.prepareStatement(
                                "select count(*) from audit_entry where action = 'question.refused'"
                                        + " and cast(details as text) like ? and cast(details as"
                                        + " text) like ?")) {
            query.setString(1, "%\"call\"%\"" + call.name() + "\"%");
            query.setString(2, type == null ? "%" : "%" + type + "\"%");
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void assertQuiet() {
        synchronized (logged) {
            assertFalse(logged.stream().anyMatch(line -> line.contains(WORD)), () -> "" + logged);
        }
    }

    /** Hears what is logged, exceptions and their causes too. */
    private static final class Ear extends Handler {
        private final List<String> lines;

        Ear(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord record) {
            StringBuilder line = new StringBuilder(String.valueOf(record.getMessage()));
            if (record.getParameters() != null) {
                IntStream.range(0, record.getParameters().length)
                        .forEach(i -> line.append(' ').append(record.getParameters()[i]));
            }
            for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
                line.append(' ').append(cause);
            }
            lines.add(line.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
