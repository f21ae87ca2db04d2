package org.carrel.audit.syslog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A syslog message (RFC 5424) of the facility for security and authorization messages.
 *
 * @param time when what it says happened
 * @param host of the sender: printable ASCII, at most 255; {@code -} if there is none
 * @param id what kind of message it is: printable ASCII, at most 32
 * @param isFailure severity warning, else notice
 * @param text one line
 */
public record SyslogMessage(Instant time, String host, String id, boolean isFailure, String text) {

    /** RFC 5424, 6.2.1: security/authorization messages. */
    private static final int FACILITY = 10;

    private static final int WARNING = 4;
    private static final int NOTICE = 5;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** The message after its length, as RFC 5425, section 4.3 frames it. */
    public byte[] framed() {
        byte[] message = bytes();
        var frame = new ByteArrayOutputStream(message.length + 8);
        frame.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        frame.writeBytes(message);
        return frame.toByteArray();
    }

    private byte[] bytes() {
        int priority = FACILITY * 8 + (isFailure ? WARNING : NOTICE);
        String header =
                "<"
                        + priority
                        + ">1 "
                        + time
                        + " "
                        + host
                        + " carrel "
                        + ProcessHandle.current().pid()
                        + " "
                        + id
                        + " - ";
        var message = new ByteArrayOutputStream();
        message.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        if (text.chars().anyMatch(c -> c > 0x7F)) {
            // Section 6.4: what is not plain ASCII says that it is UTF-8.
            message.writeBytes(BYTE_ORDER_MARK);
        }
        message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return message.toByteArray();
    }
}
