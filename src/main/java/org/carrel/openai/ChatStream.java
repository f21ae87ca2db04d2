package org.carrel.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.carrel.problem.OpenAiError;
import org.carrel.problem.ProblemDocument;
import org.carrel.problem.ProblemException;
import org.carrel.problem.Problems;

/**
 * A chat completion as server-sent events (WHATWG HTML, section 9.2), each a chunk, the last {@code
 * [DONE]}. A failure on the way is an event that holds {@code error}.
 */
final class ChatStream implements StreamingOutput {

    private final Chat chat;
    private final boolean withUsage;
    private final ObjectMapper json;
    private final BooleanSupplier isGone;
    private final StringBuilder sent = new StringBuilder();

    /**
     * @param isGone whether the caller reads no more: while nothing is written no failure says so
     */
    ChatStream(Chat chat, boolean withUsage, ObjectMapper json, BooleanSupplier isGone) {
        this.chat = chat;
        this.withUsage = withUsage;
        this.json = json;
        this.isGone = isGone;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try {
            send(out, Chunk.first(chat.head()));
            while (isGoingOn(out)) {
                chat.watch().run();
            }
        } catch (ProblemException e) {
            send(out, OpenAiError.of(ProblemDocument.of(e)));
        } finally {
            // Of what has ended nothing is left to stop.
            chat.cancel().run();
        }
    }

    private boolean isGoingOn(OutputStream out) throws IOException {
        switch (chat.hearing().next(Chat.LOOK)) {
            case null -> {
                return !isGone.getAsBoolean();
            }
            case Hearing.Piece piece -> {
                sent.append(piece.text());
                send(out, Chunk.more(chat.head(), piece.text()));
                return true;
            }
            case Hearing.End end -> {
                chat.require().run();
                end(out, end);
                return false;
            }
            case Hearing.Failure failure -> throw Problems.unfinished("answer", failure.cause());
        }
    }

    private void end(OutputStream out, Hearing.End end) throws IOException {
        if (end.text().length() > sent.length() && end.text().startsWith(sent.toString())) {
            send(out, Chunk.more(chat.head(), end.text().substring(sent.length())));
        }
        send(out, Chunk.last(chat.head(), end));
        if (withUsage) {
            send(out, Chunk.usage(chat.head(), end));
        }
        event(out, "[DONE]");
    }

    private void send(OutputStream out, Object data) throws IOException {
        try {
            event(out, json.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a chunk cannot be written as JSON", e);
        }
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
