package org.carrel.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.Verified;
import org.carrel.compliance.note.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness with a key that the JDK's own tool made. */
class WitnessTest {

    private static final String SECRET = "a secret of the witness";
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final long SEED = 7;

    @TempDir static Path keys;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir Path folder;

    @BeforeAll
    static void makeKey() throws IOException, InterruptedException {
        var keytool =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "Ed25519",
                        "-storetype",
                        "PKCS12",
                        "-alias",
                        "witness",
                        "-dname",
                        "CN=witness",
                        "-storepass:env",
                        "SECRET",
                        "-keystore",
                        keys.resolve("witness.p12").toString());
        keytool.environment().put("SECRET", SECRET);
        assertEquals(0, keytool.inheritIO().start().waitFor());
    }

    @Test
    void signsWhatIsIntactAndThenOnlyWhatContinuesIt() throws IOException {
        assertEquals(0, witness(SampleExport.of(SEED, 10, 4), SECRET), said());
        SignedNote first = remembered(10);
        assertEquals(NOW, time(first));
        assertEquals(0, witness(SampleExport.of(SEED, 14, 4), SECRET), said());
        assertEquals(14, remembered(14).checkpoint().size());
        assertEquals(first, remembered(10));
    }

    @Test
    void doesNotSignALogThatWasWrittenAnewWithItsOwnKey() throws IOException {
        assertEquals(0, witness(SampleExport.of(SEED, 10, 4), SECRET), said());
        assertEquals(1, witness(SampleExport.of(SEED + 1, 14, 4), SECRET));
        assertTrue(said().contains("not signed"), said());
        assertFalse(Files.exists(file(14)));
    }

    @Test
    void doesNotSignALogThatWasCutShort() throws IOException {
        assertEquals(0, witness(SampleExport.of(SEED, 14, 4), SECRET), said());
        assertEquals(1, witness(SampleExport.of(SEED, 10, 4), SECRET));
        assertFalse(Files.exists(file(10)));
    }

    @Test
    void withoutItsPasswordOrWithAWrongOneNothingIsSigned() throws IOException {
        assertEquals(2, witness(SampleExport.of(SEED, 10, 4), null));
        assertTrue(said().contains(Witness.PASSWORD), said());
        assertEquals(2, witness(SampleExport.of(SEED, 10, 4), "another"));
        assertFalse(Files.exists(file(10)));
    }

    @Test
    void aWrongArgumentIsAnsweredWithTheUsage() {
        assertEquals(2, run(List.of("export.zip", "--name", "w"), SECRET));
        assertTrue(said().contains("usage: witness"), said());
    }

    private int witness(SampleExport log, @Nullable String password) throws IOException {
        Path export = folder.resolve("export.zip");
        log.write(export, line -> true);
        return run(
                List.of(
                        export.toString(),
                        "--name",
                        "witness.example/w2",
                        "--store",
                        keys.resolve("witness.p12").toString(),
                        "--log",
                        SampleExport.LOG.key().toString(),
                        "--memory",
                        folder.resolve("memory").toString()),
                password);
    }

    private int run(List<String> arguments, @Nullable String password) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return Witness.run(arguments.toArray(String[]::new), password, clock, out, out);
    }

    private Path file(long size) {
        return folder.resolve("memory").resolve("checkpoint-%019d.txt".formatted(size));
    }

    private SignedNote remembered(long size) throws IOException {
        return SignedNote.parse(Files.readAllBytes(file(size)));
    }

    /** Of the witness's line, by the key that it said it signed with. */
    private Instant time(SignedNote note) {
        String key = said().substring(said().lastIndexOf("key: ") + 5).strip();
        return note.verify(List.of(VerifierKey.parse(key))).stream()
                .map(Verified::time)
                .findFirst()
                .orElseThrow();
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
