package org.carrel.audit.syslog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.carrel.network.AllowList;

/** A host and port that messages may be sent to. */
public final class SyslogReceiver {

    private static final int DEFAULT_PORT = 6514; // RFC 5425, section 4.1
    private static final int CONNECT_MILLIS = 5_000;
    private static final int HANDSHAKE_MILLIS = 10_000;

    private final String host;
    private final int port;
    private final AllowList allowed;
    private final SSLContext trust;

    private SyslogReceiver(String host, int port, AllowList allowed, SSLContext trust) {
        this.host = host;
        this.port = port;
        this.allowed = allowed;
        this.trust = trust;
    }

    /**
     * @param place as host:port; 6514 if there is no port
     * @param allowed the only hosts that may be spoken to, each as host:port
     * @throws IllegalStateException if the place is none, or not listed
     */
    public static SyslogReceiver of(String place, List<String> allowed, SSLContext trust) {
        URI address = parsed(place);
        int port = address.getPort() > 0 ? address.getPort() : DEFAULT_PORT;
        AllowList listed = AllowList.of(allowed);
        var receiver = new SyslogReceiver(address.getHost(), port, listed, trust);
        if (!listed.holds(address.getHost(), port)) {
            throw new IllegalStateException(
                    receiver.place() + " is not listed in carrel.audit.syslog.allowed");
        }
        return receiver;
    }

    /** The host and port, as listed. */
    public String place() {
        return AllowList.place(host, port);
    }

    /**
     * Looks the name up, holds what it leads to against the list, and connects to just that.
     *
     * @throws IOException if nobody answers there, or somebody whom the trust store does not know
     */
    public SyslogConnection connect() throws IOException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress address = InetAddress.getByName(name);
        if (!allowed.admits(address, port)) {
            throw new IOException(
                    place()
                            + " leads to a public address that carrel.audit.syslog.allowed"
                            + " does not list");
        }
        var plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            plain.setSoTimeout(HANDSHAKE_MILLIS);
            plain.setKeepAlive(true);
            var socket = (SSLSocket) trust.getSocketFactory().createSocket(plain, name, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            // The certificate must be the host's: RFC 5425, section 5.2, RFC 9110, section 4.3.4.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return new SyslogConnection(socket);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static URI parsed(String place) {
        try {
            URI address = new URI("syslog://" + place);
            String authority =
                    address.getHost() + (address.getPort() > 0 ? ":" + address.getPort() : "");
            if (address.getHost() != null && authority.equalsIgnoreCase(place)) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalStateException("carrel.audit.syslog.receiver must be host:port");
    }
}
