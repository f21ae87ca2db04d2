package org.carrel.answer.larger;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An address that the operator has listed, and that leads into the own network.
 *
 * <p>A name is looked up before each use, since what it leads to can change. The Java runtime keeps
 * what it looked up for some seconds, so the connection that follows goes to what was checked.
 */
final class InternalAddress {

    /** Looks a name up. */
    interface Names {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    private final URI base;
    private final String place;
    private final Set<String> allowed;
    private final Names names;

    private InternalAddress(URI base, String place, Set<String> allowed, Names names) {
        this.base = base;
        this.place = place;
        this.allowed = allowed;
        this.names = names;
    }

    /**
     * @param allowed each as host:port
     * @throws RefusedAddressException when it is no plain address of a listed host and port
     */
    static InternalAddress of(URI base, List<String> allowed, Names names) {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (base.getHost() == null || !(secure || scheme.equals("http"))) {
            throw new RefusedAddressException("it must be http://host:port or https://host:port");
        }
        if (base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new RefusedAddressException("it must hold no user, query or fragment");
        }
        int port = base.getPort() > 0 ? base.getPort() : secure ? 443 : 80;
        String place = place(base.getHost(), port);
        Set<String> listed =
                allowed.stream()
                        .map(each -> each.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        if (!listed.contains(place)) {
            throw new RefusedAddressException(
                    place + " is not listed in carrel.answer.larger.allowed");
        }
        return new InternalAddress(base, place, listed, names);
    }

    private static String place(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** The host and port, as listed. */
    String place() {
        return place;
    }

    /** The address of one of its calls, such as {@code v1/models}. */
    URI call(String path) {
        String start = base.toString();
        return URI.create((start.endsWith("/") ? start : start + "/") + path);
    }

    /**
     * Looks the name up and holds what it leads to against the list.
     *
     * @throws RefusedAddressException when one of the addresses is neither private nor listed
     * @throws UnknownHostException when there is none
     */
    void check() throws UnknownHostException {
        int port = Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
        for (InetAddress address : names.resolve(base.getHost())) {
            if (!isPrivate(address) && !allowed.contains(place(literal(address), port))) {
                throw new RefusedAddressException(
                        place
                                + " leads to the public address "
                                + literal(address)
                                + ", which is not listed in carrel.answer.larger.allowed");
            }
        }
    }

    private static String literal(InetAddress address) {
        return address instanceof Inet6Address
                ? "[" + address.getHostAddress() + "]"
                : address.getHostAddress();
    }

    /**
     * Loopback, RFC 1918 or RFC 4193. Not link-local: cloud machines hand out credentials there.
     */
    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal =
                address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || uniqueLocal;
    }
}
