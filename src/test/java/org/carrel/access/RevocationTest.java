package org.carrel.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

    /** By a socket, whose buffers hold little: the server waits for this reader. */
    @Test
    void aDownloadBreaksOff() throws Exception {
        UUID matter = IndexedSample.matter("Downloaded");
        Upload large = Upload.of(matter, "large.bin", new byte[LARGE]);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(PIECE);
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            String request =
                    "GET %s/content HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .formatted(large.path());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            assertEquals("HTTP/1.1 200", text(answer.readNBytes(12)));
            revoke(matter);
            assertTrue(readSlowly(answer) < LARGE);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Some 16 ms a megabyte, so that all of it takes a second. */
    private static long readSlowly(InputStream answer) throws IOException {
        long all = 0;
        int piece = answer.readNBytes(PIECE).length;
        while (piece > 0) {
            all += piece;
            LockSupport.parkNanos(1_000_000);
            piece = answer.readNBytes(PIECE).length;
        }
        return all;
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
