package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which interface each line comes by, in this thread's network namespace. */
final class LineInterfaces {
    private LineInterfaces() {
    }

    /**
     * Destinations by interface, in the order of the lines.
     *
     * @throws UnavailableHereException if a line is IPv6
     * @throws IllegalArgumentException if a line's port is left open, or its address is of no interface
     */
    static Map<String, List<Destination>> of(final List<LineAddress> lines) throws UnavailableHereException {
        final Map<String, List<Destination>> wanted = new LinkedHashMap<>();
        for (int line = 0; line < lines.size(); line++) {
            final LineAddress where = lines.get(line);
            if (where.address().getAddress().getAddress().length != 4) {
                throw new UnavailableHereException("line " + where + " is IPv6: AF_XDP takes IPv4 here");
            }
            if (where.address().getPort() == 0) {
                throw new IllegalArgumentException("line " + where + ": AF_XDP needs the port, seen 0");
            }
            wanted.computeIfAbsent(interfaceOf(where), name -> new ArrayList<>()).add(Destination.of(line, where));
        }
        return wanted;
    }

    private static String interfaceOf(final LineAddress where) {
        if (where.multicast()) {
            return where.interfaceName();
        }
        try {
            final NetworkInterface found = NetworkInterface.getByInetAddress(where.address().getAddress());
            if (found == null) {
                throw new IllegalArgumentException("line " + where + ": no interface here has this address");
            }
            return found.getName();
        } catch (final SocketException e) {
            throw new IllegalArgumentException("line " + where + ": " + e.getMessage(), e);
        }
    }
}
