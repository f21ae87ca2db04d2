package org.carrel.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.audit.AuditLog;
import org.carrel.indexing.QuickQueue;
import org.carrel.ingest.Attachment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entering the files within a file, as extraction hands them over. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(QuickQueue.class)
@TestSecurity(user = "ada", roles = "legal")
class AttachmentsTest {

    private static final String MAIL = "Please find the lease and the invoice attached. ";

    @Inject Attachments attachments;
    @Inject Documents documents;
    @Inject Intake intake;
    @Inject DocumentRepository rows;
    @Inject VersionRepository versions;
    @Inject AttachmentRepository links;
    @Inject AuditLog audit;

    @TempDir Path folder;

    private record Limits(int maxDepth, int maxFiles, MemorySize maxBytes, int maxRatio)
            implements AttachmentConfig {}

    @Test
    void filesWithinAFileAreDocumentsOfItsJob() throws Exception {
        Upload mail = Upload.of(IndexedSample.matter("Mail"), "mail.txt", MAIL + 1).ended();
        enter(mail, 0, "scans/lease.txt", "The lease.");
        enter(mail, 1, "invoice.txt", "The invoice.");
        mail.ended();
        JsonPath view = given().get(mail.path()).then().extract().jsonPath();
        assertEquals(List.of("scans/lease.txt", "invoice.txt"), view.getList("attachments.name"));
        assertEquals(List.of("indexed", "indexed"), view.getList("attachments.state"));
        assertEquals(2, view.getInt("attachmentCount"));
        given().get(mail.jobPath())
                .then()
                .body("items", hasSize(3))
                .body("state", equalTo("succeeded"));
        given().get("/api/v1/documents/" + view.getString("attachments[0].documentId"))
                .then()
                .body("name", equalTo("lease.txt"))
                .body("container.documentId", equalTo(mail.document().toString()))
                .body("container.name", equalTo("mail.txt"));
    }

    @Test
    void anAttachmentIsEnteredOnceHoweverOftenItIsFound() throws Exception {
        UUID matter = IndexedSample.matter("Again");
        Upload mail = Upload.of(matter, "mail.txt", MAIL + 2).ended();
        enter(mail, 0, "lease.txt", "A lease.");
        enter(mail, 0, "lease.txt", "A lease.");
        given().get(list(matter)).then().body("items", hasSize(2));
        given().get(mail.ended().jobPath()).then().body("items", hasSize(2));
    }

    @Test
    void bytesThatTheCollectionHasAreThatDocument() throws Exception {
        UUID matter = IndexedSample.matter("Link");
        Upload lease = Upload.of(matter, "lease.txt", "One lease for all.").ended();
        Upload mail = Upload.of(matter, "mail.txt", MAIL + 3).ended();
        enter(mail, 0, "copy.txt", "One lease for all.");
        enter(mail, 1, "copy of copy.txt", "One lease for all.");
        String id = lease.document().toString();
        given().get(mail.path()).then().body("attachments.documentId", contains(id, id));
        given().get(list(matter)).then().body("items", hasSize(2));
    }

    @Test
    void aFileThatHoldsItselfEnds() throws Exception {
        UUID matter = IndexedSample.matter("Itself");
        Upload quine = Upload.of(matter, "quine.txt", MAIL + 4).ended();
        enter(quine, 0, "quine.txt", MAIL + 4);
        given().get(list(matter)).then().body("items", hasSize(1));
        given().get(quine.path())
                .then()
                .body("attachments.documentId", contains(quine.document().toString()));
    }

    @Test
    void filesOfOneNameInOneContainerAreSeveralDocuments() throws Exception {
        UUID matter = IndexedSample.matter("Twins");
        Upload mail = Upload.of(matter, "mail.txt", MAIL + 5).ended();
        enter(mail, 0, "image.txt", "One.");
        enter(mail, 1, "image.txt", "Two.");
        JsonPath view = given().get(mail.path()).then().extract().jsonPath();
        assertNotEquals(
                view.getString("attachments[0].documentId"),
                view.getString("attachments[1].documentId"));
    }

