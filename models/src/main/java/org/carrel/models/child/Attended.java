package org.carrel.models.child;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.carrel.models.ModelImport;
import org.carrel.models.trial.Trial;

/**
 * Runs a program of this module for as long as somebody holds its standard input open. What comes
 * before the first empty line is the program's own input.
 */
final class Attended {

    static final String IMPORT = "import";
    static final String TRIAL = "trial";

    /** As if ended by SIGHUP, which tells of a terminal that is gone. */
    private static final int ALONE = 129;

    private Attended() {}

    /**
     * @param arguments which program, then its own arguments
     */
    public static void main(String[] arguments) throws IOException {
        InputStream in = System.in;
        System.setIn(new ByteArrayInputStream(toEmptyLine(in)));
        Thread.ofPlatform().daemon().name("attendance").start(() -> endWith(in));
        String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments[0]) {
            case IMPORT -> ModelImport.main(own);
            case TRIAL -> Trial.main(own);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Without the empty line. */
    static byte[] toEmptyLine(InputStream in) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int last = '\n';
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n' && last == '\n') {
                break;
            }
            lines.write(next);
            last = next;
        }
        return lines.toByteArray();
    }

    private static void endWith(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(ALONE);
    }
}
