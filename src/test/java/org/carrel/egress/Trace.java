package org.carrel.egress;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of strace: which calls lead out of the machine.
 *
 * @param own addresses of the machine's interfaces, which it reaches without leaving itself
 */
record Trace(Set<String> own) {

    private static final Pattern CALL =
            Pattern.compile("\\d+\\s+(socket|connect|sendto|sendmsg|sendmmsg|io_uring_setup)\\(.*");
    private static final Pattern FAMILY =
            Pattern.compile("\\b[AP]F_([A-Z0-9_]+)|sa_family=(0x\\w+)");
    private static final Pattern ADDRESS =
            Pattern.compile("inet_addr\\(\"([^\"]+)\"\\)|inet_pton\\(AF_INET6, \"([^\"]+)\"");
    private static final Pattern LOOPBACK = Pattern.compile("(::ffff:)?127(\\.\\d+){3}|::1");

    // DNS, DNS over TLS, multicast DNS: a name server on this machine asks others.
    private static final Pattern NAME_SERVER = Pattern.compile("htons\\((53|853|5353)\\)");

    // Within the machine; NETLINK asks the kernel for its interfaces; UNSPEC ends a connection.
    private static final Set<String> HARMLESS =
            Set.of("UNIX", "LOCAL", "INET", "INET6", "NETLINK", "UNSPEC");

    /** The calls that reach for anything but loopback addresses and Unix sockets. */
    List<String> leaving(List<String> lines) {
        return lines.stream().filter(this::leaves).toList();
    }

    /** Whether a line is a connection or message to a loopback address. */
    boolean isLoopback(String line) {
        return CALL.matcher(line).matches() && ADDRESS.matcher(line).find() && !leaves(line);
    }

    private boolean leaves(String line) {
        Matcher call = CALL.matcher(line);
        if (!call.matches()) {
            return false;
        }
        // A ring takes orders that no trace of calls sees.
        return call.group(1).equals("io_uring_setup")
                || line.contains("SOCK_RAW") && !line.contains("AF_NETLINK")
                || NAME_SERVER.matcher(line).find()
                || FAMILY.matcher(line).results().anyMatch(Trace::isForeign)
                || ADDRESS.matcher(line).results().anyMatch(this::isRemote);
    }

    private static boolean isForeign(MatchResult family) {
        return family.group(1) == null || !HARMLESS.contains(family.group(1));
    }

    private boolean isRemote(MatchResult address) {
        String text = address.group(1) == null ? address.group(2) : address.group(1);
        return !LOOPBACK.matcher(text).matches() && !own.contains(text);
    }
}
