package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Brings a model in: a GGUF file, or a folder of Hugging Face's or of ONNX. What lies"
                    + " elsewhere is linked or copied into CARREL_HOME/models/incoming for as long"
                    + " as it takes, with the publisher's manifest and signature beside it."
                    + " Stopping the command stops the import."
        })
final class ModelsImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "The file or folder")
    private Path source = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "How it is called here")
    private @Nullable String name;

    @Option(
            names = "--base",
            paramLabel = "PATH",
            description = "The model that an adapter was made for")
    private @Nullable Path base;

    @Option(
            names = "--unsigned",
            paramLabel = "REASON",
            description = "Take it in without a signature; the reason is kept in the log")
    private @Nullable String reason;

    @Override
    public Integer call() {
        Settings settings = Settings.fromEnvironment();
        Path folder = Home.open(settings.home(), settings.downloads()).models();
        Steps steps = Steps.onStandardOutput();
        try (IncomingModel incoming = new IncomingModel(folder.resolve("incoming"))) {
            ObjectNode wish = Json.MAPPER.createObjectNode();
            try (Steps.Step step = steps.begin("copy")) {
                wish.put("source", incoming.bring(source, step));
                if (base != null) {
                    wish.put("base", incoming.bring(base, step));
                }
            }
            if (name != null) {
                wish.put("name", name);
            }
            if (reason != null) {
                wish.put("unsigned", reason);
            }
            return Session.with(session -> imported(session.api(), wish));
        }
    }

    private static int imported(Api api, ObjectNode wish) {
        JsonNode begun = api.post(ModelsCommand.PATH + "/imports", wish);
        return ModelsCommand.follow(api, begun, "import");
    }
}
