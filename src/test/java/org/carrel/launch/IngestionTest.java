package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestionTest {
    private static final String DOCUMENTS = "POST /api/v1/collections/c1/documents";
    private static final Api.Collection MATTER = new Api.Collection("c1", "Northwind", Kind.matter);

    @TempDir Path folder;
    private final FakeServer server = new FakeServer();
    private final Json json = new Json();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Api api;
    private Ingestion ingestion;

    @BeforeEach
    void connect() {
        api = new Api(json, server.url(), () -> "a-token");
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        ingestion = new Ingestion(api, new Steps(out, false), Duration.ZERO);
    }

    @AfterEach
    void close() {
        json.close();
        server.close();
    }

    @Test
    void aFileIsSentWholeAndFollowedUntilItIsIndexed() throws IOException {
        server.answer(DOCUMENTS, 202, "{\"documentId\":\"d1\",\"jobId\":\"j1\"}")
                .answer("GET /api/v1/jobs/j1", 200, job("running", "extracting", ""))
                .answer("GET /api/v1/jobs/j1", 200, job("running", "embedding", ""))
                .answer("GET /api/v1/jobs/j1", 200, job("succeeded", "indexed", ""));
        Path file = Files.writeString(folder.resolve("a \"b\".txt"), "Zwölf Monate");

        assertTrue(ingestion.run(MATTER, List.of(file)));

        assertEquals(3, server.asked("GET /api/v1/jobs/j1").size());
        FakeServer.Asked upload = server.asked(DOCUMENTS).getFirst();
        assertEquals("Bearer a-token", upload.authorization());
        assertTrue(upload.body().contains("filename=\"a %22b%22.txt\""), upload.body());
        assertTrue(upload.body().contains("\r\n\r\nZwölf Monate\r\n--"), upload.body());
        assertTrue(output().contains("indexed      contract.pdf"), output());
    }

    @Test
    void aQuarantinedDocumentIsToldWithItsReason() throws IOException {
        server.answer(DOCUMENTS, 202, "{\"documentId\":\"d1\",\"jobId\":\"j1\"}")
                .answer("GET /api/v1/jobs/j1", 200, job("succeeded", "quarantined", "ENCRYPTED"));

        assertFalse(ingestion.run(MATTER, List.of(Files.createFile(folder.resolve("a.pdf")))));

        assertTrue(
                output().contains("quarantined  contract.pdf: ENCRYPTED, It asks for a password."),
                output());
    }

    @Test
    void aRefusedFileDoesNotStopTheOthers() throws IOException {
        server.answer(DOCUMENTS, 413, "{\"title\":\"Too large\",\"traceId\":\"t-9\"}")
                .answer(DOCUMENTS, 200, "{\"documentId\":\"d2\"}");
        Path first = Files.createFile(folder.resolve("a.pdf"));
        Path second = Files.createFile(folder.resolve("b.pdf"));

        assertFalse(ingestion.run(MATTER, List.of(first, second)));

        assertEquals(2, server.asked(DOCUMENTS).size());
        assertTrue(output().contains("Too large (trace t-9) [status 413]"), output());
        assertTrue(output().contains("1 of 2 indexed"), output());
    }

    @Test
    void whatTheServerSaysCannotSteerTheTerminal() throws IOException {
        server.answer(DOCUMENTS, 202, "{\"documentId\":\"d1\",\"jobId\":\"j1\"}")
                .answer(
                        "GET /api/v1/jobs/j1",
                        200,
                        "{\"state\":\"succeeded\",\"items\":[{\"state\":\"indexed\","
                                + "\"name\":\"\\u001b[2Jevil\\r\\n.pdf\"}]}");

        ingestion.run(MATTER, List.of(Files.createFile(folder.resolve("a.pdf"))));

        assertTrue(output().contains("indexed      [2Jevil .pdf"), output());
        assertFalse(output().contains("\u001b"));
    }

    @Test
    void aCollectionIsFoundOnALaterPage() {
        server.answer(
                        "GET /api/v1/collections",
                        200,
                        "{\"items\":[{\"id\":\"c0\",\"name\":\"Other\",\"kind\":\"matter\"}],"
                                + "\"next\":\"p 2\"}")
                .answer(
                        "GET /api/v1/collections?cursor=p+2",
                        200,
                        "{\"items\":[{\"id\":\"c1\",\"name\":\"Northwind\",\"kind\":\"matter\"}],"
                                + "\"next\":null}");

        assertEquals(MATTER, api.collectionNamed("Northwind").orElseThrow());
        assertTrue(api.collectionNamed("None").isEmpty());
    }

    @Test
    void hiddenFilesInAFolderAreLeftOut() throws IOException {
        Files.createDirectories(folder.resolve("in/.git"));
        Files.createFile(folder.resolve("in/.git/config"));
        Path note = Files.createFile(folder.resolve("in/note.txt"));

        assertEquals(List.of(note), Ingestion.filesIn(List.of(folder.resolve("in"))));
        assertThrows(LaunchFailure.class, () -> Ingestion.filesIn(List.of(folder.resolve("none"))));
    }

    private static String job(String state, String item, String reason) {
        return "{\"id\":\"j1\",\"state\":\""
                + state
                + "\",\"items\":[{\"documentId\":\"d1\",\"name\":\"contract.pdf\",\"state\":\""
                + item
                + "\",\"reason\":"
                + (reason.isEmpty() ? "null" : "\"" + reason + "\"")
                + ",\"detail\":\"It asks for a password.\"}]}";
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
