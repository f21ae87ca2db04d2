package org.carrel.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts and ports that the operator lets the server speak to. A listed name must lead into the
 * own network, or what it leads to must be listed itself.
 */
public final class AllowList {

    private final Set<String> places;

    private AllowList(Set<String> places) {
        this.places = places;
    }

    /**
     * @param places each as host:port, in any case
     */
    public static AllowList of(List<String> places) {
        return new AllowList(
                places.stream()
                        .map(each -> each.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether it is listed. */
    public boolean holds(String host, int port) {
        return places.contains(place(host, port));
    }

    /** Whether what a listed name leads to may be connected to. */
    public boolean admits(InetAddress address, int port) {
        return isPrivate(address) || holds(literal(address), port);
    }

    /** A host and port, as they are listed. */
    public static String place(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** An address as it would be listed: IPv6 in brackets. */
    public static String literal(InetAddress address) {
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
