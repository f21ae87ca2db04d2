package org.carrel.launch;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops all parts of this home, in order.")
final class DownCommand implements Callable<Integer> {
    private static final Duration LAUNCHER_PATIENCE = Duration.ofMinutes(2);

    @Override
    public Integer call() {
        Settings settings = Settings.fromEnvironment();
        Home home = Home.open(settings.home(), settings.downloads());
        Stack stack = new Stack(home, settings, Steps.onStandardOutput());
        Children children = stack.children();
        boolean nothing =
                children.names().stream().allMatch(name -> children.running(name).isEmpty());
        // A launcher in the foreground stops the parts itself when it is asked to end.
        children.stop(Stack.LAUNCHER, LAUNCHER_PATIENCE);
        try (HomeLock lock = HomeLock.take(home)) {
            stack.stop();
        }
        System.out.println(nothing ? "Carrel was not running." : "Carrel is stopped.");
        return 0;
    }
}
