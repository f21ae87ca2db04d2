package org.carrel.compliance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Checks an exported log with no server: {@code java -jar carrel-compliance.jar FILE
 * [SEQUENCE:HASH]}, where the second argument is a head that was kept apart from the file. Exit
 * codes: 0 intact, 1 broken (the first wrong entry is named), 2 the file could not be checked.
 */
public final class Verify {

    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final int NOT_CHECKED = 2;

    private Verify() {}

    /** See the class. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length < 1 || args.length > 2) {
            err.println("usage: verify FILE [SEQUENCE:HASH]");
            return NOT_CHECKED;
        }
        try {
            ChainHead known = args.length == 2 ? ChainHead.parse(args[1]) : null;
            return report(check(Path.of(args[0]), known), known, out);
        } catch (MalformedAuditException | InvalidPathException e) {
            err.println("verify: " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            err.println("verify: cannot read the file: " + e);
        }
        return NOT_CHECKED;
    }

    private static Verification check(Path file, @Nullable ChainHead known) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return AuditChain.verify(EntryLines.read(in), known);
        }
    }

    private static int report(
            Verification verification, @Nullable ChainHead known, PrintStream out) {
        return switch (verification) {
            case Verification.Intact(long count, String head) -> {
                out.println("intact: " + count + " entries, head " + count + ":" + head);
                out.println(
                        known == null
                                ? "no known head was given: a log cut short or written anew would"
                                        + " look the same"
                                : "the known head " + known.sequence() + " is contained");
                yield INTACT;
            }
            case Verification.Broken(long sequence, String what) -> {
                out.println("broken at entry " + sequence + ": " + what);
                yield BROKEN;
            }
        };
    }
}
