package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carrel.compliance.note.SignedNote;
import org.carrel.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exports in the background, on servers that a test stops where it likes. */
class ExportJobsTest {

    private OwnLog own;
    private OwnLog.Server server;
    private Parts parts;

    /** What a server has for exports. */
    private record Parts(ExportJobs jobs, ExportWorker worker, ExportFiles files) {}

    @BeforeEach
    void start() throws Exception {
        own = OwnLog.start();
        server = own.server();
        server.checkpoints.open();
        for (int i = 0; i < 20; i++) {
            server.record("search.query");
        }
        parts = parts(server, Duration.ofHours(1));
    }

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    @Test
    void anOrderedExportIsMadeOnceAndRead() throws Exception {
        UUID id = ordered("csv", true);
        assertEquals("queued", parts.jobs().find(id).state());
        assertTrue(parts.worker().makeNext());
        assertFalse(parts.worker().makeNext(), "nothing is left");
        assertEquals("succeeded", parts.jobs().find(id).state());
        String csv = content(id);
        assertEquals(21, csv.lines().count(), "a header and each entry");
        assertTrue(csv.contains(OwnLog.ACTOR));
    }

    @Test
    void onDiskNothingCanBeReadAndOnlyByItsOwner() throws Exception {
        UUID id = ordered("csv", true);
        parts.worker().makeNext();
        Path file = folder().resolve(id.toString());
        assertEquals("rw-------", mode(file));
        assertEquals("rwx------", mode(folder()));
        String raw = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(raw.contains(OwnLog.ACTOR) || raw.contains("search.query"));
        Path other = folder().resolve(UUID.randomUUID().toString());
        Files.copy(file, other);
        assertThrows(IOException.class, () -> content(UUID.fromString(name(other))));
    }

    @Test
    void whatAKilledServerBeganIsMadeAnew() throws Exception {
        UUID id = ordered("csv", true);
        try (Connection killed = own.database.getConnection()) {
            assertTrue(ExportRows.begin(killed, id));
        }
        Files.createDirectories(folder());
        Files.writeString(folder().resolve(id + ".part"), "half");
        Parts next = parts(own.server(), Duration.ofHours(1));
        assertTrue(next.worker().makeNext());
        assertEquals("succeeded", parts.jobs().find(id).state());
        assertEquals(21, content(id).lines().count());
        assertFalse(Files.exists(folder().resolve(id + ".part")));
    }

    @Test
    void oneThatAServerWorksOnIsNoOthers() throws Exception {
        UUID id = ordered("csv", true);
        try (Connection working = own.database.getConnection();
                Undo _ = Undo.begin(working)) {
            ExportRow claimed = ExportRows.claim(working);
            assertNotNull(claimed);
            assertEquals(id, claimed.id());
            assertFalse(parts.worker().makeNext());
        }
        assertTrue(parts.worker().makeNext());
    }

    @Test
    void aDroppedOneIsGone() throws Exception {
        UUID id = ordered("csv", true);
        parts.worker().makeNext();
        try (Connection connection = own.database.getConnection()) {
            assertTrue(ExportRows.delete(connection, id));
            assertFalse(ExportRows.reach(connection, id, 2), "whoever writes it notices");
        }
        parts.worker().expire();
        assertEquals(List.of(), parts.files().all());
        assertThrows(ProblemException.class, () -> parts.jobs().find(id));
    }

    @Test
    void anOldOneIsRemoved() throws Exception {
        UUID id = ordered("csv", true);
        parts.worker().makeNext();
        parts.worker().expire();
        assertTrue(Files.exists(folder().resolve(id.toString())), "it is kept for an hour");
        parts(server, Duration.ofHours(-1)).worker().expire();
        assertThrows(ProblemException.class, () -> parts.jobs().find(id));
        assertEquals(List.of(), parts.files().all());
    }

    @Test
    void namesStayBehindWhereNobodyIsToBeNamed() throws Exception {
        UUID id = ordered("fhir", false);
        parts.worker().makeNext();
        String lines = content(id);
        assertEquals(20, lines.lines().count());
        assertFalse(lines.contains(OwnLog.ACTOR));
    }

    @Test
    void onlyTheKeyTellsWhatWasOrdered() throws Exception {
        var filter = new AuditFilter(OwnLog.ACTOR, null, null, null, null, null, null, null);
        UUID id = ordered(new ExportWish("cef", true, filter));
        ExportRow row = parts.jobs().find(id);
        String raw = new String(row.wanted(), StandardCharsets.ISO_8859_1);
        assertFalse(raw.contains(OwnLog.ACTOR));
        assertEquals(filter, parts.jobs().wish(row).filter());
    }

    private UUID ordered(String format, boolean personal) throws Exception {
        return ordered(new ExportWish(format, personal, null));
    }

    private UUID ordered(ExportWish wish) throws Exception {
        SignedNote checkpoint = server.reader.checkpointNow();
        assertNotNull(checkpoint);
        UUID id = UUID.randomUUID();
        try (Connection connection = own.database.getConnection()) {
            ExportRows.insert(
                    connection,
                    new ExportRow(
                            id,
                            parts.jobs().sealed(id, wish),
                            checkpoint.checkpoint().size(),
                            ExportRow.QUEUED,
                            0,
                            Instant.now(),
                            null,
                            null));
        }
        return id;
    }

    private String content(UUID id) throws IOException {
        try (InputStream in = parts.files().open(id)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path folder() {
        return own.home.resolve("exports");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String name(Path file) {
        @Nullable Path name = file.getFileName();
        return String.valueOf(name);
    }

    private Parts parts(OwnLog.Server of, Duration kept) {
        var config =
                new ExportConfig() {
                    @Override
                    public Path folder() {
                        return ExportJobsTest.this.folder();
                    }

                    @Override
                    public Duration kept() {
                        return kept;
                    }

                    @Override
                    public Duration lookEvery() {
                        return Duration.ofHours(1);
                    }
                };
        var files = new ExportFiles(config, of.subjects);
        var jobs = new ExportJobs(own.database, of.subjects, files, of.log, new ObjectMapper());
        var worker =
                new ExportWorker(
                        own.database,
                        of.reader,
                        of.exports(collection -> Optional.empty()),
                        jobs,
                        files,
                        config);
        return new Parts(jobs, worker, files);
    }
}
