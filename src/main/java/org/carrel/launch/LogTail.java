package org.carrel.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The end of a log file, for messages that say why a part died.
final class LogTail {
    private static final int TAIL_BYTES = 16 << 10;

    private LogTail() {}

    /// The last line that is not empty, cut to a length; a note if there is none.
    static String lastLine(Path log, int limit) {
        List<String> lines =
                tail(log).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            return "it left no message in " + log;
        }
        // An error says more than the goodbye that often follows it.
        String last =
                lines.reversed().stream()
                        .filter(line -> line.contains("ERROR") || line.contains("FATAL"))
                        .findFirst()
                        .orElse(lines.getLast());
        return last.length() <= limit ? last : last.substring(0, limit) + "…";
    }

    /// At most the last 16 KiB.
    static String tail(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
