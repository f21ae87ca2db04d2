package org.carrel.document;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.carrel.indexing.QuickQueue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(QuickQueue.class)
@TestSecurity(user = "ada", roles = "legal")
class UnlockTest {

    private static final String PASSWORD = "open-sesame-1794";

    @Inject Documents documents;
    @Inject DerivedFiles files;
    @Inject AgroalDataSource database;

    @Inject
    @ConfigProperty(name = "carrel.home")
    Path home;

    @Test
    void aPasswordThatDoesNotOpenTheFileIsNamedAsTheReason() throws Exception {
        Upload locked = locked("Wrong password");
        Response answer = unlock(locked, "guess");
        answer.then().statusCode(202).body("jobId", equalTo(locked.job().toString()));
        locked.ended();
        given().get(locked.path())
                .then()
                .body("reason", equalTo("ENCRYPTED"))
                .body("detail", equalTo("The password that was given does not open it."));
    }

    @Test
    void aPasswordThatOpensTheFileIsKeptUnderTheDocumentsKeyAlone() throws Exception {
        Upload locked = locked("Kept password");
        unlock(locked, PASSWORD).then().statusCode(202);
        locked.ended();
        given().get(locked.path()).then().body("state", equalTo("indexed"));
        String text = given().get(locked.path() + "/text").path("text");
        assertTrue(text.contains("8,000 dollars"), text);
        StoredDocument stored = documents.find(locked.document(), 1).orElseThrow();
        assertEquals(Optional.of(PASSWORD), files.password(stored));
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, ISO_8859_1);
                assertFalse(content.contains(PASSWORD), file.toString());
            }
        }
        assertEquals(1, entries(locked, "document.unlock"));
        assertEquals(0, entriesWith(PASSWORD));
    }

    private static Upload locked(String matter) throws IOException {
        Upload upload = Upload.of(IndexedSample.matter(matter), "locked.pdf", pdf(matter)).ended();
        given().get(upload.path()).then().body("reason", equalTo("ENCRYPTED"));
        return upload;
    }

    private static byte[] pdf(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText("The settlement is of 8,000 dollars. " + text);
                content.endText();
            }
            document.protect(
                    new StandardProtectionPolicy("owner", PASSWORD, new AccessPermission()));
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    private static Response unlock(Upload upload, String password) {
        return given().contentType(ContentType.JSON)
                .body("{\"password\": \"" + password + "\"}")
                .post(upload.path() + "/unlock");
    }

    private int entries(Upload upload, String action) throws Exception {
        return count(
                "select count(*) from audit_entry where document_id = ? and action = ?",
                upload.document().toString(),
                action);
    }

    private int entriesWith(String text) throws Exception {
        return count(
                "select count(*) from audit_entry where audit_entry::text like ?",
                "%" + text + "%");
    }

    private int count(String query, String... values) throws Exception {
        Audited.sequence();
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setString(i + 1, values[i]);
            }
            try (var rows = prepared.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
