package org.carrel.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.junit.jupiter.api.Test;

/** What is being streamed ends when its reader may no longer read it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "vera", roles = "legal")
class RevocationTest {

    private static final int LARGE = 64 << 20;

    private static final int PIECE = 64 << 10;

    @Inject DataSource database;

    /** An open job never ends by itself, so what ends the stream is the revocation. */
    @Test
    void aStreamEndsWithTheMembership() throws Exception {
        UUID matter = IndexedSample.matter("Streamed");
        String job = given().post("/api/v1/collections/" + matter + "/jobs").path("id");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> stream =
                    client.send(
                            HttpRequest.newBuilder(at("/api/v1/jobs/" + job + "/events")).build(),
                            HttpResponse.BodyHandlers.ofLines());
            assertEquals(200, stream.statusCode());
            Iterator<String> lines = stream.body().iterator();
            assertTrue(lines.hasNext());
            revoke(matter);
            StringBuilder rest = new StringBuilder();
            lines.forEachRemaining(line -> rest.append(line).append('\n'));
            assertTrue(
                    rest.toString().contains("urn:carrel:problem:access-ended"), rest.toString());
        }
    }

    @Test
    void aDownloadBreaksOff() throws Exception {
        UUID matter = IndexedSample.matter("Downloaded");
        Upload large = Upload.of(matter, "large.bin", new byte[LARGE]);
        try (HttpClient client = HttpClient.newHttpClient()) {
            InputStream body =
                    client.send(
                                    HttpRequest.newBuilder(at(large.path() + "/content")).build(),
                                    HttpResponse.BodyHandlers.ofInputStream())
                            .body();
            assertEquals(1, body.readNBytes(1).length);
            revoke(matter);
            // At a slow client's pace: a megabyte in some 16 ms.
            assertThrows(
                    IOException.class,
                    () -> {
                        while (body.readNBytes(PIECE).length > 0) {
                            LockSupport.parkNanos(1_000_000);
                        }
                    });
        }
    }

    private static URI at(String path) {
        return URI.create(RestAssured.baseURI + ":" + RestAssured.port + path);
    }

    private void revoke(UUID matter) throws SQLException {
        try (var connection = database.getConnection();
                var delete =
                        connection.prepareStatement(
                                "delete from membership where collection_id = ?")) {
            delete.setObject(1, matter);
            assertEquals(1, delete.executeUpdate());
        }
    }
}
