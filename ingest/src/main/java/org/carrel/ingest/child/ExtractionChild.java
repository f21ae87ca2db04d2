package org.carrel.ingest.child;

import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.wire.WireEvent;
import org.carrel.ingest.wire.WireInput;
import org.carrel.ingest.wire.WireOutput;
import org.carrel.ingest.wire.WireRequest;

/**
 * The child's program. One thread waits for requests and ends the process when the server is gone,
 * however busy the other is; the other reads files.
 */
public final class ExtractionChild {

    /** For honest files that nest deeply; a file without bound ends as TOO_COMPLEX. */
    private static final long STACK_BYTES = 8L * 1024 * 1024;

    /** Exit status: the server closed the stream. */
    private static final int SERVER_GONE = 0;

    /** Exit status: an error of the JVM, after which it is not to be trusted with another file. */
    private static final int BROKEN = 1;

    private ExtractionChild() {}

    /** Serves until standard input ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        serve(Readers.all());
    }

    static void serve(List<DocumentReader> readers) throws IOException, InterruptedException {
        WireInput requests = new WireInput(takeInput());
        WireOutput events = new WireOutput(takeOutput());
        Reading reading = new Reading(readers);
        BlockingQueue<WireRequest> next = new SynchronousQueue<>();
        Thread reader = new Thread(null, () -> work(next, reading, events), "reader", STACK_BYTES);
        reader.setDaemon(true);
        reader.start();
        try {
            while (true) {
                next.put(WireRequest.read(requests));
            }
        } catch (EOFException e) {
            Runtime.getRuntime().halt(SERVER_GONE);
        }
    }

    private static void work(BlockingQueue<WireRequest> next, Reading reading, WireOutput events) {
        try {
            WireEvent.write(new WireEvent.Ready(), events);
            while (true) {
                WireRequest request = next.take();
                WireEvent.write(new WireEvent.Taken(request.number()), events);
                WireEvent.write(reading.outcome(request, events), events);
            }
        } catch (InterruptedException | IOException | RuntimeException | Error e) {
            Runtime.getRuntime().halt(BROKEN);
        }
    }

    /**
     * The stream of requests, out of the reach of readers: for them standard input is empty. The
     * JDK does not close the first three descriptors but points them at the null device, so native
     * code is held off as well.
     */
    private static InputStream takeInput() throws IOException {
        InputStream input = new FileInputStream("/dev/fd/0");
        new FileInputStream(FileDescriptor.in).close();
        System.setIn(InputStream.nullInputStream());
        return input;
    }

    /** Likewise; what readers print goes nowhere, since it may be text of a document. */
    private static OutputStream takeOutput() throws IOException {
        OutputStream output = new FileOutputStream("/dev/fd/1");
        new FileOutputStream(FileDescriptor.out).close();
        new FileOutputStream(FileDescriptor.err).close();
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false));
        return output;
    }
}
