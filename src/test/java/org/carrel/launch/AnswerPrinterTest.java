package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerPrinterTest {
    private static final String CITATION =
            "{\"documentId\":\"d1\",\"documentName\":\"contract.pdf\",\"version\":1,\"page\":4,"
                    + "\"quote\":\"governed by the laws of Delaware\"}";
    private static final String EVIDENCE =
            "event: evidence\ndata: {\"citations\":["
                    + CITATION
                    + "],\"timings\":{\"retrievalMs\":12,\"evidenceMs\":34}}\n\n";

    private final FakeServer server = new FakeServer();
    private final Json json = new Json();

    @AfterEach
    void close() {
        json.close();
        server.close();
    }

    @Test
    void evidenceThenWordsThenCitationsAndTimes() throws IOException {
        String printed =
                print(
                        "event: route\ndata: {\"route\":\"generate\"}\n\n"
                                + EVIDENCE
                                + delta("The answer ")
                                + delta("is Delaware.")
                                + done("grounded", "true"));

        assertEquals(
                """
                Evidence: 1 passage, retrieval 12 ms, evidence 34 ms
                  · contract.pdf, page 4: “governed by the laws of Delaware”

                The answer is Delaware.
                  Not certain: the evidence is weak.
                  Left out: 1 sentence that the documents do not support.

                [1] contract.pdf, page 4: “governed by the laws of Delaware”

                grounded, route generate, model tiny, retrieval 12 ms, total 900 ms
                """,
                printed);
    }

    @Test
    void aSentenceThatTheEvidenceDoesNotSupportIsMarked() throws IOException {
        String printed = print(EVIDENCE + delta("Texas.") + done("grounded", "false"));

        assertTrue(printed.contains("not supported: The answer is Delaware."), printed);
    }

    @Test
    void aFollowUpIsShownAsItWasUnderstoodAndAComparisonAsItGoes() throws IOException {
        String printed =
                print(
                        "event: progress\ndata: {\"done\":1,\"total\":2}\n\n"
                                + "event: route\ndata: {\"route\":\"extract\","
                                + "\"standalone\":\"What is the fee?\"}\n\n"
                                + EVIDENCE
                                + done("grounded", "true"));

        assertTrue(
                printed.startsWith("Asked 1 of 2 documents\nUnderstood as: What is the fee?\n"),
                printed);
    }

    @Test
    void wordsThatWereWithdrawnAreSaidToBe() throws IOException {
        String printed = print(EVIDENCE + delta("Texas.") + done("insufficient", "false"));

        assertTrue(printed.contains("Not supported by the documents, withdrawn."), printed);
        assertTrue(printed.contains("The documents do not say."), printed);
        assertTrue(printed.contains("[1] contract.pdf, page 4"), printed);
    }

    @Test
    void textCannotSteerTheTerminal() throws IOException {
        String printed =
                print(EVIDENCE + delta("a\\u001b]0;owned\\u0007b") + done("grounded", "true"));

        assertTrue(printed.contains("a]0;ownedb"), printed);
        assertFalse(printed.contains("\u001b"));
    }

    @Test
    void aProblemInTheMiddleEndsTheCommand() {
        LaunchFailure failure =
                assertThrows(
                        LaunchFailure.class,
                        () ->
                                print(
                                        EVIDENCE
                                                + "event: error\ndata: {\"title\":\"Model"
                                                + " stopped\",\"traceId\":\"t-1\"}\n\n"));

        assertEquals("Model stopped (trace t-1)", failure.getMessage());
    }

    @Test
    void aStreamThatBreaksOffIsNoAnswer() {
        assertThrows(LaunchFailure.class, () -> print(EVIDENCE + delta("The answer")));
        assertThrows(
                LaunchFailure.class,
                () -> print(EVIDENCE + "event: done\ndata: {\"outcome\":\"grounded\"}"));
    }

    @Test
    void theQuestionAsksForAStreamAndTellsProblems() throws IOException {
        Api api = new Api(json, server.url(), () -> "a-token");
        server.answer("POST /api/v1/ask", 200, "text/event-stream", done("grounded", "true"))
                .answer("POST /api/v1/ask", 429, "{\"title\":\"The queue is full\"}");

        api.askStreaming(Json.MAPPER.createObjectNode().put("question", "Why?")).close();

        FakeServer.Asked asked = server.asked("POST /api/v1/ask").getFirst();
        assertEquals("text/event-stream", asked.accept());
        assertEquals("{\"question\":\"Why?\"}", asked.body());
        LaunchFailure full =
                assertThrows(
                        LaunchFailure.class,
                        () -> api.askStreaming(Json.MAPPER.createObjectNode()).close());
        assertEquals("The queue is full [status 429]", full.getMessage());
    }

    private static String delta(String text) {
        return "event: delta\ndata: {\"text\":\"" + text + "\"}\n\n";
    }

    private static String done(String outcome, String supported) {
        return "event: done\ndata: {\"outcome\":\""
                + outcome
                + "\",\"route\":\"generate\",\"model\":\"tiny\",\"answer\":\""
                + (outcome.equals("grounded")
                        ? "The answer is Delaware."
                        : "The documents do not say. Searched: 1 document.")
                + "\",\"withheld\":1,\"hedged\":true,\"sentences\":[{\"text\":\"The answer is Delaware.\","
                + "\"supported\":"
                + supported
                + ",\"citations\":[0]}],\"citations\":["
                + CITATION
                + "],\"nearest\":["
                + CITATION
                + "],\"timings\":{\"retrievalMs\":12,\"firstTokenMs\":null,\"totalMs\":900}}\n\n";
    }

    private static String print(String stream) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (EventStream events =
                new EventStream(
                        new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)))) {
            new AnswerPrinter(new PrintStream(printed, true, StandardCharsets.UTF_8)).print(events);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