    @Test
    void aReplacedContainerReplacesItsFiles() throws Exception {
        UUID matter = IndexedSample.matter("Replaced container");
        Upload old = Upload.of(matter, "mail.txt", MAIL + 6).ended();
        enter(old, 0, "rates.txt", "Rates of May.");
        enter(old, 1, "terms.txt", "Terms.");
        Upload next = Upload.of(matter, "mail.txt", MAIL + "Replaced").ended();
        attachments.enter(stored(next, 2), 0, file("rates.txt", "Rates of June."), () -> true);
        attachments.enter(stored(next, 2), 1, file("terms.txt", "Terms."), () -> true);
        JsonPath before = given().get(old.path() + "?version=1").jsonPath();
        JsonPath now = given().get(old.path()).jsonPath();
        assertEquals(
                before.getList("attachments.documentId"), now.getList("attachments.documentId"));
        assertEquals(List.of(1, 1), before.getList("attachments.version"));
        assertEquals(List.of(2, 1), now.getList("attachments.version"));
    }

    @Test
    void whatLiesTooDeepIsSetAsideUntilItIsHandedIn() throws Exception {
        UUID matter = IndexedSample.matter("Deep");
        Upload outermost = Upload.of(matter, "0.txt", "Level 0.").ended();
        StoredDocument container = stored(outermost, 1);
        for (int level = 1; level <= 11; level++) {
            String text = "Level " + level + ".";
            attachments.enter(container, 0, file(level + ".txt", text), () -> true);
            container = inside(container);
        }
        outermost.ended();
        given().get("/api/v1/documents/" + container.id())
                .then()
                .body("state", equalTo("quarantined"))
                .body("reason", equalTo("TOO_DEEP"));
        given().get(outermost.jobPath()).then().body("items", hasSize(12));
        Upload handedIn = Upload.of(matter, "deepest.txt", "Level 11.");
        assertEquals(202, handedIn.status());
        assertEquals(container.id(), handedIn.document());
        given().get(handedIn.ended().path()).then().body("state", equalTo("indexed"));
    }

    @Test
    void whatIsTooMuchForItsRootIsSetAside() throws Exception {
        UUID matter = IndexedSample.matter("Expansion");
        Upload bomb = Upload.of(matter, "bomb.txt", MAIL + 8).ended();
        Attachments small = limited(new Limits(10, 2, new MemorySize(BigInteger.valueOf(300)), 1));
        small.enter(stored(bomb, 1), 0, file("a.txt", "a".repeat(200)), () -> true);
        small.enter(stored(bomb, 1), 1, file("b.txt", "b".repeat(200)), () -> true);
        small.enter(stored(bomb, 1), 2, file("c.txt", "c"), () -> true);
        bomb.ended();
        JsonPath view = given().get(bomb.path()).then().extract().jsonPath();
        assertEquals(
                List.of("indexed", "quarantined", "quarantined"),
                view.getList("attachments.state"));
        given().get("/api/v1/documents/" + view.getString("attachments[1].documentId"))
                .then()
                .body("reason", equalTo("EXPANSION"));
    }

    @Test
    void nothingIsEnteredForARunThatIsNoLongerWanted() throws Exception {
        UUID matter = IndexedSample.matter("Unwanted");
        Upload mail = Upload.of(matter, "mail.txt", MAIL + 9).ended();
        Attachment file = file("late.txt", "Late.");
        assertFalse(attachments.enter(stored(mail, 1), 0, file, () -> false));
        given().get(list(matter)).then().body("items", hasSize(1));
        given().get(mail.jobPath()).then().body("items", hasSize(1));
        assertTrue(attachments.enter(stored(mail, 1), 0, file, () -> true));
    }

    private void enter(Upload container, int ordinal, String name, String text) throws IOException {
        assertTrue(attachments.enter(stored(container, 1), ordinal, file(name, text), () -> true));
    }

    private Attachment file(String name, String text) throws IOException {
        return new Attachment(
                name, Files.writeString(folder.resolve(UUID.randomUUID().toString()), text));
    }

    private StoredDocument stored(Upload upload, int version) {
        return documents.find(upload.document(), version).orElseThrow();
    }

    private StoredDocument inside(StoredDocument container) {
        String id =
                given().get("/api/v1/documents/" + container.id())
                        .path("attachments[0].documentId");
        return documents.find(UUID.fromString(id), 1).orElseThrow();
    }

    private Attachments limited(AttachmentConfig limits) {
        return new Attachments(intake, rows, versions, links, limits, audit);
    }

    private static String list(UUID collection) {
        return "/api/v1/collections/" + collection + "/documents";
    }
}
