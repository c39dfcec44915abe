package io.depthstream.ingest.feed;

import io.depthstream.ingest.session.MoldUdp64Encoder;
import io.depthstream.ingest.session.MoldUdp64Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;

/** A MoldUDP64 re-request server, on loopback unless told otherwise, that has the given messages, or says nothing. */
final class RerequestServer implements AutoCloseable {
    final AtomicInteger requests = new AtomicInteger();
    private final String session;
    private final List<byte[]> messages;
    private final boolean silent;
    private final DatagramChannel channel;
    private final Thread thread;

    RerequestServer(final String session, final List<byte[]> messages, final boolean silent) throws IOException {
        this(session, messages, silent, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** One that answers, at an address that another machine may reach. */
    RerequestServer(final String session, final List<byte[]> messages, final InetSocketAddress at) throws IOException {
        this(session, messages, false, at);
    }

    private RerequestServer(
            final String session, final List<byte[]> messages, final boolean silent, final InetSocketAddress at)
            throws IOException {
        this.session = session;
        this.messages = messages;
        this.silent = silent;
        channel = DatagramChannel.open();
        channel.bind(at);
        thread = new Thread(this::serve, "re-request server");
        thread.start();
    }

    String address() throws IOException {
        return "127.0.0.1:" + ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private void serve() {
        final ByteBuffer bytes = ByteBuffer.allocate(1_400);
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MoldUdp64Encoder answer = new MoldUdp64Encoder().session(session);
        try {
            while (true) {
                bytes.clear();
                final SocketAddress from = channel.receive(bytes);
                final MoldUdp64Request request = new MoldUdp64Request().wrap(buffer, 0, bytes.position());
                requests.incrementAndGet();
                final long first = request.sequence();
                final long end = Math.min(first + request.requestedCount(), messages.size() + 1L);
                if (silent || first >= end) {
                    continue;
                }
                answer.begin(buffer, 0, 1_400, first);
                for (long sequence = first; sequence < end; sequence++) {
                    final byte[] message = messages.get((int) sequence - 1);
                    if (!answer.fits(message.length)) {
                        break;
                    }
                    answer.message(new UnsafeBuffer(message), 0, message.length);
                }
                bytes.clear().limit(answer.length());
                channel.send(bytes, from);
            }
        } catch (final ClosedChannelException e) {
            // close() was called.
            return;
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws Exception {
        channel.close();
        thread.join();
    }
}
