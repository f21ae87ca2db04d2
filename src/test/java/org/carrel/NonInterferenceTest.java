package org.carrel;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.carrel.document.Upload;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Passages;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * For a caller, documents that they may not read change nothing. Every answer is compared byte for
 * byte before and after private documents come, with the very texts, names, dates and signatures of
 * the caller's own and with words that would shift every statistic. Left out of the comparison are
 * trace ids, ids that name one answer, and durations.
 *
 * <p>The usual build adds 60 private documents; the slow form 1,000: {@code ./mvnw -pl src -am
 * -Dexcluded.groups=none -Dtest=NonInterferenceTest -Dsurefire.failIfNoSpecifiedTests=false test}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "nina", roles = "legal")
class NonInterferenceTest {

    private static final Pattern VARYING =
            Pattern.compile("\"(?:traceId|answerId)\":\"[^\"]*\"|\"\\w+Ms\":\\d+");

    private static final UUID NOBODYS = UUID.fromString("7d2f6a54-4f1c-4c32-9a52-000000000000");

    private static final String SUPPLY =
            "SUPPLY AGREEMENT\n\nThis Supply Agreement is made on 3 March 2021 between Northwind Ltd."
                    + " and Contoso Inc.\n\n1. Term\n\nThis agreement runs for two years.\n\n2."
                    + " Termination\n\nEither party may terminate this agreement on sixty (60) days'"
                    + " written notice.\n\n3. Governing Law\n\nThis agreement is governed by the laws"
                    + " of the State of Delaware.";
    private static final String LEASE =
            "LEASE\n\nThe tenant shall pay rent of $4,200 on the first day of each month. The"
                    + " landlord maintains the roof and the outer walls.";
    private static final String SERVICES =
            "MASTER SERVICES AGREEMENT\n\nThis Master Services Agreement (the \"MSA\") is between"
                    + " Fabrikam LLC and Contoso Inc. The fee is $12,000 per month, payable within"
                    + " thirty (30) days. Liability is capped at the fees of twelve months.";

    /** Would make rare words common, names doubtful and abbreviations ambiguous. */
    private static final List<String> DISTURBING =
            List.of(
                    "rent rent rent roof roof tenant Delaware termination notice",
                    "The Supply Agreement is governed by the laws of the State of New York.",
                    "The term \"MSA\" means Metropolitan Statistical Area; the MSA has a roof.");

    private static final List<String> QUERIES =
            List.of(
                    "Who repairs the roof?",
                    "rent of the tenant",
                    "How can the supply agreement be terminated?",
                    "In the Supply Agreement between Northwind and Contoso: which law governs?",
                    "What is the fee under the MSA?",
                    "Section 2");

    @Inject PassageIndex index;
    @Inject EmbeddingModel model;
    @Inject DataSource database;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, List<float[]>> vectors = new HashMap<>();

    private UUID first;
    private UUID second;
    private UUID foreign;
    private UUID supply;
    private final List<UUID> own = new ArrayList<>();

    @BeforeEach
    void ownAndForeignCollections() throws SQLException {
        first = IndexedSample.matter("Alder");
        second = IndexedSample.matter("Birch");
        own.clear();
        supply = Upload.of(first, "supply.txt", SUPPLY).ended().document();
        own.add(supply);
        own.add(Upload.of(first, "lease.txt", LEASE).ended().document());
        own.add(Upload.of(second, "services.txt", SERVICES).ended().document());
        // A second version of it.
        Upload.of(first, "lease.txt", LEASE + " The rent rises each year.").ended();
        foreign = UUID.randomUUID();
        run(
                "insert into collection select ?, 'Alder', kind, 'other', created_at from"
                        + " collection where id = ?",
                foreign,
                first);
        run(
                "insert into membership select ?, 'subject', 'other', 'other', now() where ?::text"
                        + " is not null",
                foreign,
                first);
    }

    @Test
    void privateDocumentsChangeNothing() throws Exception {
        withPrivateDocuments(60);
    }

    @Test
    @Tag("slow")
    void aThousandPrivateDocumentsChangeNothing() throws Exception {
        withPrivateDocuments(1_000);
    }

