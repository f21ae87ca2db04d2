package org.carrel.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.ingest.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Questions that name one place, and words that texts write otherwise; all vectors are the same.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "xenia", roles = "legal")
class ExactSearchTest {

    private static final float[] VECTOR = vector();

    @Inject PassageIndex index;

    @Test
    void theClauseComesBeforeAMentionOfItAndAMentionBeforeTheRest() {
        UUID matter = IndexedSample.matter("Clauses");
        put(
                matter,
                "9.1 Notices",
                "A notice under Section 12.3 must be in writing: section, term.");
        put(matter, "12.3 Termination", "Either party may end it on thirty days' notice.");
        put(matter, "2.1 Section", "Section, section and section again: what does a section say?");
        put(matter, "12.4 Effects", "The fees stay due.");
        search(matter, "What does Section 12.3 say?")
                .body("hits[0].path", equalTo("12.3 Termination"))
                .body("hits[0].holding", equalTo("is"))
                .body("hits[1].path", equalTo("9.1 Notices"))
                .body("hits[1].holding", equalTo("mentions"))
                .body("hits[2].holding", equalTo("none"));
    }

    @Test
    void aClauseIsFoundByAnyWayOfNamingIt() {
        UUID matter = IndexedSample.matter("Ways");
        put(matter, "ARTICLE V FEES > 5.2 Interest > (b)", "(b) at six percent a year.");
        put(matter, "ARTICLE V FEES > 5.2 Interest > (a)", "(a) from the due date.");
        put(matter, "6. Law", "Delaware.");
        for (String question : List.of("\u00A7 5.2(b)", "Clause 5.2 (b)", "Sec. 5.2(B)?")) {
            search(matter, question).body("hits[0].text", startsWith("(b)"));
        }
    }

    @Test
    void aRecordIsFoundByItsNumberAlone() {
        UUID matter = IndexedSample.matter("Records");
        put(matter, "", "Patient of the clinic; MRN 00124; medical record of the patient.");
        put(matter, "", "Seen today. Medical record number: 00123.");
        put(matter, "", "The MRN is the number of a patient's medical record.");
        search(matter, "MRN 00123").body("hits[0].text", startsWith("Seen today."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Was there shortness of breath?|Pt c/o SOB since Monday.",
                "pt with htn?|The patient has hypertension.",
                "What was signed on January 5, 2020?|It was signed as of 2020-01-05 by both.",
                "Who pays $5 million?|The buyer pays US$ 5,000,000.00 at closing.",
                "the follow-up|A followup was planned.",
                "metformin 1000 mg|Metformin 1,000mg was given.",
                "M\u00FCller L.L.C.|Muller LLC"
            })
    void otherWaysOfWritingMeet(String question, String text) {
        UUID matter = IndexedSample.matter("Meeting");
        for (int i = 0; i < 5; i++) {
            put(matter, "", "Nothing of the kind is in paragraph number " + "xyzuv".charAt(i));
        }
        put(matter, "", text);
        search(matter, question).body("hits[0].text", equalTo(text));
    }

    @Test
    void aSectionLeavesThePassagesUnderItsHeading() {
        UUID matter = IndexedSample.matter("Sections");
        put(matter, "4. Fees > 4.2 Late Fees", "Interest runs from the due date.");
        put(matter, "5. Law", "The fees and the interest are governed by Ohio law.");
        given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "query", "interest",
                                "collections", List.of(matter),
                                "filter", Map.of("section", "late fees")))
                .post("/api/v1/search")
                .then()
                .body("hits.path", equalTo(List.of("4. Fees > 4.2 Late Fees")));
    }

    private void put(UUID matter, String path, String text) {
        index.replace(
                matter,
                UUID.randomUUID(),
                1,
                "a.txt",
                List.of(new Passage(0, 1, 0, text.length(), text, path)),
                List.of(VECTOR));
    }

    private static ValidatableResponse search(UUID matter, String query) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("query", query, "collections", List.of(matter)))
                .post("/api/v1/search")
                .then()
                .statusCode(200);
    }

    private static float[] vector() {
        float[] vector = new float[384];
        vector[0] = 1;
        return vector;
    }
}
