package io.depthstream.ingest.packet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.stream.Collectors;

/**
 * Where a line is listened for: an address of this machine, or a multicast group on a named interface.
 *
 * @param address       address and port; port 0 lets the system choose one (not for groups)
 * @param interfaceName interface to join the group on; null for an address of this machine
 */
public record LineAddress(InetSocketAddress address, String interfaceName) {

    /** Checks that a group has an interface, and nothing else has one. */
    public LineAddress {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("line address " + address + ": expected an address in figures");
        }
        final boolean group = address.getAddress().isMulticastAddress();
        if (group && interfaceName == null) {
            throw new IllegalArgumentException("line address " + address + " is a multicast group: name the interface to "
                    + "join it on, such as " + address.getHostString() + ":" + address.getPort() + "@eth0");
        }
        if (!group && interfaceName != null) {
            throw new IllegalArgumentException("line address " + address + "@" + interfaceName
                    + " is no multicast group: leave the interface out, the address tells it");
        }
        if (group && address.getPort() == 0) {
            throw new IllegalArgumentException("line address " + address + ": expected the port of the group, seen 0");
        }
    }

    /**
     * Reads {@code 127.0.0.1:26477} or {@code 233.54.12.111:26477@eth0}; IPv6 in square brackets.
     *
     * @throws IllegalArgumentException naming the text that cannot be read
     */
    public static LineAddress parse(final String text) {
        final int at = text.lastIndexOf('@');
        final String place = at < 0 ? text : text.substring(0, at);
        final int colon = place.lastIndexOf(':');
        final InetSocketAddress address;
        try {
            final int port = Integer.parseInt(place.substring(colon + 1));
            address = new InetSocketAddress(InetAddress.getByAddress(IpLiteral.parse(place.substring(0, colon))), port);
        } catch (final IllegalArgumentException | IndexOutOfBoundsException | UnknownHostException e) {
            throw new IllegalArgumentException("line address \"" + text + "\": expected address:port or group:port@interface, "
                    + "such as 127.0.0.1:26477 or 233.54.12.111:26477@eth0", e);
        }
        return new LineAddress(address, at < 0 ? null : text.substring(at + 1));
    }

    /** True for a multicast group. */
    public boolean multicast() {
        return interfaceName != null;
    }

    /** The interface named, which must be there and up. */
    NetworkInterface networkInterface() throws SocketException {
        final NetworkInterface found = NetworkInterface.getByName(interfaceName);
        if (found == null) {
            final String there = NetworkInterface.networkInterfaces().map(NetworkInterface::getName)
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException("line address " + this + ": no interface " + interfaceName + " here, there are "
                    + there);
        }
        return found;
    }

    @Override
    public String toString() {
        final String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort()
                + (interfaceName == null ? "" : "@" + interfaceName);
    }
}
