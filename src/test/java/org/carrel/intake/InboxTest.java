package org.carrel.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(InboxTest.LooksByHand.class)
@TestSecurity(user = "ada", roles = "legal")
class InboxTest {

    /** The test says when to look. */
    public static class LooksByHand implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of("carrel.inbox.enabled", "false");
        }

        @Override
        public void stop() {}
    }

    @Inject Inbox inbox;
    @Inject AgroalDataSource database;

    @Inject
    @ConfigProperty(name = "carrel.home")
    Path home;

    @Test
    void aQuietFileIsTakenAndRemoved() throws Exception {
        UUID matter = IndexedSample.matter("Taken");
        Path file = put("Taken", "deep/er/note.txt", "A note from a scanner's folder.");
        inbox.look();
        assertTrue(Files.exists(file), "it was seen once only");
        inbox.look();
        assertFalse(Files.exists(file));
        assertEquals("inbox", actorOfUpload(matter));
        String job =
                given().get("/api/v1/jobs?collection=" + matter)
                        .then()
                        .body("items", hasSize(1))
                        .body("items[0].createdBy", equalTo("inbox"))
                        .body("items[0].open", equalTo(true))
                        .extract()
                        .path("items[0].id");
        inbox.look();
        given().get("/api/v1/jobs/" + job + "/events");
        given().get("/api/v1/jobs/" + job)
                .then()
                .body("open", equalTo(false))
                .body("counts.indexed", equalTo(1));
        assertEquals("Watched. Files that are put here are taken and removed.", status("Taken"));
        assertNothingPlain();
    }

    @Test
    void filesOfOneBurstShareAJob() throws Exception {
        UUID matter = IndexedSample.matter("Burst");
        put("Burst", "1.txt", "First of the burst.");
        inbox.look();
        put("Burst", "2.txt", "Second of the burst.");
        inbox.look();
        inbox.look();
        given().get("/api/v1/jobs?collection=" + matter)
                .then()
                .body("items", hasSize(1))
                .body("items[0].counts.total", equalTo(2));
    }

    @Test
    void aFileThatStillGrowsWaits() throws Exception {
        UUID matter = IndexedSample.matter("Growing");
        Path file = put("Growing", "slow.txt", "Half of ");
        inbox.look();
        Files.writeString(file, "Half of it and the rest.");
        inbox.look();
        assertTrue(Files.exists(file));
        inbox.look();
        assertFalse(Files.exists(file));
        documents(matter).body("items", hasSize(1));
    }

    @Test
    void whatIsHiddenUnfinishedOrALinkIsLeft() throws Exception {
        UUID matter = IndexedSample.matter("Left");
        Path secret = Files.writeString(Files.createTempFile("outside", ".txt"), "Not yours.");
        Path inside = home.resolve("inbox/Left");
        put("Left", "x.part", "unfinished");
        put("Left", "y.TMP", "unfinished");
        put("Left", "z.crdownload", "unfinished");
        put("Left", ".hidden", "hidden");
        Files.createSymbolicLink(inside.resolve("link.txt"), secret);
        Path elsewhere = Files.createTempDirectory("elsewhere");
        Files.writeString(elsewhere.resolve("deep.txt"), "Not yours either.");
        Files.createSymbolicLink(inside.resolve("folder"), elsewhere);
        Files.createSymbolicLink(home.resolve("inbox/Linked"), elsewhere);
        IndexedSample.matter("Linked");
        for (int i = 0; i < 3; i++) {
            inbox.look();
        }
        documents(matter).body("items", hasSize(0));
        assertTrue(Files.exists(secret));
        assertTrue(Files.exists(elsewhere.resolve("deep.txt")));
        assertEquals(Set.of("deep.txt"), names(elsewhere));
    }

    @Test
    void aFolderWithoutItsCollectionKeepsItsFiles() throws Exception {
        Path file = put("Nobody's", "a.txt", "Whose is this?");
        inbox.look();
        inbox.look();
        assertTrue(Files.exists(file));
        assertEquals(
                "There is no collection of this folder's name, so nothing is taken.",
                status("Nobody's"));
        IndexedSample.matter("Twice");
        UUID other = IndexedSample.matter("Twice");
        put("Twice", "a.txt", "Which one?");
        inbox.look();
        inbox.look();
        documents(other).body("items", hasSize(0));
        assertEquals(
                "Several collections have this folder's name, so nothing is taken.",
                status("Twice"));
    }

    @Test
    void whatIsTooLargeIsPutAsideWithTheReason() throws Exception {
        IndexedSample.matter("Too large");
        Path file = put("Too large", "big.bin", "");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(600L * 1024 * 1024);
        }
        inbox.look();
        inbox.look();
        assertFalse(Files.exists(file));
        Path refused = file.resolveSibling(".refused");
        List<String> names = names(refused).stream().sorted().toList();
        assertEquals(2, names.size());
        assertTrue(names.getFirst().endsWith("-big.bin"));
        assertEquals(
                "TOO_LARGE: a file may have 512 MB at most.\n",
                Files.readString(refused.resolve(names.getLast())));
    }

    @Test
    void killedBeforeTheFileWasRemovedItIsNotTakenTwice() throws Exception {
        UUID matter = IndexedSample.matter("Twice taken");
        put("Twice taken", "a.txt", "Taken once.");
        inbox.look();
        inbox.look();
        Path again = put("Twice taken", "a.txt", "Taken once.");
        inbox.look();
        inbox.look();
        assertFalse(Files.exists(again));
        documents(matter).body("items", hasSize(1));
    }

    private Path put(String collection, String name, String text) throws IOException {
        Path file = home.resolve("inbox").resolve(collection).resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String status(String collection) throws IOException {
        return Files.readString(
                        home.resolve("inbox").resolve(collection).resolve(InboxFolder.STATUS))
                .strip();
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private void assertNothingPlain() throws IOException {
        assertTrue(
                names(home.resolve("work")).stream().noneMatch(name -> name.startsWith("inbox-")));
    }

    private static ValidatableResponse documents(UUID matter) {
        return given().get("/api/v1/collections/" + matter + "/documents").then().statusCode(200);
    }

    private static @Nullable String actorOfUpload(UUID matter) {
        return Audited.entries("document.upload").stream()
                .filter(each -> matter.toString().equals(each.collectionId()))
                .findFirst()
                .orElseThrow()
                .actor();
    }
}
