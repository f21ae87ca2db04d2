package org.carrel.answer.larger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The event stream of a chat completion, one piece at a time. The lines are server-sent events, of
 * which only {@code data} carries anything; {@code [DONE]} ends them.
 */
final class ChatEvents {

    /** Longest line and longest stream that are read, in bytes. */
    private static final int MAX_LINE = 1 << 16;

    private static final int MAX_STREAM = 1 << 22;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A piece.
     *
     * @param text may be empty
     * @param cut whether the server says that the limit on length ended it
     */
    record Piece(String text, boolean cut) {}

    private final InputStream in;
    private int read;

    /** Expects a buffered stream; the caller closes it. */
    ChatEvents(InputStream in) {
        this.in = in;
    }

    /**
     * The next piece, or null at the end.
     *
     * @throws RemoteFailedException when what comes is no such stream
     */
    @Nullable Piece next() throws IOException {
        while (true) {
            String line = line();
            if (line == null) {
                throw new RemoteFailedException("broke off");
            }
            if (!line.startsWith("data:")) {
                continue;
            }
            String data = line.substring("data:".length()).strip();
            if (data.equals("[DONE]")) {
                return null;
            }
            return piece(data);
        }
    }

    private static Piece piece(String data) {
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JacksonException e) {
            // The cause would quote what was sent.
            throw new RemoteFailedException("sent what is no chat completion");
        }
        if (event == null || !event.path("choices").isArray()) {
            throw new RemoteFailedException("sent what is no chat completion");
        }
        JsonNode choice = event.path("choices").path(0);
        return new Piece(
                choice.path("delta").path("content").asText(""),
                choice.path("finish_reason").asText("").equals("length"));
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() >= MAX_LINE || ++read > MAX_STREAM) {
                throw new RemoteFailedException("sent more than it may");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
