package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/// Prints a summary while it is made: how far it is, then its sections, each line with its page.
final class SummaryPrinter {
    private static final int PERCENT = 100;
    private static final int TOLD_EVERY = 20;

    private final PrintStream out;
    private int told = -TOLD_EVERY;

    SummaryPrinter(PrintStream out) {
        this.out = out;
    }

    /// Reads events until the summary is complete.
    ///
    /// @throws LaunchFailure if the server reports a problem, or the stream ends before the summary
    void print(EventStream events) throws IOException {
        for (Optional<EventStream.Event> event = events.next();
                event.isPresent();
                event = events.next()) {
            JsonNode data = Json.MAPPER.readTree(event.get().data());
            switch (event.get().name()) {
                case "progress" -> progress(data);
                case "error" -> throw new LaunchFailure(Printable.line(Api.problem(data)));
                case "done" -> {
                    summary(data);
                    return;
                }
                default -> {
                    // Sections and what is worded of them come again in the whole summary.
                }
            }
        }
        throw new LaunchFailure("the summary broke off before it was complete");
    }

    private void progress(JsonNode progress) {
        long total = progress.path("total").asLong();
        int percent = (int) (PERCENT * progress.path("done").asLong() / Math.max(1, total));
        if (percent >= told + TOLD_EVERY) {
            told = percent;
            out.println(
                    "  "
                            + percent
                            + " % of "
                            + total
                            + " "
                            + Printable.line(progress.path("what").asText()));
            out.flush();
        }
    }

    private void summary(JsonNode summary) {
        out.println();
        out.println(
                Printable.line(summary.path("documentName").asText())
                        + ", version "
                        + summary.path("version").asText()
                        + (summary.path("draft").asBoolean()
                                ? ". A draft: a clinician must look at it."
                                : ""));
        for (JsonNode section : summary.path("sections")) {
            out.println();
            out.println(Printable.line(section.path("name").asText()));
            if (section.path("sentences").isEmpty()) {
                out.println("  (nothing found)");
            }
            for (JsonNode index : section.path("sentences")) {
                line(summary, summary.path("sentences").path(index.asInt()));
            }
        }
        if (summary.path("outcome").asText().equals("insufficient")) {
            out.println(Printable.line(summary.path("answer").asText()));
        }
        out.println();
        out.println(footer(summary));
    }

    private void line(JsonNode summary, JsonNode line) {
        StringBuilder pages = new StringBuilder();
        for (JsonNode index : line.path("citations")) {
            String page = summary.path("citations").path(index.asInt()).path("page").asText();
            if (pages.indexOf("p. " + page) < 0) {
                pages.append(pages.isEmpty() ? "" : ", ").append("p. ").append(page);
            }
        }
        String reason = line.path("reason").asText("");
        out.println(
                "  · "
                        + Printable.line(line.path("text").asText())
                        + " ["
                        + pages
                        + "]"
                        + (line.path("supported").asBoolean(true) ? "" : " (not supported)")
                        + (reason.isEmpty() || reason.equals("null")
                                ? ""
                                : "\n    " + Printable.line(reason)));
    }

    private static String footer(JsonNode summary) {
        JsonNode read = summary.path("read");
        return Printable.line(
                read.path("pages").asText()
                        + " pages, "
                        + read.path("passages").asText()
                        + " passages read, total "
                        + summary.path("timings").path("totalMs").asText()
                        + " ms");
    }
}
