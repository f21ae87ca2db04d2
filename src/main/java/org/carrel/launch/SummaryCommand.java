package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "summary",
        description = {
            "Summarises one document as a whole. Prints how far it is, then the sections with the"
                    + " page of each line. Stopping the command stops the work.",
        })
final class SummaryCommand implements Callable<Integer> {
    /// What the summary is to be.
    enum Style {
        brief,
        sections,
        clinical
    }

    @Parameters(
            paramLabel = "DOCUMENT",
            description = "The document's id, or its file name within --collection")
    private String document = "";

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description = "Where a document of that name is looked for")
    private @Nullable String collection;

    @Option(
            names = "--style",
            paramLabel = "STYLE",
            description = "${COMPLETION-CANDIDATES}; without it what fits the document")
    private @Nullable Style style;

    @Option(names = "--wording", description = "Let the language model word the lines")
    private boolean wording;

    @Option(names = "--json", description = "Print the summary object alone")
    private boolean plain;

    @Override
    public Integer call() {
        return Session.with(session -> summarise(session.api()));
    }

    private int summarise(Api api) {
        ObjectNode wish = Json.MAPPER.createObjectNode().put("wording", wording);
        if (style != null) {
            wish.put("style", style.name());
        }
        String id = id(api);
        if (plain) {
            System.out.println(whole(api, id, wish).toPrettyString());
            return 0;
        }
        try (EventStream events = new EventStream(api.stream(path(id), wish))) {
            new SummaryPrinter(System.out).print(events);
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the summary broke off", e);
        }
    }

    private static JsonNode whole(Api api, String id, ObjectNode wish) {
        try {
            return api.post(path(id), wish);
        } catch (Api.NotNow busy) {
            throw new LaunchFailure(busy.getMessage());
        }
    }

    private String id(Api api) {
        if (isId(document)) {
            return document;
        }
        String name = collection;
        if (name == null) {
            throw new LaunchFailure("a document that is named by its file needs --collection");
        }
        String within =
                api.collectionNamed(name)
                        .orElseThrow(
                                () -> new LaunchFailure("there is no collection \"" + name + "\""))
                        .id();
        List<JsonNode> found = named(api, within);
        if (found.size() != 1) {
            throw new LaunchFailure(
                    (found.isEmpty() ? "there is no document \"" : "several documents are \"")
                            + document
                            + "\" in \""
                            + name
                            + (found.isEmpty() ? "\"" : "\": name one by its id"));
        }
        return found.getFirst().required("id").asText();
    }

    private static String path(String id) {
        return "/documents/" + id + "/summary";
    }

    /// The documents of a collection that have exactly this name.
    private List<JsonNode> named(Api api, String within) {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        do {
            String from = cursor.isEmpty() ? "" : "&cursor=" + Json.encode(cursor);
            String query = "/documents?q=" + Json.encode(document) + from;
            JsonNode page = api.get("/collections/" + within + query);
            for (JsonNode item : page.path("items")) {
                if (item.path("name").asText().equals(document)) {
                    found.add(item);
                }
            }
            cursor = page.path("next").isTextual() ? page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return found;
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
