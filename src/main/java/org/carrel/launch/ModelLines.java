package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the server says of models, for a person, on a line each.
final class ModelLines {
    private ModelLines() {}

    /// All models, then what lies ready to be imported.
    static List<String> list(JsonNode models) {
        List<String> lines = new ArrayList<>();
        for (JsonNode model : models.path("items")) {
            lines.add(Printable.line(model(model)));
        }
        for (JsonNode file : models.path("incoming")) {
            lines.add(
                    Printable.line(
                            "incoming/%s  %s%s"
                                    .formatted(
                                            file.path("path").asText(),
                                            size(file.path("bytes").asLong()),
                                            file.path("manifest").asBoolean()
                                                    ? "  with a manifest"
                                                    : "")));
        }
        return lines.isEmpty() ? List.of("no models") : lines;
    }

    private static String model(JsonNode model) {
        JsonNode evaluation = model.path("evaluation");
        return String.format(
                "%s %s  %s, %s, %s, %s",
                model.path("active").asBoolean() ? "*" : "-",
                model.path("name").asText(),
                model.path("trust").asText(),
                model.path("licence").asText("licence unknown"),
                size(model.path("bytes").asLong()),
                evaluation.isObject() ? verdict(evaluation) : "not evaluated");
    }

    /// Which model answers, and which did so before.
    static String active(JsonNode now) {
        String previous = now.path("previous").asText("");
        boolean none = previous.isEmpty() || now.path("previous").isNull();
        return Printable.line(
                now.path("active").asText() + " answers" + (none ? "" : ", before it " + previous));
    }

    /// By which encoder documents are found, and which is taking over.
    static List<String> encoder(JsonNode now) {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.line("documents are found by " + now.path("active").asText()));
        JsonNode next = now.path("next");
        if (next.isObject()) {
            lines.add(
                    Printable.line(
                            "%s takes over: %d of %d documents that were found before"
                                    .formatted(
                                            next.path("model").asText(),
                                            next.path("done").asLong(),
                                            next.path("total").asLong())));
        }
        return lines;
    }

    static String key(JsonNode key) {
        boolean withdrawn = key.path("withdrawnAt").isTextual();
        return Printable.line(
                "%s  %s  %s"
                        .formatted(
                                key.path("id").asText(),
                                key.path("name").asText(),
                                withdrawn
                                        ? "withdrawn " + key.path("withdrawnAt").asText()
                                        : "accepted " + key.path("acceptedAt").asText()));
    }

    /// How work ended.
    static String outcome(JsonNode work) {
        JsonNode evaluation = work.path("evaluation");
        return Printable.line(
                switch (work.path("state").asText()) {
                    case "succeeded" ->
                            evaluation.isObject()
                                    ? verdict(evaluation)
                                    : work.path("model").asText()
                                            + done(work.path("kind").asText());
                    case "cancelled" -> "cancelled";
                    default -> "failed: " + work.path("failure").asText("no reason given");
                });
    }

    private static String done(String kind) {
        return kind.equals("encoding") ? " finds from now on" : " is imported";
    }

    /// Whether it ended as was wanted: an evaluation must be passed.
    static boolean isGood(JsonNode work) {
        return work.path("state").asText().equals("succeeded")
                && work.path("evaluation").path("passed").asBoolean(true);
    }

    private static String verdict(JsonNode evaluation) {
        return "%s: %s"
                .formatted(
                        evaluation.path("passed").asBoolean() ? "passed" : "not passed",
                        evaluation.path("verdict").asText());
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", Math.round(bytes / 1e6));
    }
}
