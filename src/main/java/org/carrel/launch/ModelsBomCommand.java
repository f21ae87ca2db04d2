package org.carrel.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "bom",
        description = {
            "Saves which models are on this machine as a bill of materials, CycloneDX 1.6 in JSON,"
                    + " in a file that its owner alone reads."
        })
final class ModelsBomCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where to; a file that is there is left alone")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        if (Files.exists(file)) {
            throw new LaunchFailure(file + " is there already");
        }
        return Session.with(session -> {
            session.api().save(ModelsCommand.PATH + "/bom", file);
            System.out.println("  " + file);
            return 0;
        });
    }
}
