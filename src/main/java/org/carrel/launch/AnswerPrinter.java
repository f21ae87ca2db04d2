package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/// Prints an answer while it arrives: the evidence first, then the words as the model writes them,
/// then each checked sentence's verdict, the citations and the times.
final class AnswerPrinter {
    private static final int QUOTE_LIMIT = 300;
    private static final int EVIDENCE_LIMIT = 100;

    private final PrintStream out;
    private boolean streamed;

    AnswerPrinter(PrintStream out) {
        this.out = out;
    }

    /// Reads events until the answer is complete.
    ///
    /// @return the answer's text
    /// @throws LaunchFailure if the server reports a problem, or the stream ends before the answer
    String print(EventStream events) throws IOException {
        for (Optional<EventStream.Event> event = events.next();
                event.isPresent();
                event = events.next()) {
            JsonNode data = Json.MAPPER.readTree(event.get().data());
            switch (event.get().name()) {
                case "progress" -> progress(data);
                case "route" -> understood(data);
                case "evidence" -> evidence(data);
                case "delta" -> delta(data.path("text").asText());
                case "error" -> throw new LaunchFailure(Printable.line(Api.problem(data)));
                case "done" -> {
                    answer(data);
                    return data.path("answer").asText();
                }
                default -> {
                    // Verification and usage come again in the whole answer.
                }
            }
        }
        throw new LaunchFailure("the answer broke off before it was complete");
    }

    private void progress(JsonNode progress) {
        out.println(
                "Asked "
                        + progress.path("done").asInt()
                        + " of "
                        + count(progress.path("total").asInt(), "document"));
        out.flush();
    }

    private void understood(JsonNode route) {
        String standalone = route.path("standalone").asText("");
        if (!standalone.isEmpty() && !standalone.equals("null")) {
            out.println("Understood as: " + Printable.line(standalone));
        }
    }

    private void evidence(JsonNode evidence) {
        JsonNode citations = evidence.path("citations");
        JsonNode timings = evidence.path("timings");
        out.println(
                "Evidence: "
                        + count(citations.size(), "passage")
                        + milliseconds(", retrieval", timings.path("retrievalMs"))
                        + milliseconds(", evidence", timings.path("evidenceMs")));
        for (JsonNode citation : citations) {
            out.println(
                    "  · "
                            + source(citation)
                            + ": “"
                            + Printable.line(citation.path("quote").asText(), EVIDENCE_LIMIT)
                            + "”");
        }
        out.println();
        out.flush();
    }

    private void delta(String text) {
        streamed = true;
        out.print(Printable.text(text));
        out.flush();
    }

    private void answer(JsonNode answer) {
        if (answer.path("outcome").asText().equals("insufficient")) {
            insufficient(answer);
        } else {
            grounded(answer);
        }
        out.println();
        out.println(footer(answer));
    }

    private void insufficient(JsonNode answer) {
        if (streamed) {
            out.println();
            out.println("  Not supported by the documents, withdrawn.");
        }
        out.println(Printable.text(answer.path("answer").asText()));
        for (JsonNode document : answer.path("perDocument")) {
            out.println("  silent: " + Printable.line(document.path("documentName").asText()));
        }
        if (!answer.path("nearest").isEmpty()) {
            out.println("The nearest passages:");
            numbered(answer.path("nearest"));
        }
    }

    private void grounded(JsonNode answer) {
        if (streamed) {
            out.println();
        } else {
            out.println(Printable.text(answer.path("answer").asText()));
        }
        verdicts(answer.path("sentences"));
        reserve(answer);
        out.println();
        numbered(answer.path("citations"));
    }

    /// Where all holds there is nothing to say; else what holds is told from what does not.
    private void verdicts(JsonNode sentences) {
        boolean allHold = true;
        for (JsonNode sentence : sentences) {
            allHold &= sentence.path("supported").asBoolean();
        }
        if (allHold) {
            return;
        }
        for (JsonNode sentence : sentences) {
            String verdict = sentence.path("supported").asBoolean() ? "supported" : "not supported";
            out.println("  " + verdict + ": " + Printable.line(sentence.path("text").asText()));
        }
    }

    /// What keeps a reader from taking the answer for more than it is.
    private void reserve(JsonNode answer) {
        if (answer.path("hedged").asBoolean()) {
            out.println("  Not certain: the evidence is weak.");
        }
        int withheld = answer.path("withheld").asInt();
        if (withheld > 0) {
            out.println(
                    "  Left out: "
                            + count(withheld, "sentence")
                            + " that the documents do not support.");
        }
        JsonNode value = answer.path("value");
        if (value.isObject()) {
            out.println(
                    "  "
                            + Printable.line(value.path("kind").asText())
                            + ": "
                            + Printable.line(value.path("normalized").asText()));
        }
    }

    private void numbered(JsonNode citations) {
        int number = 1;
        for (JsonNode citation : citations) {
            out.println(
                    "["
                            + number++
                            + "] "
                            + source(citation)
                            + ": “"
                            + Printable.line(citation.path("quote").asText(), QUOTE_LIMIT)
                            + "”");
        }
    }

    private static String source(JsonNode citation) {
        return Printable.line(
                        citation.path("documentName").asText(citation.path("documentId").asText()))
                + ", page "
                + citation.path("page").asText();
    }

    private static String footer(JsonNode answer) {
        JsonNode timings = answer.path("timings");
        String model = answer.path("model").asText("");
        boolean written = !model.isEmpty() && !model.equals("null");
        return Printable.line(
                answer.path("outcome").asText()
                        + ", route "
                        + answer.path("route").asText()
                        + (written ? ", model " + model : "")
                        + milliseconds(", retrieval", timings.path("retrievalMs"))
                        + milliseconds(", evidence", timings.path("evidenceMs"))
                        + milliseconds(", first token", timings.path("firstTokenMs"))
                        + milliseconds(", total", timings.path("totalMs")));
    }

    private static String milliseconds(String what, JsonNode value) {
        return value.isNumber() ? what + " " + value.asLong() + " ms" : "";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
