package io.depthstream.ingest.feed;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Reads the addresses of servers as a configuration writes them. */
final class HostPort {
    /** Most servers of a list. */
    static final int MOST = 8;

    private HostPort() {
    }

    /**
     * One address, such as {@code rerequest.example:18001} or {@code [::1]:18001}; the name is looked up.
     *
     * @throws IllegalArgumentException if it is not host:port with a port of 1 to 65535
     */
    static InetSocketAddress parse(final String text) {
        final int colon = text.lastIndexOf(':');
        if (colon > 0) {
            final String host = text.substring(0, colon);
            final boolean bracketed = host.startsWith("[") && host.endsWith("]");
            final int port = Integer.parseInt(text.substring(colon + 1));
            if (port > 0 && (bracketed || host.indexOf(':') < 0)) {
                return new InetSocketAddress(bracketed ? host.substring(1, host.length() - 1) : host, port);
            }
        }
        throw new IllegalArgumentException("'" + text + "': expected host:port");
    }

    /** Addresses separated by commas. */
    static List<InetSocketAddress> list(final String text) {
        final List<InetSocketAddress> addresses = new ArrayList<>();
        for (final String part : text.split(",", -1)) {
            addresses.add(parse(part.trim()));
        }
        if (addresses.size() > MOST) {
            throw new IllegalArgumentException(addresses.size() + " servers: expected at most " + MOST);
        }
        return addresses;
    }
}
