package io.depthstream.ingest.packet;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening channel: opened, bound, its receive buffer asked for and the granted size looked at. */
final class UdpLine {

    private static final Logger LOG = LoggerFactory.getLogger(UdpLine.class);

    final CounterSet<LineIoCounter> counters = new CounterSet<>(LineIoCounter.class);
    final DatagramChannel channel;
    final int grantedBufferBytes;
    private final LineAddress address;

    UdpLine(final LineAddress address, final int receiveBufferBytes) throws IOException {
        this.address = address;
        final boolean six = address.address().getAddress() instanceof Inet6Address;
        channel = DatagramChannel.open(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
            grantedBufferBytes = channel.getOption(StandardSocketOptions.SO_RCVBUF);
            if (grantedBufferBytes < receiveBufferBytes) {
                LOG.warn("line {}: asked for a receive buffer of {} bytes, the system grants {}; a burst longer than that "
                        + "is lost. Raise it: sysctl -w net.core.rmem_max={}", address, receiveBufferBytes,
                        grantedBufferBytes, receiveBufferBytes);
            }
            bind();
        } catch (final IOException e) {
            channel.close();
            throw new IOException("line " + address + " cannot be listened on: " + e.getMessage(), e);
        } catch (final RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void bind() throws IOException {
        if (!address.multicast()) {
            channel.bind(address.address());
            return;
        }
        final NetworkInterface on = address.networkInterface();
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        // Bound to the group, not to the wildcard: else other groups on the same port come in here too.
        channel.bind(address.address());
        channel.join(address.address().getAddress(), on);
    }

    InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** Where it really listens, also where the system chose the port; as configured once it is closed. */
    String describe() {
        try {
            return address.multicast() || !channel.isOpen() ? address.toString()
                : new LineAddress(localAddress(), address.interfaceName()).toString();
        } catch (final IOException e) {
            LOG.debug("line {} does not tell its port", address, e);
            return address.toString();
        }
    }

    LineAddress address() {
        return address;
    }
}
