package org.carrel.ingest.wire;

import java.io.IOException;
import java.util.function.Supplier;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.RefusalReason;
import org.jspecify.annotations.Nullable;

/** What the child says. */
public sealed interface WireEvent {

    /** Loaded, and waiting for a file. */
    record Ready() implements WireEvent {}

    /** Begins with a file: from here on, what happens to the child may be the file's doing. */
    record Taken(int number) implements WireEvent {}

    /** See {@link org.carrel.ingest.transcript.Transcript.Progress}. */
    record Stage(String stage, int done, int total) implements WireEvent {}

    /** The file has this to say. */
    record Answered(Extracted extracted) implements WireEvent {

        /** Whether there is no more of anything in it than the server takes. */
        public boolean isWithinBounds() {
            return ExtractedForm.isWithinBounds(extracted);
        }
    }

    /** The file says nothing, for this reason. */
    record Declined(RefusalReason reason) implements WireEvent {}

    /** Longest name of a stage. */
    int MAX_STAGE = 32;

    /** Of everything but an outcome. */
    int MAX_BYTES = 1_000;

    /** Sends an event. */
    static void write(WireEvent event, WireOutput out) throws IOException {
        switch (event) {
            case Ready() -> out.octet('R');
            case Taken(int number) -> {
                out.octet('T');
                out.number(number);
            }
            case Stage(String stage, int done, int total) -> {
                out.octet('S');
                out.line(stage, MAX_STAGE);
                out.number(done);
                out.number(total);
            }
            case Answered(Extracted extracted) -> {
                out.octet('A');
                ExtractedForm.write(extracted, out);
            }
            case Declined(RefusalReason reason) -> {
                out.octet('D');
                out.octet(reason.ordinal());
            }
        }
        out.flush();
    }

    /**
     * Waits for the next.
     *
     * @param request the file that an outcome would be of; asked for when there is an outcome
     * @throws MalformedWireException when it is none
     * @throws java.io.EOFException when the child is gone
     */
    static WireEvent read(WireInput in, Supplier<@Nullable WireRequest> request)
            throws IOException {
        in.allow(MAX_BYTES);
        return switch (in.octet()) {
            case 'R' -> new Ready();
            case 'T' -> new Taken(in.number());
            case 'S' -> stage(in);
            case 'A' -> new Answered(answer(in, request.get()));
            case 'D' -> {
                RefusalReason[] reasons = RefusalReason.values();
                yield new Declined(reasons[in.smallNumber(reasons.length - 1)]);
            }
            default -> throw new MalformedWireException("no such event");
        };
    }

    private static Extracted answer(WireInput in, @Nullable WireRequest request)
            throws IOException {
        if (request == null) {
            throw new MalformedWireException("an outcome of nothing");
        }
        in.allow(4L * request.limits().textCharacters() + ExtractedForm.MAX_BYTES_BESIDE_TEXT);
        return ExtractedForm.read(in, request.limits(), request.attachmentFolder());
    }

    private static Stage stage(WireInput in) throws IOException {
        String stage = in.line(MAX_STAGE);
        int total = Integer.MAX_VALUE;
        int done = in.number(0, total);
        return new Stage(stage, done, in.number(done, total));
    }
}
