package org.carrel.summary;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.carrel.document.Upload;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ann", roles = "legal")
class SummaryResourceTest {

    @Inject AgroalDataSource database;

    private static final String AGREEMENT =
            """
            SERVICES AGREEMENT

            This Services Agreement is entered into between Northwind Ltd. ("Client"), a Delaware \
            corporation, and Contoso Inc. ("Provider").

            1. Services. Provider shall provide the consulting services set out in Exhibit A.

            2. Term. The initial term of this Agreement is two years. It shall automatically renew \
            for successive terms of one year unless either party gives notice of ninety days.

            3. Payment. Client shall pay Provider a fee of $12,000 per month within thirty days of \
            receipt of an invoice.

            4. Termination. Client may terminate this Agreement at any time for any reason on ten \
            days' notice.

            5. Liability. In no event shall Provider be liable for consequential damages.

            6. Governing Law. This Agreement is governed by the laws of the State of Delaware.
            """;

    @Test
    void aContractIsToldByItsSubjectsAndEachLineCitesTheExactText() {
        Upload document = agreement();
        JsonPath summary =
                summary(document, "{\"style\": \"sections\"}")
                        .then()
                        .statusCode(200)
                        .body("outcome", equalTo("grounded"))
                        .body("version", equalTo(1))
                        .body("draft", equalTo(false))
                        .extract()
                        .jsonPath();
        assertEquals(
                List.of(
                        "brief",
                        "parties",
                        "subject",
                        "term",
                        "payment",
                        "termination",
                        "liability",
                        "law",
                        "unusual"),
                summary.getList("sections.id"));
        assertTrue(lines(summary, "law").contains("laws of the State of Delaware"));
        assertTrue(lines(summary, "payment").contains("$12,000"));
        assertTrue(lines(summary, "parties").contains("Northwind"));
        assertTrue(lines(summary, "unusual").contains("automatically renew"));
        String text = given().get(document.path() + "/text").path("text");
        for (int i = 0; i < summary.getList("citations").size(); i++) {
            String cited = "citations[" + i + "].";
            assertEquals(
                    text.substring(summary.getInt(cited + "start"), summary.getInt(cited + "end")),
                    summary.getString(cited + "quote"));
        }
    }

    @Test
    void whatIsUnusualHasAReason() {
        summary(agreement(), "{\"style\": \"sections\"}")
                .then()
                .body("sentences.reason", hasItem("It renews by itself."))
                .body("sentences.reason", hasItem("One party alone may end it, without a reason."));
    }

    @Test
    void theStreamEndsWithTheWholeSummaryMadeOfItsSections() {
        String stream =
                request("{\"style\": \"sections\"}")
                        .accept("text/event-stream")
                        .post(agreement().path() + "/summary")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertTrue(stream.indexOf("event:progress") < stream.indexOf("event:section"), stream);
        assertTrue(stream.indexOf("event:section") < stream.indexOf("event:done"), stream);
        assertFalse(stream.contains("event:error"), stream);
    }

    @Test
    void aClinicalSummaryIsADraft() {
        summary(agreement(), "{\"style\": \"clinical\"}").then().body("draft", equalTo(true));
    }

    @Test
    void aStyleThatIsNotThereIsRefused() {
        summary(agreement(), "{\"style\": \"sonnet\"}").then().statusCode(400);
    }

    @Test
    void aVersionThatIsNotThereIsNotFound() {
        summary(agreement(), "{\"version\": 7}").then().statusCode(404);
    }

    @Test
    void aDocumentOfOthersLooksLikeOneThatIsNotThere() throws SQLException {
        Upload document = agreement();
        String missing =
                request("{}")
                        .post("/api/v1/documents/7d2f6a54-4f1c-4c32-9a52-000000000000/summary")
                        .then()
                        .statusCode(404)
                        .extract()
                        .path("detail");
        sql(
                "delete from membership where collection_id = (select collection_id from document where"
                        + " id = ?)",
                document.document());
        summary(document, "{}").then().statusCode(404).body("detail", equalTo(missing));
    }

    @Test
    void whatHasNoTextIsSaidToHaveNone() {
        Upload broken =
                Upload.of(
                                IndexedSample.matter("Broken"),
                                "broken.pdf",
                                "%PDF-1.7\nthis is no PDF\n%%EOF")
                        .ended();
        summary(broken, "{}")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:carrel:problem:conflict"))
                .body("detail", containsString("quarantined"));
    }

    @Test
    void whatWasReadAndWhatIsShownIsRecordedByPlacesAndHashes() throws SQLException {
        Upload document = agreement();
        summary(document, "{\"style\": \"sections\"}").then().statusCode(200);
        assertEquals(1, count("action = 'summary.read'", document.document()));
        assertEquals(
                1,
                count(
                        "action = 'summary.shown' and audit_entry::text like '%@%'",
                        document.document()));
        assertEquals(0, count("audit_entry::text like '%Northwind%'", document.document()));
    }

    private static Upload agreement() {
        return Upload.of(IndexedSample.matter("Summaries"), "agreement.txt", AGREEMENT).ended();
    }

    private static RequestSpecification request(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    private static Response summary(Upload document, String body) {
        return request(body).post(document.path() + "/summary");
    }

    private static String lines(JsonPath summary, String section) {
        List<Integer> indexes =
                summary.getList("sections.find { it.id == '" + section + "' }.sentences");
        StringBuilder lines = new StringBuilder();
        indexes.forEach(i -> lines.append(summary.getString("sentences[" + i + "].text")));
        return lines.toString();
    }

    private void sql(String sql, Object argument) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, argument);
            statement.executeUpdate();
        }
    }

    private int count(String condition, Object document) throws SQLException {
        Audited.sequence();
        String sql = "select count(*) from audit_entry where document_id = ? and " + condition;
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, document.toString());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
