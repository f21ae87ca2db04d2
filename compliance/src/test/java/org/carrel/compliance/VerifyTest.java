package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

    private final List<AuditEntry> log = SampleLog.of(new Random(7), 12);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void export() throws IOException {
        file = folder.resolve("log.jsonl");
        write(log.stream().map(EntryLines::write).toList());
    }

    @Test
    void anIntactFileExitsWithZeroAndNamesItsHead() {
        assertEquals(0, run(file.toString()));
        assertTrue(said().contains("intact: 12 entries, head " + log.getLast().head()), said());
        assertTrue(said().contains("no known head was given"), said());
    }

    @Test
    void theFirstBadEntryIsNamedAndTheExitCodeIsOne() throws IOException {
        var lines = Files.readAllLines(file);
        lines.set(4, lines.get(4).replace("action-", "fiction-"));
        lines.set(8, "{}");
        write(lines);
        assertEquals(1, run(file.toString()));
        assertTrue(said().startsWith("broken at entry 5: "), said());
    }

    @Test
    void aLineThatIsNoEntryIsNamed() throws IOException {
        var lines = Files.readAllLines(file);
        lines.set(8, "x".repeat(CanonicalForm.MAX_BYTES * 2));
        write(lines);
        assertEquals(1, run(file.toString()));
        assertTrue(said().startsWith("broken at entry 9: the entry cannot be read: "), said());
    }

    @Test
    void aFileCutShortIsBrokenAgainstAKnownHead() throws IOException {
        write(log.subList(0, 10).stream().map(EntryLines::write).toList());
        assertEquals(0, run(file.toString(), log.get(9).head().toString()));
        assertEquals(1, run(file.toString(), log.get(11).head().toString()));
        assertTrue(said().contains("broken at entry 11: "), said());
    }

    @Test
    void whatCannotBeCheckedExitsWithTwo() {
        assertEquals(2, run());
        assertEquals(2, run("a", "b", "c"));
        assertEquals(2, run(folder.resolve("missing").toString()));
        assertEquals(2, run(folder.toString()));
        assertEquals(2, run(file.toString(), "12"));
    }

    private int run(String... args) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Verify.run(args, out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void write(List<String> lines) throws IOException {
        Files.write(file, lines);
    }
}
