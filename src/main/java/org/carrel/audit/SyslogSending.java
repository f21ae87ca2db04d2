package org.carrel.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.carrel.audit.format.LineFormat;
import org.carrel.audit.syslog.SyslogConnection;
import org.carrel.audit.syslog.SyslogMessage;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.LogEntry;
import org.carrel.compliance.PackageLine.Shown;

/** What was sent over one connection, and what of it may count as arrived. */
final class SyslogSending {

    private static final int AT_ONCE = 500;
    private static final String DICOM = "DICOM+RFC3881"; // PS3.15, A.6

    private record Flushed(long sequence, long nanos) {}

    private final SyslogConnection connection;
    private final LineFormat format;
    private final OutgoingEntries outgoing;
    private final Duration settle;
    private final String host = host();
    private final Deque<Flushed> flushed = new ArrayDeque<>();

    SyslogSending(
            SyslogConnection connection,
            LineFormat format,
            OutgoingEntries outgoing,
            Duration settle) {
        this.connection = connection;
        this.format = format;
        this.outgoing = outgoing;
        this.settle = settle;
    }

    /**
     * Sends some entries.
     *
     * @return the last that was handed to the network; 0 for none
     * @throws IOException if the connection broke
     */
    long send(ExportedEntries entries) throws IOException {
        long last = 0;
        for (int i = 0; i < AT_ONCE && entries.hasNext(); i++) {
            Shown entry = entries.next();
            connection.send(message(entry));
            last = entry.entry().sequence();
        }
        if (last > 0) {
            connection.flush();
            flushed.add(new Flushed(last, System.nanoTime()));
        }
        return last;
    }

    /**
     * The last entry since which the connection has stood long enough, if one came to that since
     * the last look; else 0.
     *
     * @throws IOException if the connection broke
     */
    long settled() throws IOException {
        connection.requireOpen();
        long before = System.nanoTime() - settle.toNanos();
        long settled = 0;
        while (!flushed.isEmpty() && flushed.getFirst().nanos() - before <= 0) {
            settled = flushed.removeFirst().sequence();
        }
        return settled;
    }

    private SyslogMessage message(Shown shown) {
        LogEntry entry = shown.entry();
        return new SyslogMessage(
                entry.event().time(),
                host,
                format == LineFormat.ATNA ? DICOM : format.name(),
                entry.event().outcome() != Outcome.SUCCESS,
                format.line(outgoing.of(shown)));
    }

    /** RFC 5424, section 6.2.4. */
    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[!-~]{1,255}") ? name : "-";
        } catch (UnknownHostException e) {
            return "-";
        }
    }
}