    private void withPrivateDocuments(int number) throws Exception {
        Map<String, String> alone = answers();
        assertTrue(alone.get("ask 0").contains("\"grounded\""), alone.get("ask 0"));
        List<UUID> added = add(number);
        assertSame(alone, answers(), "after they came");
        churn(added);
        assertSame(alone, answers(), "after they changed and went");
        // The comparison can fail: the same documents, once they may be read, do change answers.
        run(
                "insert into membership select ?, 'subject', 'nina', 'other', now() where ?::text is"
                        + " not null",
                foreign,
                first);
        Map<String, String> together = answers();
        assertNotEquals(alone.get("search 0"), together.get("search 0"));
        assertNotEquals(alone.get("collections"), together.get("collections"));
    }

    @Test
    void whatIsForbiddenAndWhatIsNotThereAreAnsweredAlike() throws Exception {
        UUID theirs = add(3).getFirst();
        for (Map.Entry<String, String> each : refusals(NOBODYS, NOBODYS).entrySet()) {
            String forbidden = refusals(foreign, theirs).get(each.getKey());
            assertEquals(each.getValue(), forbidden, each.getKey());
        }
    }

    private static void assertSame(
            Map<String, String> expected, Map<String, String> actual, String when) {
        expected.forEach(
                (call, answer) -> assertEquals(answer, actual.get(call), call + ", " + when));
    }

    /** Every way in which the caller can look at what they may read. */
    private Map<String, String> answers() throws JsonProcessingException {
        Map<String, String> answers = new LinkedHashMap<>();
        for (int i = 0; i < QUERIES.size(); i++) {
            String query = QUERIES.get(i);
            answers.put("search " + i, post("search", Map.of("query", query, "limit", 20)));
            answers.put(
                    "search all versions " + i,
                    post("search", Map.of("query", query, "allVersions", true)));
            answers.put(
                    "search one collection " + i,
                    post("search", Map.of("query", query, "collections", List.of(first))));
            for (String ranking : List.of("words", "vectors")) {
                answers.put(
                        "search by " + ranking + " " + i,
                        post("search", Map.of("query", query, "ranking", ranking)));
            }
            answers.put(
                    "search in a part " + i,
                    post(
                            "search",
                            Map.of(
                                    "query",
                                    query,
                                    "filter",
                                    Map.of("party", "Contoso", "from", "2020-01-01"))));
            answers.put("ask " + i, post("ask", Map.of("question", query, "route", "extract")));
        }
        String question = QUERIES.getFirst();
        answers.put(
                "ask a document",
                post(
                        "ask",
                        Map.of(
                                "question",
                                question,
                                "route",
                                "extract",
                                "documents",
                                List.of(supply))));
        answers.put(
                "ask in vain",
                post(
                        "ask",
                        Map.of(
                                "question",
                                "What is the boiling point of tungsten?",
                                "route",
                                "extract")));
        answers.put(
                "stream",
                normal(
                        given().contentType("application/json")
                                .accept("text/event-stream")
                                .body(
                                        json.writeValueAsString(
                                                Map.of("question", question, "route", "extract")))
                                .post("/api/v1/ask")));
        answers.put("collections", get("/api/v1/collections"));
        for (UUID collection : List.of(first, second)) {
            String path = "/api/v1/collections/" + collection;
            for (String call : List.of("", "/documents", "/jobs")) {
                answers.put(path + call, get(path + call));
            }
        }
        for (UUID document : own) {
            String path = "/api/v1/documents/" + document;
            for (String call :
                    List.of("", "/text", "/versions", "/metadata", "/boxes?start=0&end=9")) {
                answers.put(path + call, get(path + call));
            }
        }
        answers.put("jobs", get("/api/v1/jobs"));
        answers.put("types", get("/api/v1/document-types"));
        answers.putAll(refusals(foreign, NOBODYS));
        return answers;
    }

