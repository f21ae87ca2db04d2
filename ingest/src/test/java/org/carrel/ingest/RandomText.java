package org.carrel.ingest;

import java.util.List;
import java.util.Random;

/** Text with all that splits badly: abbreviations, lists, lone surrogates, long runs. */
public final class RandomText {

    private static final List<String> PIECES =
            List.of(
                    "Inc. ",
                    "No. 4 ",
                    "(a) ",
                    "; (b) ",
                    "\n",
                    "\n\n",
                    ". ",
                    "? ",
                    "Fee: ",
                    " | ",
                    "\t",
                    "\u00A0",
                    "the ",
                    "Agreement ",
                    "mg ",
                    "\uD83D\uDE00",
                    "\u00E9",
                    "\u4E2D",
                    "e\u0301",
                    "\u2022 ",
                    "1. ",
                    "\"",
                    ") ",
                    ": ",
                    "HEADING\n",
                    "\u05D0 ",
                    ".");

    private RandomText() {}

    public static String of(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            if (random.nextInt(10) == 0) {
                text.append((char) random.nextInt(0x10000));
            } else if (random.nextInt(200) == 0) {
                text.append("x".repeat(random.nextInt(3000)));
            } else {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }
}
