package org.carrel.compliance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.carrel.compliance.PackageVerdict.Broken;
import org.carrel.compliance.PackageVerdict.Intact;
import org.carrel.compliance.PackageVerdict.Witnessed;
import org.carrel.compliance.note.NoteException;
import org.carrel.compliance.note.VerifierKey;

/**
 * Checks an export with no server: {@code java -jar carrel-compliance.jar FILE [--key VKEY]…
 * [--witness VKEY]… [--previous FILE]…}, where a previous file is a checkpoint or an export that
 * was kept apart. Exit codes: 0 intact, 1 broken (the first wrong entry is named, or between which
 * ones it lies), 2 the file could not be checked.
 */
public final class Verify {

    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final int NOT_CHECKED = 2;

    private static final String USAGE =
            "usage: verify FILE [--key VKEY]... [--witness VKEY]... [--previous FILE]...";

    private Verify() {}

    /** See the class. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** What was asked for. */
    private record Arguments(
            Path file, List<VerifierKey> keys, List<VerifierKey> witnesses, List<Path> previous) {

        static Arguments parse(String[] args) {
            if (args.length % 2 == 0) {
                throw new NoteException(USAGE);
            }
            var keys = new ArrayList<VerifierKey>();
            var witnesses = new ArrayList<VerifierKey>();
            var previous = new ArrayList<Path>();
            for (int i = 1; i < args.length; i += 2) {
                String value = args[i + 1];
                switch (args[i]) {
                    case "--key" -> keys.add(key(value, VerifierKey.Type.LOG));
                    case "--witness" -> witnesses.add(key(value, VerifierKey.Type.WITNESS));
                    case "--previous" -> previous.add(Path.of(value));
                    default -> throw new NoteException(USAGE);
                }
            }
            return new Arguments(Path.of(args[0]), keys, witnesses, previous);
        }

        private static VerifierKey key(String text, VerifierKey.Type type) {
            VerifierKey key = VerifierKey.parse(text);
            if (key.type() != type) {
                throw new NoteException("a log's key is no witness's, and the other way round");
            }
            return key;
        }
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            Arguments asked = Arguments.parse(args);
            try (PackageFile file = PackageFile.open(asked.file())) {
                return check(asked, file, out);
            }
        } catch (NoteException | MalformedAuditException | InvalidPathException e) {
            err.println("verify: " + e.getMessage());
        } catch (IOException e) {
            err.println("verify: the file cannot be checked: " + e.getMessage());
        }
        return NOT_CHECKED;
    }

    private static int check(Arguments asked, PackageFile file, PrintStream out)
            throws IOException {
        List<VerifierKey> keys = Keys.chosen(asked.keys(), Keys.read(file), VerifierKey.Type.LOG);
        var kept = new Kept(keys);
        for (Path previous : asked.previous()) {
            kept.read(previous);
        }
        var trust = new Trust(asked.keys(), asked.witnesses(), new TreeMap<>(kept.roots()));
        return switch (new PackageVerifier(file, trust).verify()) {
            case Broken broken -> {
                out.println(said(broken));
                yield BROKEN;
            }
            case Intact intact -> {
                report(intact, asked, keys, out);
                yield INTACT;
            }
        };
    }

    private static String said(Broken broken) {
        return broken.first() == broken.last()
                ? "broken at entry " + broken.first() + ": " + broken.what()
                : "broken between entries "
                        + broken.first()
                        + " and "
                        + broken.last()
                        + ": "
                        + broken.what();
    }

    private static void report(
            Intact intact, Arguments asked, List<VerifierKey> keys, PrintStream out) {
        out.println(
                "intact: "
                        + intact.end().size()
                        + " entries, "
                        + intact.shown()
                        + " shown, log "
                        + intact.end().origin());
        out.println("checkpoints carried and confirmed: " + (intact.checkpoints() + 1));
        out.println(
                intact.known().isEmpty()
                        ? "checkpoints kept apart: none was given, so a log written anew with its"
                                + " own key would look the same"
                        : "checkpoints kept apart and confirmed: "
                                + intact.known().size()
                                + ", the last at "
                                + intact.known().getLast());
        keys.forEach(key -> out.println("key" + origin(asked.keys()) + ": " + key));
        for (Witnessed witness : intact.witnessed()) {
            out.println(
                    "witness"
                            + origin(asked.witnesses())
                            + ": "
                            + witness.signature().key()
                            + " signed "
                            + witness.size()
                            + " entries at "
                            + witness.signature().time());
        }
    }

    private static String origin(List<VerifierKey> brought) {
        return brought.isEmpty() ? " (of the package: compare it with what you have)" : "";
    }
}