    private Map<String, String> refusals(UUID collection, UUID document)
            throws JsonProcessingException {
        String question = QUERIES.getFirst();
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put(
                "search there",
                post("search", Map.of("query", question, "collections", List.of(collection))));
        answers.put(
                "ask there",
                post("ask", Map.of("question", question, "collections", List.of(collection))));
        answers.put(
                "ask both",
                post(
                        "ask",
                        Map.of("question", question, "collections", List.of(first, collection))));
        answers.put(
                "ask of it",
                post(
                        "ask",
                        Map.of(
                                "question",
                                question,
                                "route",
                                "extract",
                                "documents",
                                List.of(document))));
        answers.put(
                "ask of it and of mine",
                post(
                        "ask",
                        Map.of(
                                "question",
                                question,
                                "route",
                                "extract",
                                "documents",
                                List.of(document, supply))));
        for (String call : List.of("", "/documents", "/jobs")) {
            answers.put("collection" + call, get("/api/v1/collections/" + collection + call));
        }
        for (String call :
                List.of(
                        "",
                        "/content",
                        "/text",
                        "/versions",
                        "/metadata",
                        "/boxes?start=0&end=9",
                        "/record")) {
            answers.put("document" + call, get("/api/v1/documents/" + document + call));
        }
        answers.put("job", get("/api/v1/jobs/" + collection));
        return answers;
    }

    private String post(String call, Map<String, Object> body) throws JsonProcessingException {
        return normal(
                given().contentType("application/json")
                        .body(json.writeValueAsString(body))
                        .post("/api/v1/" + call));
    }

    private static String get(String path) {
        return normal(given().get(path));
    }

    private static String normal(Response response) {
        return response.statusCode()
                + " "
                + response.contentType()
                + "\n"
                + VARYING.matcher(response.asString()).replaceAll("");
    }

    /** Rows like those of the caller's documents, and passages of their text and of others. */
    private List<UUID> add(int number) throws SQLException {
        for (UUID document : own) {
            int copies = (number + own.size() - 1) / own.size();
            copy(
                    "document",
                    "id",
                    document,
                    copies,
                    "'id', id, 'root_id', id, 'path', row ->> 'path' || n");
            copy(
                    "document_version",
                    "document_id",
                    document,
                    copies,
                    "'document_id', id, 'sha256', encode(sha256((id || '/' || (row ->>"
                            + " 'version'))::bytea), 'hex')");
            copy("document_metadata", "document_id", document, copies, "'document_id', id");
            copy("document_signature", "document_id", document, copies, "'document_id', id");
            copy("document_band", "document_id", document, copies, "'document_id', id");
        }
        List<UUID> added = documents();
        List<String> texts = new ArrayList<>(DISTURBING);
        texts.addAll(List.of(SUPPLY, LEASE, SERVICES));
        for (int i = 0; i < added.size(); i++) {
            index(added.get(i), 1, texts.get(i % texts.size()));
        }
        return added;
    }

    // Whatever columns the table has, now and later.
    private void copy(String table, String key, UUID of, int copies, String changed)
            throws SQLException {
        run(
                "insert into "
                        + table
                        + " select (jsonb_populate_record(null::"
                        + table
                        + ", row ||"
                        + " jsonb_build_object('collection_id', '"
                        + foreign
                        + "', "
                        + changed
                        + "))).* from (select to_jsonb(t) row, md5(n || ?::text)::uuid id, n from "
                        + table
                        + " t, generate_series(1, "
                        + copies
                        + ") n where t."
                        + key
                        + " = ?) copied",
                new UUID(foreign.getMostSignificantBits(), of.getLeastSignificantBits()),
                of);
    }

    private List<UUID> documents() throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select id from document where collection_id = ? order by id")) {
            query.setObject(1, foreign);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return ids;
    }

    /** Deletes a third, replaces a third, so that the index merges, and keeps old versions. */
    private void churn(List<UUID> added) throws SQLException {
        for (int i = 0; i < added.size(); i++) {
            UUID document = added.get(i);
            switch (i % 3) {
                case 0 -> index.remove(foreign, document);
                case 1 -> {
                    index(document, 2, DISTURBING.getFirst());
                    index.keepSuperseded(
                            foreign, document, 1, "lease.txt", passages(LEASE), embedded(LEASE));
                }
                default -> {}
            }
        }
    }

    private void index(UUID document, int version, String text) {
        index.replace(foreign, document, version, "supply.txt", passages(text), embedded(text));
    }

    private static List<Passage> passages(String text) {
        return Passages.of(text, List.of(new Page(1, 0, text.length())), List.of(), List.of());
    }

    private List<float[]> embedded(String text) {
        return vectors.computeIfAbsent(
                text,
                key -> model.embedPassages(passages(key).stream().map(Passage::text).toList()));
    }

    private void run(String sql, UUID... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
