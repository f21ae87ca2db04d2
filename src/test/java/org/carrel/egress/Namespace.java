package org.carrel.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs a command where it can do no harm and be seen: in a network namespace of its own, with a
 * default route to nowhere for IPv4 and IPv6 and a name server there, under strace.
 *
 * <p>Two witnesses that know nothing of each other: the system calls of the command and of all that
 * it starts, and the kernel's counters of packets that left the namespace or found no way. Each is
 * used where the machine has it.
 */
final class Namespace {

    /** Left by the kernel's own counters and by strace. */
    record Seen(int exit, String output, List<String> calls, long loopbackCalls, long packets) {}

    // $1: a folder for what is seen; then the command. Names are looked up in files and then by
    // asking a name server that is not there; a cache of names outside is out of reach. A JVM looks
    // up its machine's own name and addresses, which are among the first.
    private static final String INSIDE =
            """
            set -e
            folder=$1
            shift
            ip link set lo up 2>/dev/null || perl -MSocket -e '
                socket(S, AF_INET, SOCK_DGRAM, 0) or die $!;
                ioctl(S, 0x8914, pack("a16 s x22", "lo", 0x41)) or die $!'
            nowhere() {
                ip link add out0 type dummy || {
                    ip link add out0 type veth peer name out1 &&
                        ip link set out1 addrgenmode none arp off multicast off up
                }
                ip link set out0 addrgenmode none arp off multicast off up
                ip addr add 198.51.100.2/24 dev out0
                ip route add default dev out0
                ip -6 addr add 2001:db8:ffff::2/64 dev out0 nodad
                ip -6 route add default dev out0
            }
            nowhere >"$folder/interface" 2>&1 || true
            echo 'nameserver 192.0.2.53' >"$folder/resolv.conf"
            echo 'hosts: files dns' >"$folder/nsswitch.conf"
            for address in 127.0.0.1 ::1 198.51.100.2 2001:db8:ffff::2; do
                echo "$address localhost carrel-egress"
            done >"$folder/hosts"
            for file in resolv.conf nsswitch.conf hosts; do
                if [ -e "/etc/$file" ]; then mount --bind "$folder/$file" "/etc/$file"; fi
            done
            if [ -d /run/nscd ]; then mount -t tmpfs none /run/nscd; fi
            echo carrel-egress >/proc/sys/kernel/hostname
            count() { cat /proc/net/dev /proc/net/snmp /proc/net/snmp6 >"$folder/$1"; }
            count before
            status=0
            "$@" || status=$?
            count after
            exit $status
            """;

    // As the script gives them.
    private static final Set<String> OWN = Set.of("198.51.100.2", "2001:db8:ffff::2");

    private static final List<String> NAMESPACE =
            List.of("unshare", "--user", "--map-root-user", "--net", "--mount", "--uts");

    private static final List<String> STRACE =
            List.of(
                    "strace",
                    "-f",
                    "--seccomp-bpf",
                    "-qq",
                    "-s",
                    "0",
                    "-e",
                    "signal=none",
                    "-e",
                    "trace=socket,connect,sendto,sendmsg,sendmmsg,io_uring_setup",
                    "-o");

    private final boolean apart;
    private final boolean traced;

    private Namespace(boolean apart, boolean traced) {
        this.apart = apart;
        this.traced = traced;
    }

    /** With what this machine has. */
    static Namespace probed() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("carrel-egress-probe");
        boolean apart = new Namespace(true, false).runs(folder);
        boolean traced = new Namespace(false, true).runs(folder);
        return new Namespace(apart, traced);
    }

    /** Whether attempts to leave come to light by the kernel's counters. */
    boolean counts() {
        return apart;
    }

    /** Whether attempts to leave come to light by system calls. */
    boolean traces() {
        return traced;
    }

    /**
     * Runs a command to its end.
     *
     * @param folder for what is seen
     */
    Seen run(Path folder, Map<String, String> environment, List<String> command, int minutes)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(wrapped(folder, command));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("not done in time: " + Files.readString(output));
        }
        Trace reading = new Trace(own());
        List<String> trace = traced ? Files.readAllLines(folder.resolve("trace")) : List.of();
        return new Seen(
                process.exitValue(),
                Files.readString(output, StandardCharsets.UTF_8),
                reading.leaving(trace),
                trace.stream().filter(reading::isLoopback).count(),
                apart ? Counters.between(folder.resolve("before"), folder.resolve("after")) : 0);
    }

    private Set<String> own() throws SocketException {
        return apart
                ? OWN
                : NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .map(InetAddress::getHostAddress)
                        .map(address -> address.replaceFirst("%.*", ""))
                        .collect(Collectors.toSet());
    }

    private boolean runs(Path folder) throws InterruptedException {
        try {
            return run(folder, Map.of(), List.of("true"), 1).exit() == 0;
        } catch (IOException e) {
            return false; // The tool is not installed.
        }
    }

    private List<String> wrapped(Path folder, List<String> command) throws IOException {
        List<String> wrapped = new ArrayList<>();
        if (apart) {
            Path script = Files.writeString(folder.resolve("inside.sh"), INSIDE);
            wrapped.addAll(NAMESPACE);
            wrapped.addAll(List.of("sh", script.toString(), folder.toString()));
        }
        if (traced) {
            wrapped.addAll(STRACE);
            wrapped.add(folder.resolve("trace").toString());
        }
        wrapped.addAll(command);
        return wrapped;
    }
}
