package org.carrel.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.util.List;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Word;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a scan or a clinical file gives beside its text, over a document that stands for one. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ada", roles = "legal")
class LayoutResourceTest {

    private static final String TEXT = "Rent is due.\n\nLate rent costs more.";
    private static final List<Page> PAGES =
            List.of(
                    new Page(1, 0, 14, 595, 842, true),
                    new Page(2, 14, TEXT.length(), 595, 842, true));
    private static final List<Word> WORDS =
            List.of(
                    new Word(0, 4, 72, 90, 30, 12, 96),
                    new Word(5, 7, 106, 90, 10, 12, 88),
                    new Word(14, 18, 72, 90, 30, 12, 60));
    private static final List<Passage> PASSAGES =
            List.of(
                    new Passage(0, 1, 0, 12, "Rent is due.", "4 Rent"),
                    new Passage(1, 2, 14, TEXT.length(), "Late rent costs more.", "4 Rent > 4.1"));

    @Inject Documents documents;
    @Inject DerivedFiles files;
    @Inject DocumentFiles originals;

    @Test
    void aRangeStandsInBoxesOnItsPage() throws Exception {
        Upload scan = extracted("Boxes", null);
        given().get(scan.path() + "/boxes?start=0&end=7")
                .then()
                .statusCode(200)
                .body("boxes", hasSize(1))
                .body("boxes[0].page", equalTo(1))
                .body("boxes[0].width", equalTo(44f))
                .body("pages[0].height", equalTo(842f))
                .body("lowestConfidence", equalTo(88))
                .body("meanConfidence", equalTo(92f));
    }

    @Test
    void theTextTellsItsPagesAndSections() throws Exception {
        Upload scan = extracted("Sections", null);
        given().get(scan.path() + "/text")
                .then()
                .statusCode(200)
                .body("pages.width", contains(595f, 595f))
                .body("pages.recognised", contains(true, true))
                .body("sections.path", contains("4 Rent", "4 Rent > 4.1"));
    }

    @Test
    void passagesAreCutAnewWithTheirPaths() throws Exception {
        StoredDocument document = stored(extracted("Paths", null));
        QuarkusTransaction.requiringNew()
                .run(() -> documents.indexed(document, extracted((ClinicalRecord) null)));
        assertEquals(PASSAGES, documents.passages(document, originals.text(document)));
    }

    @Test
    void aClinicalFileGivesItsRecord() throws Exception {
        ClinicalRecord record =
                new ClinicalRecord(
                        new ClinicalRecord.Patient("Ann Doe", List.of("MRN 7"), "1950", null),
                        List.of(
                                new ClinicalRecord.Item(
                                        ClinicalRecord.Kind.ALLERGY,
                                        "Penicillin",
                                        null,
                                        null,
                                        "hives",
                                        "active",
                                        null,
                                        null,
                                        0,
                                        4)));
        Upload chart = extracted("Record", record);
        given().get(chart.path() + "/record")
                .then()
                .statusCode(200)
                .body("patient.name", equalTo("Ann Doe"))
                .body("items.kind", contains("ALLERGY"));
        files.keep(stored(chart), extracted((ClinicalRecord) null));
        given().get(chart.path() + "/record").then().statusCode(404);
    }

    private Upload extracted(String matter, @Nullable ClinicalRecord record) throws Exception {
        Upload upload =
                Upload.of(IndexedSample.matter(matter), "a.txt", "Stands for another.").ended();
        files.keep(stored(upload), extracted(record));
        return upload;
    }

    private StoredDocument stored(Upload upload) {
        return documents.find(upload.document(), 1).orElseThrow();
    }

    private static Extracted extracted(@Nullable ClinicalRecord record) {
        return new Extracted(
                "application/pdf",
                TEXT,
                PAGES,
                PASSAGES,
                WORDS,
                FileProperties.NONE,
                record,
                List.of());
    }
}
