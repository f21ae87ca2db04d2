package org.carrel.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ask",
        description = {
            "Asks a question. Prints the evidence, the answer as it is written, the numbered"
                    + " citations and the times.",
        })
final class AskCommand implements Callable<Integer> {
    /// How an answer is made.
    enum Route {
        auto,
        extract,
        generate
    }

    @Parameters(paramLabel = "QUESTION", description = "The question, in quotes")
    private String question = "";

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description = "Ask this collection only; without it all that may be read")
    private @Nullable String collection;

    @Option(
            names = "--route",
            paramLabel = "ROUTE",
            description =
                    "${COMPLETION-CANDIDATES}: extract quotes and does not use the model; default"
                            + " auto")
    private Route route = Route.auto;

    @Option(names = "--json", description = "Print the answer object alone")
    private boolean plain;

    @Override
    public Integer call() {
        return Session.with(session -> ask(session.api()));
    }

    private int ask(Api api) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("question", question).put("route", route.name());
        if (collection != null) {
            String name = collection;
            body.putArray("collections")
                    .add(
                            api.collectionNamed(name)
                                    .orElseThrow(() ->
                                            new LaunchFailure(
                                                    "there is no collection \"" + name + "\""))
                                    .id());
        }
        if (plain) {
            System.out.println(api.ask(body).toPrettyString());
            return 0;
        }
        try (EventStream events = new EventStream(api.askStreaming(body))) {
            new AnswerPrinter(System.out).print(events);
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the answer broke off", e);
        }
    }
}
