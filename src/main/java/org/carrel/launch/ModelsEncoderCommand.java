package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "encoder",
        description = {
            "Tells which encoder documents are found by. With a name, embeds everything by that one,"
                    + " after which documents are found by it. Stopping the command cancels that."
        })
final class ModelsEncoderCommand implements Callable<Integer> {
    private static final String PATH = ModelsCommand.PATH + "/encoder";

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "An imported encoder that has passed its evaluation, or \"shipped\"")
    private @Nullable String name;

    @Option(
            names = "--override",
            paramLabel = "REASON",
            description = "Use it though it did not pass; kept in the log")
    private @Nullable String reason;

    @Override
    public Integer call() {
        String wanted = name;
        if (wanted == null) {
            JsonNode now = Session.with(session -> session.api().get(PATH));
            ModelLines.encoder(now).forEach(line -> System.out.println("  " + line));
            return 0;
        }
        ObjectNode wish = Json.MAPPER.createObjectNode().put("name", wanted);
        if (reason != null) {
            wish.put("override", reason);
        }
        return Session.with(session -> {
            JsonNode begun = session.api().put(PATH, wish);
            return ModelsCommand.follow(session.api(), begun, "embed by " + wanted);
        });
    }
}
