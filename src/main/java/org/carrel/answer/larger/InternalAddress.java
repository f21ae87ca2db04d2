package org.carrel.answer.larger;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.carrel.network.AllowList;

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
    private final AllowList allowed;
    private final Names names;

    private InternalAddress(URI base, String place, AllowList allowed, Names names) {
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
        String place = AllowList.place(base.getHost(), port);
        AllowList listed = AllowList.of(allowed);
        if (!listed.holds(base.getHost(), port)) {
            throw new RefusedAddressException(
                    place + " is not listed in carrel.answer.larger.allowed");
        }
        return new InternalAddress(base, place, listed, names);
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
            if (!allowed.admits(address, port)) {
                throw new RefusedAddressException(
                        place
                                + " leads to the public address "
                                + AllowList.literal(address)
                                + ", which is not listed in carrel.answer.larger.allowed");
            }
        }
    }
}
