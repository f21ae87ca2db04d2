package org.carrel.egress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel counted in a network namespace (proc_pid_net(5)): packets out, or without a way.
 */
final class Counters {

    // The tenth number of an interface's line: packets sent. Protocols, unlike these, are capitals.
    private static final Pattern INTERFACE =
            Pattern.compile("\\s*([a-z][^:\\s]*):\\s*(?:\\d+\\s+){9}(\\d+)\\s.*");

    private Counters() {}

    /** How many packets left, or were to leave, between two copies of the counters. */
    static long between(Path before, Path after) throws IOException {
        return of(Files.readAllLines(after)) - of(Files.readAllLines(before));
    }

    private static long of(List<String> lines) {
        long packets = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher sent = INTERFACE.matcher(line);
            if (sent.matches() && !sent.group(1).equals("lo")) {
                packets += Long.parseLong(sent.group(2));
            } else if (line.startsWith("Ip: ") && line.contains("OutNoRoutes")) {
                // Names in one line, numbers in the next.
                int place = List.of(line.split(" ")).indexOf("OutNoRoutes");
                packets += Long.parseLong(lines.get(i + 1).split(" ")[place]);
            } else if (line.startsWith("Ip6OutNoRoutes")) {
                packets += Long.parseLong(line.split("\\s+")[1]);
            }
        }
        return packets;
    }
}
