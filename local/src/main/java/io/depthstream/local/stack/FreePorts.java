package io.depthstream.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports that nobody listens on at the moment of asking.
 *
 * <p>Some servers must be told their port before they start (a KRaft controller, Redis), so port 0 will not do. Between
 * the answer and its use another process may take the port; the server then fails at once with the port in its error.
 */
public final class FreePorts {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private FreePorts() {
    }

    /** Returns a free TCP port on the loopback address. */
    public static int tcp() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (final IOException e) {
            throw new UncheckedIOException("no free TCP port on " + LOOPBACK, e);
        }
    }

    /** Returns a free UDP port on the loopback address. */
    public static int udp() {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (final IOException e) {
            throw new UncheckedIOException("no free UDP port on " + LOOPBACK, e);
        }
    }
}
