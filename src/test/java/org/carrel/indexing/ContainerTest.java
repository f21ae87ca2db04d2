package org.carrel.indexing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Files within files on the whole way: a bundle of PDFs within a PDF. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(QuickQueue.class)
@TestSecurity(user = "ada", roles = "legal")
class ContainerTest {

    @Inject Ingest ingest;
    @Inject LanguageWatch languages;
    @Inject AgroalDataSource database;

    @Inject
    @ConfigProperty(name = "carrel.home")
    Path home;

    @Test
    void everythingInABundleIsFoundUnderItsOwnName() throws Exception {
        UUID matter = IndexedSample.matter("Bundle");
        Upload bundle = Upload.of(matter, "bundle.pdf", bundle("1")).ended();
        given().get(bundle.jobPath())
                .then()
                .body("state", equalTo("succeeded"))
                .body("items", hasSize(4));
        JsonPath view = given().get(bundle.path()).then().extract().jsonPath();
        assertEquals(List.of("invoice.txt", "lease.pdf"), view.getList("attachments.name"));
        JsonPath lease =
                given().get("/api/v1/documents/" + view.getString("attachments[1].documentId"))
                        .then()
                        .body("container.name", equalTo("bundle.pdf"))
                        .body("attachments.name", contains("rider.txt"))
                        .extract()
                        .jsonPath();
        search(matter, "parking in the courtyard")
                .body("hits.documentId", hasItem(lease.getString("attachments[0].documentId")));
        assertNothingPlainIsLeft();
    }

    @Test
    void aBundleThatIsReadAgainAddsNothing() throws Exception {
        UUID matter = IndexedSample.matter("Read again");
        Upload bundle = Upload.of(matter, "bundle.pdf", bundle("2")).ended();
        sql(
                "update job_item set state = 'extracting', starts = 0 where job_id = ? and"
                        + " document_id = ?",
                bundle.job(),
                bundle.document());
        ingest.run(new Run(bundle.job(), bundle.document(), 1, 1).taskName());
        given().get(bundle.jobPath())
                .then()
                .body("state", equalTo("succeeded"))
                .body("items", hasSize(4));
        given().get("/api/v1/collections/" + matter + "/documents")
                .then()
                .body("items", hasSize(4));
    }

    @Test
    void aZipInAZipInAMailIsRead() throws Exception {
        UUID matter = IndexedSample.matter("Mail");
        byte[] inner = zip("terms.txt", "The penalty is of 300 dollars a day.".getBytes());
        Upload mail = Upload.of(matter, "m.eml", mail("outer.zip", zip("in/inner.zip", inner)));
        given().get(mail.ended().jobPath())
                .then()
                .body("state", equalTo("succeeded"))
                .body("items", hasSize(4));
        String terms =
                given().contentType(ContentType.JSON)
                        .body(query(matter, "penalty a day"))
                        .post("/api/v1/search")
                        .path("hits[0].documentId");
        given().get("/api/v1/documents/" + terms)
                .then()
                .body("name", equalTo("terms.txt"))
                .body("container.name", equalTo("inner.zip"));
        given().get(mail.path()).then().body("attachments.name", contains("outer.zip"));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] mail(String name, byte[] attachment) {
        return """
        From: Ann <ann@example.org>
        To: Bob <bob@example.org>
        Subject: Terms
        Date: Mon, 4 May 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        The terms are attached.
        --b
        Content-Type: application/zip; name="%1$s"
        Content-Disposition: attachment; filename="%1$s"
        Content-Transfer-Encoding: base64

        %2$s
        --b--
        """
                .formatted(name, Base64.getMimeEncoder().encodeToString(attachment))
                .replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void wordsOfAPdfHaveTheirPlaces() throws Exception {
        Upload lease =
                Upload.of(IndexedSample.matter("Places"), "l.pdf", pdf("Rent is due.", Map.of()))
                        .ended();
        String text = given().get(lease.path() + "/text").path("text");
        int start = text.indexOf("Rent");
        given().get(lease.path() + "/boxes?start=" + start + "&end=" + (start + 12))
                .then()
                .body("boxes", hasSize(1))
                .body("boxes[0].x", equalTo(72f))
                .body("pages[0].width", equalTo(612f));
    }

    @Test
    void whatWaitsForLanguageDataIsTriedAgainWhenTheyAreThere() throws Exception {
        Upload scan =
                Upload.of(IndexedSample.matter("Scan"), "s.txt", "Stands for a scan.").ended();
        sql(
                "update document_version set state = 'quarantined', reason ="
                        + " 'LANGUAGE_PACK_MISSING' where document_id = ?",
                scan.document());
        sql("update job_item set state = 'quarantined' where job_id = ?", scan.job());
        Path added = home.resolve("languages").resolve("fra.traineddata");
        Files.writeString(added, "stands for data");
        languages.look();
        Files.delete(added);
        given().get(scan.ended().path()).then().body("state", equalTo("indexed"));
        languages.look();
    }

    private void assertNothingPlainIsLeft() throws IOException {
        try (Stream<Path> found = Files.list(home.resolve("work/attachments"))) {
            assertTrue(found.findAny().isEmpty());
        }
    }

    /** A letter that holds an invoice and a lease, which holds a rider. */
    private static byte[] bundle(String mark) throws IOException {
        byte[] rider = ("Parking in the courtyard is allowed. " + mark).getBytes();
        byte[] lease = pdf("The lease. " + mark, Map.of("rider.txt", rider));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("invoice.txt", ("The invoice is of 90 dollars. " + mark).getBytes());
        files.put("lease.pdf", lease);
        return pdf("A letter with two enclosures. " + mark, files);
    }

    private static byte[] pdf(String text, Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(text);
                content.endText();
            }
            Map<String, PDComplexFileSpecification> named = new LinkedHashMap<>();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                PDComplexFileSpecification specification = new PDComplexFileSpecification();
                specification.setFile(file.getKey());
                specification.setEmbeddedFile(
                        new PDEmbeddedFile(document, new ByteArrayInputStream(file.getValue())));
                named.put(file.getKey(), specification);
            }
            PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(named);
            PDDocumentNameDictionary names =
                    new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    private void sql(String statement, Object... values) throws Exception {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            assertEquals(1, prepared.executeUpdate());
        }
    }

    private static ValidatableResponse search(UUID matter, String query) {
        return given().contentType(ContentType.JSON)
                .body(query(matter, query))
                .post("/api/v1/search")
                .then()
                .statusCode(200);
    }

    private static String query(UUID matter, String query) {
        return "{\"query\": \"" + query + "\", \"collections\": [\"" + matter + "\"]}";
    }
}
