package org.carrel.metadata;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.carrel.document.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ada", roles = "legal")
class MetadataResourceTest {

    private static final String LEASE =
            "LEASE AGREEMENT\n\nThis Lease is made as of March 3, 2021 by and between Mill Lane"
                    + " Estates, Inc. (the \"Landlord\") and Northgate Bicycles, LLC (the"
                    + " \"Tenant\"). The Landlord lets the premises to the Tenant.\n";

    @Inject AgroalDataSource database;

    @Test
    void aGuessIsShownWithItsPlaceAndItsDoubt() {
        Upload upload = Upload.of(IndexedSample.matter("Guess"), "lease.txt", LEASE).ended();

        ValidatableResponse known = metadata(upload);

        known.body("fields.type.value", equalTo("lease"))
                .body("fields.type.source", equalTo("machine"))
                .body("fields.date.value", equalTo("2021-03-03"))
                .body("fields.language.value", equalTo("en"))
                .body("fields.patient.value", nullValue())
                .body("fields.patient.source", nullValue())
                .body(
                        "fields.parties.value",
                        contains("Mill Lane Estates, Inc.", "Northgate Bicycles, LLC"));
        String text = given().get(upload.path() + "/text").then().extract().path("text");
        int start = known.extract().path("fields.date.span.start");
        int end = known.extract().path("fields.date.span.end");
        assertEquals("March 3, 2021", text.substring(start, end));
        given().get(upload.path())
                .then()
                .body("type", equalTo("lease"))
                .body("date", equalTo("2021-03-03"))
                .body("language", equalTo("en"));
    }

    @Test
    void aPersonsWordWinsStaysOverANewVersionAndCanBeTakenBack() {
        UUID matter = IndexedSample.matter("Word");
        Upload upload = Upload.of(matter, "lease.txt", LEASE).ended();
        say(upload, "type", "\"contract\"").statusCode(200);
        say(upload, "parties", "[\"Mill Lane\", \" Northgate \"]").statusCode(200);

        Upload next =
                Upload.of(matter, "lease.txt", LEASE.replace("March 3, 2021", "May 4, 2022"))
                        .ended();

        assertEquals(upload.document(), next.document());
        metadata(upload)
                .body("fields.type.value", equalTo("contract"))
                .body("fields.type.source", equalTo("person"))
                .body("fields.type.guess", equalTo("lease"))
                .body("fields.type.saidBy", equalTo("ada"))
                .body("fields.parties.value", contains("Mill Lane", "Northgate"))
                .body("fields.date.value", equalTo("2022-05-04"))
                .body("fields.date.span.version", equalTo(2));
        given().get(upload.path()).then().body("type", equalTo("contract"));
        given().delete(path(upload) + "/type")
                .then()
                .statusCode(200)
                .body("fields.type.value", equalTo("lease"))
                .body("fields.type.source", equalTo("machine"))
                .body("fields.type.saidBy", nullValue());
        given().get(upload.path()).then().body("type", equalTo("lease"));
        // Taking back what nobody said changes nothing.
        given().delete(path(upload) + "/type").then().statusCode(200);
    }

