package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "ask",
        description = {
            "Asks a question. Prints the evidence, the answer as it is written, the numbered"
                    + " citations and the times. Without a question, at a terminal, it holds a"
                    + " conversation; an empty line ends it.",
        })
final class AskCommand implements Callable<Integer> {
    private static final Pattern ID =
            Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /// How an answer is made.
    enum Route {
        auto,
        extract,
        generate
    }

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "QUESTION", arity = "0..1", description = "The question, in quotes")
    private @Nullable String question;

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description = "Ask this collection only; without it all that may be read")
    private @Nullable String collection;

    @Option(
            names = "--document",
            paramLabel = "NAME",
            description =
                    "Ask this document only, by its id, or by its name in --collection; may be"
                            + " repeated")
    private List<String> documents = List.of();

    @Option(names = "--compare", description = "Ask each document for itself")
    private boolean compare;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description =
                    "The conversation so far, as JSON: [{\"question\": …, \"answer\": …}]; this"
                            + " question and its answer are added to it")
    private @Nullable Path history;

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
        Console console = System.console();
        if (question != null) {
            String asked = question;
            return Session.with(session -> one(session.api(), asked));
        }
        if (console == null || !console.isTerminal()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Missing required parameter: 'QUESTION'");
        }
        return Session.with(session -> converse(session.api(), console));
    }

    private int one(Api api, String asked) {
        Conversation conversation =
                history == null ? new Conversation() : Conversation.read(history);
        conversation.add(asked, ask(api, body(api), asked, conversation));
        if (history != null) {
            conversation.write(history);
        }
        return 0;
    }

    private int converse(Api api, Console console) {
        Conversation conversation =
                history == null ? new Conversation() : Conversation.read(history);
        ObjectNode body = body(api);
        String asked = console.readLine("? ");
        while (asked != null && !asked.isBlank()) {
            conversation.add(asked, ask(api, body.deepCopy(), asked, conversation));
            if (history != null) {
                conversation.write(history);
            }
            System.out.println();
            asked = console.readLine("? ");
        }
        return 0;
    }

    /// What is the same for every question.
    private ObjectNode body(Api api) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("route", route.name());
        if (compare) {
            body.put("compare", true);
        }
        String within = null;
        if (collection != null) {
            String name = collection;
            within =
                    api.collectionNamed(name)
                            .orElseThrow(() ->
                                    new LaunchFailure("there is no collection \"" + name + "\""))
                            .id();
            body.putArray("collections").add(within);
        }
        for (String document : documents) {
            body.withArray("documents").add(id(api, within, document));
        }
        return body;
    }

    private static String id(Api api, @Nullable String within, String document) {
        if (ID.matcher(document).matches()) {
            return document;
        }
        if (within == null) {
            throw new LaunchFailure("--document takes a name only together with --collection");
        }
        return api.documentNamed(within, document)
                .orElseThrow(() -> new LaunchFailure("there is no document \"" + document + "\""));
    }

    /// @return the answer's text
    private String ask(Api api, ObjectNode body, String asked, Conversation conversation) {
        body.put("question", asked);
        conversation.goWith(body);
        if (plain) {
            JsonNode answer = api.ask(body);
            System.out.println(answer.toPrettyString());
            return answer.path("answer").asText();
        }
        try (EventStream events = new EventStream(api.askStreaming(body))) {
            return new AnswerPrinter(System.out).print(events);
        } catch (IOException e) {
            throw new UncheckedIOException("the answer broke off", e);
        }
    }
}
