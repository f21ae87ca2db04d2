package org.carrel.launch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Starts Carrel: fetches what is missing, then PostgreSQL, Keycloak, the model and the"
                    + " server. Prints the address at the end.",
            "It can be interrupted and run again at any point."
        })
final class UpCommand implements Callable<Integer> {
    @Option(names = "--detach", description = "Return when it is ready; stop it with: carrel down")
    private boolean detach;

    @Option(names = "--demo", description = "Add the sample documents, once")
    private boolean demo;

    @Option(
            names = "--new-password",
            description = "Set and print new passwords for the users reader and admin")
    private boolean newPassword;

    /// Whether the parts stay when this process ends.
    private final AtomicBoolean released = new AtomicBoolean();

    @Override
    public Integer call() {
        Settings settings = Settings.fromEnvironment();
        Home home = Home.open(settings.home(), settings.downloads());
        Stack stack = new Stack(home, settings, Steps.onStandardOutput());
        try (HomeLock lock = HomeLock.take(home)) {
            Optional<String> address = stack.readyAddress();
            if (address.isPresent()) {
                // A launcher that was killed may have left a server that became ready by itself.
                stack.tellPasswords(newPassword);
                loadDemo(stack, settings);
                System.out.println("Carrel is already running: " + address.get());
                return 0;
            }
            return start(stack, settings);
        }
    }

    private int start(Stack stack, Settings settings) {
        Thread starter = Thread.currentThread();
        Thread onExit = new Thread(() -> stopOnExit(stack, starter));
        Runtime.getRuntime().addShutdownHook(onExit);
        stack.children().register(Stack.LAUNCHER, ProcessHandle.current().pid());
        // What a killed run left behind is stopped, so that every start begins from the same state.
        stack.stop();
        String address = stack.start();
        stack.tellPasswords(newPassword);
        loadDemo(stack, settings);
        System.out.println();
        System.out.println("Carrel is ready: " + address);
        if (detach) {
            released.set(true);
            stack.children().forget(Stack.LAUNCHER);
            System.out.println("Stop it with: carrel down");
            return 0;
        }
        System.out.println("Ctrl-C stops it.");
        return watch(stack);
    }

    private void loadDemo(Stack stack, Settings settings) {
        if (demo) {
            Demo.load(settings, stack, Steps.onStandardOutput());
        }
    }

    /// Returns when a part has ended by itself, which none should.
    private static int watch(Stack stack) {
        List<String> parts =
                List.of(Server.NAME, Keycloak.NAME, "postgres").stream()
                        .filter(name -> stack.children().running(name).isPresent())
                        .toList();
        CompletableFuture<?>[] exits =
                parts.stream()
                        .flatMap(name -> stack.children().running(name).stream())
                        .map(ProcessHandle::onExit)
                        .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.anyOf(exits).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the parts failed", e);
        }
        String dead =
                parts.stream()
                        .filter(name -> stack.children().running(name).isEmpty())
                        .findFirst()
                        .orElse("a part");
        throw new LaunchFailure(
                dead + " ended: " + LogTail.lastLine(stack.children().log(dead), 200));
    }

    private void stopOnExit(Stack stack, Thread starter) {
        if (released.get()) {
            return;
        }
        starter.interrupt();
        stack.stop();
        stack.children().forget(Stack.LAUNCHER);
    }
}