    @Test
    void aPersonCanSayThatThereIsNone() {
        Upload upload = Upload.of(IndexedSample.matter("None"), "lease.txt", LEASE).ended();

        say(upload, "date", "null")
                .statusCode(200)
                .body("fields.date.value", nullValue())
                .body("fields.date.source", equalTo("person"))
                .body("fields.date.guess", equalTo("2021-03-03"));
        say(upload, "parties", "null").body("fields.parties.value", empty());
        say(upload, "patient", "\"Ida Lindqvist\"")
                .body("fields.patient.value", equalTo("Ida Lindqvist"))
                .body("fields.patient.guess", nullValue());
        given().get(upload.path()).then().body("date", nullValue());
        given().delete(path(upload) + "/patient").then().body("fields.patient.source", nullValue());
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
        Upload upload = Upload.of(IndexedSample.matter("Tag"), "lease.txt", LEASE).ended();
        String read = metadata(upload).extract().header("ETag");
        String changed = say(upload, "type", "\"nda\"").extract().header("ETag");

        given().header("If-Match", read)
                .contentType(ContentType.JSON)
                .body("{\"value\": \"policy\"}")
                .put(path(upload) + "/type")
                .then()
                .statusCode(412)
                .body("type", equalTo("urn:carrel:problem:precondition-failed"));
        given().header("If-Match", read).delete(path(upload) + "/type").then().statusCode(412);
        metadata(upload).body("fields.type.value", equalTo("nda"));
        given().header("If-Match", changed).delete(path(upload) + "/type").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    type | "sonnet"
                    type | null
                    date | "2021-02-30"
                    date | "03/04/2021"
                    date | 2021
                    birth-date | "1950-13"
                    language | "english"
                    patient | "  "
                    patient | "a\\nb"
                    patient | "\\u202Eadi"
                    patient | ["Ida"]
                    parties | "Mill Lane"
                    parties | [1]
                    parties | [null]
                    parties | {"a": "b"}
                    colour | "red"
                    """)
    void whatCannotBeIsRefused(String field, String value) {
        Upload upload = Upload.of(IndexedSample.matter("Refused"), "lease.txt", LEASE);

        say(upload, field, value).statusCode(400);
        given().contentType(ContentType.JSON).put(path(upload) + "/type").then().statusCode(400);
    }

    @Test
    void toThoseWhoMayNotReadItItIsNotThere() throws SQLException {
        UUID matter = IndexedSample.matter("Foreign metadata");
        Upload upload = Upload.of(matter, "lease.txt", LEASE).ended();
        sql("delete from membership where collection_id = ?", matter);

        given().get(path(upload)).then().statusCode(404);
        say(upload, "type", "\"nda\"").statusCode(404);
        given().delete(path(upload) + "/type").then().statusCode(404);
        assertEquals(
                3,
                count(
                        "select count(*) from audit_entry where document_id = ? and outcome ilike"
                                + " 'denied'",
                        upload.document().toString()));
    }

    @Test
    void theLogNamesTheFieldAndNeverTheValue() throws SQLException {
        Upload upload = Upload.of(IndexedSample.matter("Log"), "lease.txt", LEASE).ended();
        say(upload, "patient", "\"Rosalind Achterberg\"").statusCode(200);
        given().delete(path(upload) + "/patient").then().statusCode(200);

        String id = upload.document().toString();
        for (String change : new String[] {"set", "cleared"}) {
            assertEquals(
                    1,
                    count(
                            "select count(*) from audit_entry where document_id = ? and action ="
                                    + " 'document.metadata' and details::text like '%\"patient\"%'"
                                    + " and details::text like '%\""
                                    + change
                                    + "\"%'",
                            id));
        }
        assertEquals(
                0,
                count(
                        "select count(*) from audit_entry where document_id = ? and details::text"
                                + " like '%Achterberg%'",
                        id));
    }

    @Test
    void aListIsFilteredByTypeDateAndName() {
        UUID matter = IndexedSample.matter("Filter");
        Upload lease = Upload.of(matter, "Mill_Lane 100%.txt", LEASE).ended();
        Upload note =
                Upload.of(matter, "kettle.txt", "The kettle stands on the stove and sings.\n")
                        .ended();

        list(matter, "").body("items", hasSize(2));
        list(matter, "?type=lease").body("items.id", contains(lease.document().toString()));
        list(matter, "?type=nda").body("items", empty());
        list(matter, "?from=2021-03-03&to=2021-03-03")
                .body("items.id", contains(lease.document().toString()));
        list(matter, "?from=2021-03-04").body("items", empty());
        list(matter, "?to=2021-03-02").body("items", empty());
        list(matter, "?q=KETT").body("items.id", contains(note.document().toString()));
        list(matter, "?q=%25").body("items.id", contains(lease.document().toString()));
        list(matter, "?q=i_l").body("items", empty());
        list(matter, "?q=l_lane").body("items.id", contains(lease.document().toString()));
        String documents = "/api/v1/collections/" + matter + "/documents";
        given().get(documents + "?type=sonnet").then().statusCode(400);
        given().get(documents + "?from=soon").then().statusCode(400);
        given().get(documents + "?q=" + "a".repeat(201)).then().statusCode(400);
        String next = list(matter, "?limit=1&q=.txt").extract().path("next");
        list(matter, "?limit=1&q=.txt&cursor=" + next)
                .body("items.id", contains(note.document().toString()))
                .body("next", nullValue());
    }

    @Test
    void theTypesAreListedForAChoice() {
        given().get("/api/v1/document-types")
                .then()
                .statusCode(200)
                .body("items.id", hasItem("discharge-note"))
                .body("items.find { it.id == 'nda' }.label", equalTo("Non-disclosure agreement"));
    }

    private static ValidatableResponse list(UUID matter, String query) {
        return given().urlEncodingEnabled(false)
                .get("/api/v1/collections/" + matter + "/documents" + query)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse metadata(Upload upload) {
        return given().get(path(upload)).then().statusCode(200);
    }

    private static ValidatableResponse say(Upload upload, String field, String value) {
        return given().contentType(ContentType.JSON)
                .body("{\"value\": " + value + "}")
                .put(path(upload) + "/" + field)
                .then();
    }

    private static String path(Upload upload) {
        return upload.path() + "/metadata";
    }

    private void sql(String sql, Object argument) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, argument);
            statement.executeUpdate();
        }
    }

    private int count(String sql, Object argument) throws SQLException {
        Audited.sequence();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, argument);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
