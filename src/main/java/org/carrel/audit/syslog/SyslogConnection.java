package org.carrel.audit.syslog;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;

/** An open connection to a receiver, which never answers. One thread's. */
public final class SyslogConnection implements Closeable {

    private static final int LISTEN_MILLIS = 1;

    private final SSLSocket socket;
    private final OutputStream out;

    SyslogConnection(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Has the message sent with the next flush, or before. */
    public void send(SyslogMessage message) throws IOException {
        out.write(message.framed());
    }

    /** Hands all over to the network. That it arrived is not known by that. */
    public void flush() throws IOException {
        out.flush();
    }

    /**
     * @throws IOException if the other side is known to have gone
     */
    public void requireOpen() throws IOException {
        socket.setSoTimeout(LISTEN_MILLIS);
        try {
            if (socket.getInputStream().read() < 0) {
                throw new EOFException("the syslog receiver hung up");
            }
        } catch (SocketTimeoutException e) {
            // It is there, and says nothing, as it should.
        }
    }

    /** Says that no more comes: RFC 5425, section 4.4. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
