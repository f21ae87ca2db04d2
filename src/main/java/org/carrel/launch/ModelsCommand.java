package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "models",
        description = "Lists the language models of this server: which answers, and what is known.",
        subcommands = {
            ModelsImportCommand.class,
            ModelsBomCommand.class,
            ModelKeysCommand.class,
            ModelsEncoderCommand.class
        },
        footer = "A model is imported, evaluated and activated, in this order.")
final class ModelsCommand implements Callable<Integer> {
    static final String PATH = "/models";

    private static final Duration PAUSE = Duration.ofMillis(700);

    @Override
    public Integer call() {
        JsonNode models = Session.with(session -> session.api().get(PATH));
        ModelLines.list(models).forEach(line -> System.out.println("  " + line));
        return 0;
    }

    @Command(
            name = "evaluate",
            description = {
                "Has a model answer the evaluation's questions, beside the one that is active, and"
                        + " prints the verdict. Stopping the command stops the work. Status 1 if it"
                        + " did not pass."
            })
    int evaluate(@Parameters(paramLabel = "NAME") String name) {
        return Session.with(session -> {
            ObjectNode nothing = Json.MAPPER.createObjectNode();
            JsonNode begun = session.api().post(path(name) + "/evaluations", nothing);
            return follow(session.api(), begun, "evaluate " + name);
        });
    }

    @Command(
            name = "activate",
            description = "Lets a model answer from now on. It must have passed its evaluation.")
    int activate(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--override",
                            paramLabel = "REASON",
                            description = "Activate it though it did not pass; kept in the log")
                    @Nullable String reason) {
        ObjectNode wish = Json.MAPPER.createObjectNode().put("name", name);
        if (reason != null) {
            wish.put("override", reason);
        }
        JsonNode now = Session.with(session -> session.api().put(PATH + "/active", wish));
        System.out.println("  " + ModelLines.active(now));
        return 0;
    }

    @Command(name = "rollback", description = "Lets the model answer again that did so before.")
    int rollback() {
        ObjectNode nothing = Json.MAPPER.createObjectNode();
        JsonNode now =
                Session.with(session -> session.api().post(PATH + "/active/rollback", nothing));
        System.out.println("  " + ModelLines.active(now));
        return 0;
    }

    @Command(
            name = "remove",
            description = "Deletes an imported model that neither answers nor did so last.")
    int remove(@Parameters(paramLabel = "NAME") String name) {
        return Session.with(session -> {
            session.api().delete(path(name));
            System.out.println("  " + Printable.line(name) + " is removed");
            return 0;
        });
    }

    /// Waits for what was begun, shows how far it is, and tells how it ended.
    ///
    /// @return the exit status
    static int follow(Api api, JsonNode begun, String name) {
        String id = begun.required("id").asText();
        Steps steps = Steps.onStandardOutput();
        try (ModelWork work = new ModelWork(api, id, new Looking(api, PAUSE));
                Steps.Step step = steps.begin(name)) {
            JsonNode ended = work.end(step);
            step.done(ModelLines.outcome(ended));
            return ModelLines.isGood(ended) ? 0 : 1;
        }
    }

    private static String path(String name) {
        return PATH + "/" + Json.encode(name);
    }
}
