package org.carrel.launch;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "fetch",
        description = "Fetches and verifies everything that is downloaded, and starts nothing.")
final class FetchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Settings settings = Settings.fromEnvironment();
        Home home = Home.open(settings.home(), settings.downloads());
        Stack stack = new Stack(home, settings, Steps.onStandardOutput());
        Downloads downloads = stack.downloads();
        Pins.load().artefacts().forEach(downloads::require);
        return 0;
    }
}
