package org.carrel.compliance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.SampleKeys;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.tree.Frontier;
import org.carrel.compliance.tree.Tree;

/**
 * Makes the exports, good and tampered, that every implementation of the verifier has to agree on:
 * {@code ExportVectors FOLDER}. Beside them {@code expected.txt} says, a line each and separated by
 * tabs: the file, the arguments after it ({@code @NAME} for a file beside it), the exit code, and
 * how the first line of the answer begins. Read what changed in it before committing it.
 */
final class ExportVectors {

    private static final String KEY = "--key " + SampleExport.LOG.key();
    private static final String WITNESS = "--witness " + SampleExport.WITNESS.key();
    private static final Pattern PLACE = Pattern.compile("(broken [^:]*:|intact: [^,]*, [^,]*).*");

    private final Path folder;
    private final SampleExport log = SampleExport.of(20, 15, 4);
    private final List<String> expected = new ArrayList<>();

    private ExportVectors(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        var vectors = new ExportVectors(Path.of(args[0]));
        vectors.good();
        vectors.kept();
        vectors.changedLines();
        vectors.changedBytes();
        vectors.changedNotes();
        vectors.notExports();
        Files.write(vectors.folder.resolve("expected.txt"), vectors.expected);
    }

    /** What the Java verifier says: its exit code and the beginning of its first line. */
    static String answer(Path folder, String file, String arguments) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code =
                Verify.run(commandLine(folder, file, arguments).toArray(String[]::new), out, out);
        return code + "\t" + place(said.toString(StandardCharsets.UTF_8));
    }

    static List<String> commandLine(Path folder, String file, String arguments) {
        var line = new ArrayList<>(List.of(folder.resolve(file).toString()));
        Arrays.stream(arguments.split(" "))
                .filter(argument -> !argument.isEmpty())
                .map(a -> a.startsWith("@") ? folder.resolve(a.substring(1)).toString() : a)
                .forEach(line::add);
        return line;
    }

    /** The entry or entries named, without the words that say what is wrong. */
    static String place(String said) {
        Matcher place = PLACE.matcher(said.lines().findFirst().orElse(""));
        return place.matches() ? place.group(1) : "";
    }

    private void expect(String file, String arguments) {
        expected.add(file + "\t" + arguments + "\t" + answer(folder, file, arguments));
    }

    private void good() throws IOException {
        log.write(folder.resolve("whole.zip"), line -> true);
        log.write(folder.resolve("last.zip"), line -> line.entry().sequence() > 8);
        log.write(folder.resolve("some.zip"), line -> line.entry().sequence() % 5 == 2);
        SampleExport.writeRaw(
                folder.resolve("empty.zip"),
                SampleExport.note(Frontier.EMPTY, false),
                List.of(),
                List.of());
        for (String file : List.of("whole.zip", "last.zip", "some.zip", "empty.zip")) {
            expect(file, "");
            expect(file, KEY);
        }
        expect("whole.zip", KEY + " " + WITNESS);
        expect("whole.zip", "--key " + SampleKeys.log(SampleExport.ORIGIN, 99).key());
        expect("whole.zip", "--witness " + SampleKeys.witness("witness.example/w2", 98).key());
    }

    private void kept() throws IOException {
        Files.write(folder.resolve("kept-8"), log.note(8L).encode());
        Files.write(folder.resolve("kept-15"), log.note(15L).encode());
        var tree = new Tree(log.store, 15);
        Files.write(folder.resolve("kept-5"), SampleExport.note(tree.frontier(5), false).encode());
        SampleExport forked = SampleExport.of(21, 15, 4);
        Files.write(folder.resolve("kept-8-forked"), forked.note(8L).encode());
        forked.write(folder.resolve("forked.zip"), line -> true);
        SampleExport.anew(log.lines.subList(0, 7), 4)
                .write(folder.resolve("shorter.zip"), line -> true);
        for (String file : List.of("whole.zip", "last.zip", "some.zip", "shorter.zip")) {
            for (String kept : List.of("@kept-5", "@kept-8", "@kept-15", "@kept-8-forked")) {
                expect(file, KEY + " --previous " + kept);
            }
        }
        expect("forked.zip", KEY);
        expect("forked.zip", KEY + " --previous @whole.zip");
        expect("whole.zip", KEY + " --previous @shorter.zip --previous @kept-8");
        expect("whole.zip", KEY + " --previous @kept-8 --previous @kept-8-forked");
        expect("whole.zip", "--previous @expected.txt");
        expect("whole.zip", "--previous");
        expect("whole.zip", "--other x");
        expect("whole.zip", "--key " + SampleExport.WITNESS.key());
    }

    private void changedLines() throws IOException {
        var l = log.entryLines();
        lines("deleted", lines -> without(lines, 6));
        lines("swapped", lines -> swapped(lines, 4, 9));
        lines("doubled", lines -> with(lines, 5, lines.get(5)));
        lines("cut", lines -> lines.subList(0, 10));
        lines("longer", lines -> with(lines, 15, lines.get(14).replace(":15,", ":16,")));
        lines("not-json", lines -> set(lines, 7, "{\"entry\""));
        lines("blank", lines -> set(lines, 7, ""));
        lines("spaced", lines -> set(lines, 7, l.get(7).replace("\"form\":", "\"form\": ")));
        lines(
                "escaped",
                lines -> set(lines, 7, l.get(7).replaceFirst("action-", "\\\\u0061ction-")));
        lines("unordered", lines -> set(lines, 7, reordered(l.get(7))));
        lines("edited", lines -> set(lines, 7, l.get(7).replaceFirst("action-", "fiction-")));
        lines("third-form", lines -> set(lines, 7, l.get(7).replace("\"form\":2", "\"form\":3")));
        lines("true-form", lines -> set(lines, 0, l.get(0).replace("\"form\":1", "\"form\":true")));
        lines("real-form", lines -> set(lines, 0, l.get(0).replace("\"form\":1", "\"form\":1.0")));
        lines("far", lines -> set(lines, 7, l.get(7).replace(":8,", ":9007199254740992,")));
        lines("date", lines -> set(lines, 7, l.get(7).replace("2026-11-01T", "2026-02-30T")));
        lines("earlier", lines -> set(lines, 9, retimed(9, "2026-10-31T00:00:00.000000Z")));
        lines("disclosed", lines -> set(lines, 7, disclosed(7, "actor")));
        lines("undisclosed", lines -> set(lines, 7, disclosed(7, "patient")));
        lines("old-disclosed", lines -> set(lines, 0, disclosed(0, "actor")));
        lines("rehashed", lines -> set(lines, 9, rehashed(9)));
        lines("surrogate", lines -> set(lines, 7, l.get(7).replaceFirst("action-", "\\\\ud800")));
    }

    private static List<String> without(List<String> lines, int at) {
        var all = new ArrayList<>(lines);
        all.remove(at);
        return all;
    }

    private static List<String> with(List<String> lines, int at, String line) {
        var all = new ArrayList<>(lines);
        all.add(at, line);
        return all;
    }

    private static List<String> set(List<String> lines, int at, String line) {
        var all = new ArrayList<>(lines);
        all.set(at, line);
        return all;
    }

    private static List<String> swapped(List<String> lines, int one, int other) {
        var all = new ArrayList<>(lines);
        Collections.swap(all, one, other);
        return all;
    }

    private static String reordered(String line) {
        int leaf = line.indexOf(",\"leaf\":");
        String last = line.substring(leaf + 1, line.length() - 1);
        return "{" + last + "," + line.substring(1, leaf) + "}";
    }

    private String retimed(int at, String time) {
        String line = log.lines.get(at).write();
        String said = CanonicalForm.time(log.lines.get(at).entry().event().time());
        return rehashed(line.replace(said, time));
    }

    private String rehashed(int at) {
        return rehashed(log.lines.get(at).write().replaceFirst("action-", "fiction-"));
    }

    private static String rehashed(String line) {
        var shown = (PackageLine.Shown) PackageLine.parse(line);
        return SampleExport.shown(shown.entry(), shown.disclosed()).write();
    }

    private String disclosed(int at, String field) {
        var value = Map.of(field, new Disclosure("ab".repeat(32), "somebody"));
        PackageLine.Shown line = log.lines.get(at);
        return new PackageLine.Shown(line.entry(), line.leaf(), value).write();
    }

    private void lines(String name, UnaryOperator<List<String>> change) throws IOException {
        part(
                name,
                PackageFile.ENTRIES,
                b -> SampleExport.bytes(change.apply(SampleExport.texts(b)).stream()));
    }

    private void part(String name, String part, UnaryOperator<byte[]> change) throws IOException {
        TreeMap<String, byte[]> parts = SampleExport.parts(folder.resolve("whole.zip"));
        parts.compute(part, (n, bytes) -> change.apply(bytes == null ? new byte[0] : bytes));
        SampleExport.writeParts(folder.resolve(name + ".zip"), parts);
        expect(name + ".zip", KEY);
    }

    private void changedBytes() throws IOException {
        part("no-end", PackageFile.ENTRIES, b -> Arrays.copyOf(b, b.length - 1));
        part("not-utf-8", PackageFile.ENTRIES, b -> replaced(b, 700, 0xff));
        part("a-null", PackageFile.ENTRIES, b -> replaced(b, 700, 0));
        part("no-entries", PackageFile.ENTRIES, b -> new byte[0]);
        part("no-checkpoints", PackageFile.CHECKPOINTS, b -> new byte[0]);
        part("half-checkpoints", PackageFile.CHECKPOINTS, b -> Arrays.copyOf(b, b.length / 2));
        part("no-keys", PackageFile.KEY, b -> new byte[0]);
        part("no-checkpoint", PackageFile.CHECKPOINT, b -> new byte[0]);
        part("no-readme", PackageFile.README, b -> new byte[0]);
    }

    private static byte[] replaced(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private void changedNotes() throws IOException {
        note("other-signature", 4, n -> new SignedNote(n.text(), log.note(8L).signatures()));
        note("other-key", 8, n -> SampleKeys.log(SampleExport.ORIGIN, 97).sign(n.checkpoint()));
        note("other-log", 8, n -> otherLog(n.checkpoint()));
        note("other-root", 8, n -> SampleExport.of(22, 15, 4).note(8L));
        note("other-size", 8, n -> SampleExport.note(new Tree(log.store, 15).frontier(4), false));
        note("other-witness", 8, n -> new SignedNote(n.text(), mixed(n)));
        note("more-signatures", 8, n -> more(n));
        part("end-changed", PackageFile.CHECKPOINT, b -> replaced(b, 30, 'A'));
        part(
                "end-unsigned",
                PackageFile.CHECKPOINT,
                b -> otherLog(log.note(15L).checkpoint()).encode());
        part("end-elsewhere", PackageFile.CHECKPOINT, b -> log.note(12L).encode());
    }

    private static SignedNote otherLog(Checkpoint c) {
        return SampleKeys.log("other.example/log", 96)
                .sign(new Checkpoint("other.example/log", c.size(), c.root()));
    }

    /** Its own signature by the log, a witness's of another size. */
    private List<SignedNote.Signature> mixed(SignedNote note) {
        SignedNote other = SampleExport.note(new Tree(log.store, 15).frontier(4), true);
        return List.of(note.signatures().getFirst(), other.signatures().getLast());
    }

    private static SignedNote more(SignedNote note) {
        return SampleKeys.witness("witness.example/unknown", 95).cosign(note, Instant.EPOCH);
    }

    private void note(String name, long size, UnaryOperator<SignedNote> change) throws IOException {
        part(
                name,
                PackageFile.CHECKPOINTS,
                b ->
                        SampleExport.bytes(
                                log.earlierNotes().stream()
                                        .map(n ->
                                                n.checkpoint().size() == size ? change.apply(n) : n)
                                        .map(NoteLine::write)));
    }

    private void notExports() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("whole.zip"));
        Files.write(folder.resolve("half.zip"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(folder.resolve("damaged.zip"), replaced(whole, whole.length / 2, 0x55));
        Files.write(folder.resolve("directory.zip"), replaced(whole, whole.length - 7, 0x7f));
        TreeMap<String, byte[]> parts = SampleExport.parts(folder.resolve("whole.zip"));
        parts.remove(PackageFile.KEY);
        SampleExport.writeParts(folder.resolve("part-missing.zip"), parts);
        parts.put(PackageFile.KEY, new byte[0]);
        parts.put("../more", new byte[0]);
        SampleExport.writeParts(folder.resolve("part-more.zip"), parts);
        for (String file :
                List.of(
                        "half.zip",
                        "damaged.zip",
                        "directory.zip",
                        "part-missing.zip",
                        "part-more.zip",
                        "missing.zip",
                        "kept-8")) {
            expect(file, "");
        }
    }
}
