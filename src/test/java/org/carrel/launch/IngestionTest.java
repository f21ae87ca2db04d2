package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestionTest {
    private static final String DOCUMENTS = "POST /api/v1/collections/c1/documents?job=j1";
    private static final String UPLOADS = "POST /api/v1/collections/c1/uploads";
    private static final String JOB = "GET /api/v1/jobs/j1";
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
        server.answer("POST /api/v1/collections/c1/jobs", 201, "{\"id\":\"j1\"}")
                .answer("POST /api/v1/jobs/j1/close", 200, "{\"id\":\"j1\"}");
    }

    @AfterEach
    void close() {
        json.close();
        server.close();
    }

    @Test
    void aFileIsSentWholeAndFollowedUntilItIsIndexed() throws IOException {
        server.answer(DOCUMENTS, 202, "{\"documentId\":\"d1\",\"jobId\":\"j1\"}")
                .answer(JOB, 200, job("running", "extracting", ""))
                .answer(JOB, 200, job("running", "embedding", ""))
                .answer(JOB, 200, job("succeeded", "indexed", ""));
        Path file = Files.writeString(folder.resolve("a \"b\".txt"), "Zwölf Monate");

        assertTrue(allIndexed(file));

        assertEquals(3, server.asked(JOB).size());
        assertEquals(1, server.asked("POST /api/v1/jobs/j1/close").size());
        FakeServer.Asked upload = server.asked(DOCUMENTS).getFirst();
        assertEquals("Bearer a-token", upload.authorization());
        assertTrue(upload.body().contains("filename=\"a %22b%22.txt\""), upload.body());
        assertTrue(upload.body().contains("\r\n\r\nZwölf Monate\r\n--"), upload.body());
        assertTrue(output().contains("indexed      contract.pdf"), output());
    }

    @Test
    void aQuarantinedDocumentIsToldWithItsReason() throws IOException {
        server.answer(DOCUMENTS, 202, "{\"documentId\":\"d1\",\"jobId\":\"j1\"}")
                .answer(JOB, 200, job("failed", "quarantined", "ENCRYPTED"));

        assertFalse(allIndexed(Files.createFile(folder.resolve("a.pdf"))));

        assertTrue(
                output().contains("quarantined  contract.pdf: ENCRYPTED, It asks for a password."),
                output());
    }

    @Test
    void aRefusedFileDoesNotStopTheOthers() throws IOException {
        server.answer(DOCUMENTS, 413, "{\"title\":\"Too large\",\"traceId\":\"t-9\"}")
                .answer(DOCUMENTS, 200, known("d2", "j0", "indexed"))
                .answer(JOB, 200, "{\"state\":\"succeeded\",\"items\":[]}");

        assertFalse(
                allIndexed(
                        Files.createFile(folder.resolve("a.pdf")),
                        Files.createFile(folder.resolve("b.pdf"))));

        assertEquals(2, server.asked(DOCUMENTS).size());
        assertTrue(output().contains("Too large (trace t-9) [status 413]"), output());
        assertTrue(output().contains("1 of 2 indexed"), output());
    }

    @Test
    void whatTheServerSaysCannotSteerTheTerminal() throws IOException {
        server.answer(DOCUMENTS, 202, "{\"documentId\":\"d1\",\"jobId\":\"j1\"}")
                .answer(
                        JOB,
                        200,
                        "{\"state\":\"succeeded\",\"items\":[{\"state\":\"indexed\","
                                + "\"documentId\":\"d1\",\"name\":\"\\u001b[2Jevil\\r\\n.pdf\"}]}");

        allIndexed(Files.createFile(folder.resolve("a.pdf")));

        assertTrue(output().contains("indexed      [2Jevil .pdf"), output());
        assertFalse(output().contains("\u001b"));
    }

    @Test
    void whatAnEarlierRunSentIsFollowedToItsEnd() throws IOException {
        server.answer(DOCUMENTS, 200, known("d1", "j0", "processing"))
                .answer(JOB, 200, "{\"state\":\"succeeded\",\"items\":[]}")
                .answer("GET /api/v1/jobs/j0", 200, job("running", "embedding", ""))
                .answer("GET /api/v1/jobs/j0", 200, job("succeeded", "indexed", ""));

        assertTrue(allIndexed(Files.writeString(folder.resolve("a.txt"), "again")));

        assertEquals(2, server.asked("GET /api/v1/jobs/j0").size());
    }

    @Test
    void aServerWithoutRoomIsWaitedFor() throws IOException {
        server.answer(DOCUMENTS, 503, Map.of("Retry-After", "0"))
                .answer(DOCUMENTS, 503, Map.of("Retry-After", "0"))
                .answer(DOCUMENTS, 202, "{\"documentId\":\"d1\",\"jobId\":\"j1\"}")
                .answer(JOB, 200, job("succeeded", "indexed", ""));

        assertTrue(allIndexed(Files.writeString(folder.resolve("a.txt"), "wait")));

        assertEquals(3, server.asked(DOCUMENTS).size());
    }

    @Test
    void aLargeFileGoesOnWhereItBrokeOff() throws IOException {
        long length = Sending.LARGE + 10;
        String part = " /api/v1/uploads/u1";
        server.answer(UPLOADS, 201, Map.of("Location", "/api/v1/uploads/u1", "Upload-Offset", "0"))
                .answer("HEAD" + part, 200, Map.of("Upload-Offset", "0"))
                .answer("PATCH" + part, 503, Map.of("Retry-After", "0"))
                .answer("HEAD" + part, 200, Map.of("Upload-Offset", "8"))
                .answer(
                        "PATCH" + part,
                        204,
                        Map.of(
                                "Upload-Offset",
                                Long.toString(length),
                                "Carrel-Document",
                                "d1",
                                "Carrel-Job",
                                "j1"))
                .answer(JOB, 200, job("succeeded", "indexed", ""));
        Path file = folder.resolve("large.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
        }

        assertTrue(allIndexed(file));

        assertEquals(length - 8, server.asked("PATCH" + part).getLast().body().length());
        assertEquals(0, server.asked(DOCUMENTS).size());
    }

    @Test
    void thousandsAreToldAsATableAndInAReport() throws IOException {
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            all.add(new Outcome("in/" + i, i + ".pdf", "d" + i, "indexed", "", ""));
        }
        all.add(new Outcome("in/x", "x.pdf", "dx", "quarantined", "ENCRYPTED", "It asks."));
        Outcomes outcomes = new Outcomes(all);

        outcomes.tell(new Steps(new PrintStream(printed, true, StandardCharsets.UTF_8), false));
        Path report = folder.resolve("report.jsonl");
        outcomes.write(report);

        assertEquals(3, output().lines().count(), output());
        assertTrue(output().contains("quarantined  x.pdf: ENCRYPTED, It asks."), output());
        assertTrue(output().matches("(?s).*indexed +3,000\n.*"), output());
        List<String> lines = Files.readAllLines(report);
        assertEquals(3001, lines.size());
        assertEquals(
                "{\"path\":\"in/x\",\"name\":\"x.pdf\",\"documentId\":\"dx\",\"state\":"
                        + "\"quarantined\",\"reason\":\"ENCRYPTED\",\"detail\":\"It asks.\"}",
                lines.getLast());
    }

    @Test
    void manyItemsAreReadInPages() throws IOException {
        server.answer(
                        JOB,
                        200,
                        "{\"state\":\"succeeded\",\"counts\":{\"total\":3,\"indexed\":3},\"items\":[]}")
                .answer(
                        "GET /api/v1/jobs/j1/items?limit=1000",
                        200,
                        "{\"items\":[{\"documentId\":\"d1\"},{\"documentId\":\"d2\"}],\"next\":\"7\"}")
                .answer(
                        "GET /api/v1/jobs/j1/items?limit=1000&cursor=7",
                        200,
                        "{\"items\":[{\"documentId\":\"d3\"}],\"next\":null}");

        assertEquals(
                3,
                new Following(api, Duration.ZERO)
                        .end("j1", new Steps(System.out, false).begin("ingest"))
                        .size());
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

        assertEquals(
                List.of(new LocalFile(note, "in/note.txt")),
                LocalFile.in(List.of(folder.resolve("in"))));
        assertEquals(List.of(new LocalFile(note, "note.txt")), LocalFile.in(List.of(note)));
        assertThrows(LaunchFailure.class, () -> LocalFile.in(List.of(folder.resolve("none"))));
    }

    private boolean allIndexed(Path... files) {
        Outcomes outcomes = ingestion.run(MATTER, LocalFile.in(List.of(files)));
        return outcomes.good() == outcomes.all().size();
    }

    private static String known(String document, String job, String state) {
        return "{\"documentId\":\"%1$s\",\"jobId\":\"%2$s\",\"documents\":[{\"documentId\":\"%1$s\",\"isNew\":false,\"state\":\"%3$s\"}]}"
                .formatted(document, job, state);
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
