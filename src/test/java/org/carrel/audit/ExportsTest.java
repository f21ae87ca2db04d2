package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.carrel.audit.AuditQuery.Condition;
import org.carrel.compliance.Verify;
import org.carrel.compliance.note.SignedNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packages of the log, checked by the verifier as a process of its own. */
class ExportsTest {

    private static final AuditQuery ALL = new AuditQuery(null, List.of(), 1);

    private OwnLog own;
    private OwnLog.Server server;

    @BeforeEach
    void start() throws Exception {
        own = OwnLog.start();
        server = own.server();
        server.checkpoints.open();
        for (int i = 0; i < 700; i++) {
            server.record(i % 7 == 0 ? "document.read" : "search.query");
            if (i == 300) {
                server.reader.checkpointNow();
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    @Test
    void anExportProvesItself() throws Exception {
        Path file = export(ALL, true);
        Verified verified = verify(file);
        assertEquals(0, verified.status(), verified.said());
        assertTrue(verified.said().contains("700 entries, 700 shown"), verified.said());
        assertTrue(entries(file).contains(OwnLog.ACTOR));
    }

    @Test
    void aPartProvesItselfToo() throws Exception {
        var part = new AuditQuery(null, List.of(new Condition("action =", "document.read")), 1);
        Verified verified = verify(export(part, true));
        assertEquals(0, verified.status(), verified.said());
        assertTrue(verified.said().contains("700 entries, 100 shown"), verified.said());
        var mine = new AuditQuery(OwnLog.ACTOR, part.conditions(), 1);
        assertTrue(verify(export(mine, true)).said().contains("100 shown"));
    }

    @Test
    void withoutPersonalValuesNobodyIsNamed() throws Exception {
        Path file = export(ALL, false);
        assertEquals(0, verify(file).status());
        assertFalse(entries(file).contains(OwnLog.ACTOR));
    }

    @Test
    void whatWasErasedIsInNoExport() throws Exception {
        assertTrue(server.subjects.destroy(new Subjects.Name(Subjects.Kind.ACTOR, OwnLog.ACTOR)));
        Path file = export(ALL, true);
        assertEquals(0, verify(file).status());
        assertFalse(entries(file).contains(OwnLog.ACTOR));
    }

    @Test
    void aChangedEntryIsNamed() throws Exception {
        server.sequencer.drain();
        own.sql(
                "alter table audit_entry disable trigger user; update audit_entry set purpose ="
                        + " 'another' where sequence = 77");
        Verified verified = verify(export(ALL, true));
        assertEquals(1, verified.status(), verified.said());
        assertTrue(verified.said().contains("77"), verified.said());
    }

    private record Verified(int status, String said) {}

    private Path export(AuditQuery query, boolean personal) throws Exception {
        SignedNote checkpoint = server.reader.checkpointNow();
        assertNotNull(checkpoint);
        Exports exports = server.exports(collection -> Optional.empty());
        Path file = Files.createTempFile(own.home, "export", ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            exports.write(checkpoint, new ExportOrder(ExportFormat.PACKAGE, query, personal), out);
        }
        return file;
    }

    private Verified verify(Path file) throws Exception {
        Path said = Files.createTempFile(own.home, "said", ".txt");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Verify.class.getName(),
                                file.toString(),
                                "--key",
                                server.checkpoints.signer().key().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        return new Verified(process.waitFor(), Files.readString(said));
    }

    private static String entries(Path file) throws Exception {
        try (var zip = new ZipFile(file.toFile());
                var in = zip.getInputStream(zip.getEntry("entries.jsonl"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
