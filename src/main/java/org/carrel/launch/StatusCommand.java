package org.carrel.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Tells of each part whether it runs, where, and how much memory it holds.",
        footer = "Exit status: 0 if the server is ready, 3 if not.")
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_RUNNING = 3;
    private static final String FORMAT = "  %-10s %-9s %-24s %-9s %s%n";

    @Override
    public Integer call() {
        Settings settings = Settings.fromEnvironment();
        Home home = Home.open(settings.home(), settings.downloads());
        Stack stack = new Stack(home, settings, Steps.onStandardOutput());
        Optional<String> address = stack.readyAddress();
        System.out.println("Carrel in " + home.root());
        System.out.printf(FORMAT, "part", "state", "address", "pid", "resident memory");
        show(stack, Server.NAME, Ports.SERVER, address.isPresent());
        show(stack, Keycloak.NAME, Ports.KEYCLOAK, true);
        show(stack, "postgres", Ports.POSTGRES, true);
        address.ifPresent(url -> System.out.println("Ready: " + url));
        if (stack.children().running(Keycloak.NAME).isPresent()) {
            int port = stack.ports().recorded(Ports.KEYCLOAK).orElseThrow();
            System.out.println("Users and roles: " + Keycloak.Addresses.console(port));
        }
        return address.isPresent() ? 0 : NOT_RUNNING;
    }

    private static void show(Stack stack, String name, String port, boolean ready) {
        Optional<ProcessHandle> process = stack.children().running(name);
        OptionalInt number = stack.ports().recorded(port);
        System.out.printf(
                FORMAT,
                name,
                process.isEmpty() ? "stopped" : ready ? "running" : "starting",
                process.isEmpty() || number.isEmpty() ? "-" : "127.0.0.1:" + number.getAsInt(),
                process.map(found -> Long.toString(found.pid())).orElse("-"),
                process.map(found -> residentMemory(found.pid())).orElse("-"));
    }

    /// VmRSS of proc(5), which counts in KiB.
    private static String residentMemory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .map(mebibytes -> String.format(Locale.ROOT, "%d MiB", mebibytes))
                    .findFirst()
                    .orElse("-");
        } catch (IOException e) {
            return "-";
        }
    }
}
