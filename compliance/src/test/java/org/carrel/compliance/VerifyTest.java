package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

    private static final String KEY = SampleExport.LOG.key().toString();

    private final SampleExport log = SampleExport.of(7, 12, 4);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir Path folder;
    private Path file = Path.of("");
    private Path kept = Path.of("");

    @BeforeEach
    void export() throws IOException {
        file = folder.resolve("export.zip");
        log.write(file, line -> true);
        kept = folder.resolve("checkpoint");
        Files.write(kept, log.note(8L).encode());
    }

    @Test
    void anIntactExportExitsWithZeroAndSaysWhatThatRestsOn() {
        assertEquals(0, run(file.toString()));
        assertTrue(said().startsWith("intact: 12 entries, 12 shown, log " + SampleExport.ORIGIN));
        assertTrue(said().contains("checkpoints carried and confirmed: 3"), said());
        assertTrue(said().contains("none was given, so a log written anew"), said());
        assertTrue(said().contains("key (of the package: compare it"), said());
        assertTrue(said().contains("witness (of the package: compare it"), said());
    }

    @Test
    void whatWasBroughtAlongIsSaidToBeConfirmed() {
        String witness = SampleExport.WITNESS.key().toString();
        assertEquals(
                0,
                run(
                        file.toString(),
                        "--key",
                        KEY,
                        "--previous",
                        kept.toString(),
                        "--witness",
                        witness));
        assertTrue(said().contains("kept apart and confirmed: 1, the last at 8"), said());
        assertTrue(said().contains("key: " + KEY), said());
        assertTrue(
                said().contains(
                                "witness: "
                                        + witness
                                        + " signed 8 entries at 2026-11-01T17:30:00Z"),
                said());
    }

    @Test
    void theFirstBadEntryIsNamedAndTheExitCodeIsOne() throws IOException {
        var lines = new ArrayList<>(log.entryLines());
        lines.set(4, lines.get(4).replace("action-", "fiction-"));
        lines.set(8, "{}");
        SampleExport.writeRaw(file, log.note(12L), log.earlierNotes(), lines);
        assertEquals(1, run(file.toString()));
        assertEquals(
                "broken at entry 5: its leaf hash is not the hash of its content", said().strip());
    }

    @Test
    void aLogWrittenAnewIsBrokenAgainstWhatWasKeptAlone() throws IOException {
        SampleExport.of(8, 12, 4).write(file, line -> true);
        assertEquals(0, run(file.toString(), "--key", KEY));
        said.reset();
        assertEquals(1, run(file.toString(), "--key", KEY, "--previous", kept.toString()));
        assertTrue(said().startsWith("broken between entries 1 and 8: "), said());
    }

    @Test
    void anEarlierExportIsWorthAllItsCheckpoints() throws IOException {
        Path earlier = folder.resolve("earlier.zip");
        log.write(earlier, line -> false);
        var lines = new ArrayList<>(log.lines);
        lines.set(
                9,
                SampleExport.shown(
                        new LogEntry(10, lines.get(8).entry().event()), lines.get(8).disclosed()));
        SampleExport.anew(lines, 4).write(file, line -> true);
        assertEquals(1, run(file.toString(), "--previous", earlier.toString()));
        assertTrue(said().startsWith("broken between entries 9 and 12: "), said());
    }

    @Test
    void whatCannotBeCheckedExitsWithTwo() {
        String name = file.toString();
        assertEquals(2, run());
        assertEquals(2, run(name, "--key"));
        assertEquals(2, run(name, "--key", "x"));
        assertEquals(2, run(name, "--key", SampleExport.WITNESS.key().toString()));
        assertEquals(2, run(name, "--witness", KEY));
        assertEquals(2, run(name, "--other", "x"));
        assertEquals(2, run(name, "--previous", folder.resolve("missing").toString()));
        assertEquals(2, run(folder.resolve("missing").toString()));
        assertEquals(2, run(folder.toString()));
        assertEquals(2, run(kept.toString()));
        List<String> reasons = said().lines().toList();
        assertEquals(10, reasons.size(), said());
        assertTrue(reasons.stream().allMatch(r -> r.startsWith("verify: ")), said());
    }

    private int run(String... args) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Verify.run(args, out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
