package org.carrel.indexing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.carrel.search.PassageIndex;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ada", roles = "legal")
class ReindexTest {

    private static final String NOTE = "The patient takes metformin twice daily. ".repeat(60);

    @Inject AgroalDataSource database;
    @Inject LostIndexes lost;
    @Inject Reindex reindex;
    @Inject PassageIndex index;

    @Inject
    @ConfigProperty(name = "carrel.home")
    Path home;

    @Test
    void theSamePassagesComeBackFromTheStoredText() throws Exception {
        UUID matter = IndexedSample.matter("Reindex");
        Upload upload = Upload.of(matter, "note.txt", NOTE).ended();
        List<Map<String, Object>> before = search(matter).extract().path("hits");
        index.remove(matter, upload.document());
        search(matter).body("hits", empty());
        reindex.run(upload.document().toString());
        search(matter).body("hits", equalTo(before));
    }

    @Test
    void onStartEveryDocumentOfALostIndexIsQueued() throws Exception {
        UUID had = IndexedSample.matter("Had an index");
        Upload upload = Upload.of(had, "note.txt", NOTE).ended();
        UUID without = IndexedSample.matter("Has none");
        // A collection with an indexed document and no folder, as after the folder was deleted.
        sql("update document set collection_id = ? where id = ?", without, upload.document());
        lost.find(new StartupEvent());
        Queued.awaitNone(database, upload.document());
        search(without).body("hits[0].documentId", equalTo(upload.document().toString()));
    }

    @Test
    void aTextThatIsGoneIsNamedAndCanBeMadeAgain() throws Exception {
        Upload upload = Upload.of(IndexedSample.matter("Text gone"), "note.txt", NOTE).ended();
        String id = upload.document().toString();
        Files.delete(home.resolve("documents").resolve(id.substring(0, 2)).resolve(id + ".text"));
        reindex.giveUp(id);
        given().get(upload.path()).then().body("reason", equalTo("INTERNAL"));
        given().post(upload.jobPath() + "/retry-failed").then().statusCode(202);
        given().get(upload.ended().path()).then().body("state", equalTo("indexed"));
    }

    @Test
    void aVersionThatWasCancelledAfterItsCommitInLuceneGivesItsPlaceBack() throws Exception {
        UUID matter = IndexedSample.matter("Given back");
        Upload first = Upload.of(matter, "note.txt", NOTE).ended();
        Upload second = Upload.of(matter, "note.txt", NOTE + "Amended.").ended();
        // As a server leaves it that dies between the two commits.
        sql("update document set searchable_version = 1 where id = ?", first.document());
        sql("update job_item set state = 'embedding' where job_id = ?", second.job());
        given().post(second.jobPath() + "/cancel").then().statusCode(200);
        Queued.awaitNone(database, first.document());
        search(matter).body("hits.version.unique()", equalTo(List.of(1)));
        given().get(first.path())
                .then()
                .body("reason", equalTo("CANCELLED"))
                .body("searchableVersion", equalTo(1));
    }

    @Test
    void anIndexOfAnOlderFormIsSearchedUntilItsDocumentsAreWrittenAnew() throws Exception {
        UUID written = IndexedSample.matter("Newest form");
        UUID document = Upload.of(written, "note.txt", NOTE).ended().document();
        assertFalse(index.outdated(written));
        UUID older = IndexedSample.matter("Older form");
        asAnOlderProgramLeavesIt(written, older);
        sql("update document set collection_id = ? where id = ?", older, document);
        assertTrue(index.outdated(older));
        // What is found names the collection from which the older index is copied.
        search(older).body("hits[0].collectionId", equalTo(written.toString()));
        try (var holding = database.getConnection()) {
            holding.setAutoCommit(false);
            holding.createStatement()
                    .execute("select 1 from document where id = '" + document + "' for update");
            lost.find(new StartupEvent());
            assertFalse(index.outdated(older), "its renewal is queued");
            search(older).body("hits[0].collectionId", equalTo(written.toString()));
            holding.rollback();
            holding.setAutoCommit(true);
        }
        Queued.awaitNone(database, document);
        search(older)
                .body("hits.collectionId.unique()", equalTo(List.of(older.toString())))
                .body("hits[0].documentId", equalTo(document.toString()));
    }

    /** Copies an index, without the number of its form. */
    private void asAnOlderProgramLeavesIt(UUID from, UUID to) throws IOException {
        Path indexes = home.resolve("indexes");
        Path copy = Files.createDirectories(indexes.resolve(to.toString()));
        try (var files = FSDirectory.open(indexes.resolve(from.toString()));
                var copied = FSDirectory.open(copy);
                var reader = DirectoryReader.open(files)) {
            for (String file : reader.getIndexCommit().getFileNames()) {
                copied.copyFrom(files, file, file, IOContext.DEFAULT);
            }
            try (IndexWriter writer = new IndexWriter(copied, new IndexWriterConfig())) {
                writer.setLiveCommitData(Map.<String, String>of().entrySet());
                writer.commit();
            }
        }
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

    private static ValidatableResponse search(UUID matter) {
        return given().contentType(ContentType.JSON)
                .body("{\"query\": \"metformin\", \"collections\": [\"" + matter + "\"]}")
                .post("/api/v1/search")
                .then()
                .statusCode(200);
    }
}
