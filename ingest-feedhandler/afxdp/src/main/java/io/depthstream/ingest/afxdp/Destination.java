package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.LineAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Where a wanted packet goes: IPv4 address and UDP port.
 *
 * @param line    index of the line it belongs to
 * @param address the four bytes as one big-endian number
 * @param port    1 to 65535
 */
record Destination(int line, int address, int port) {

    /** Of a line; the address must be IPv4. */
    static Destination of(final int line, final LineAddress where) {
        final InetAddress address = where.address().getAddress();
        if (!(address instanceof Inet4Address)) {
            throw new IllegalArgumentException("line " + where + " is IPv6: this source takes IPv4");
        }
        return new Destination(line, ByteBuffer.wrap(address.getAddress()).getInt(), where.address().getPort());
    }

    /** Address and port as one number, to compare at once. */
    long key() {
        return key(address, port);
    }

    static long key(final int address, final int port) {
        return (long) address << Short.SIZE | port;
    }
}
