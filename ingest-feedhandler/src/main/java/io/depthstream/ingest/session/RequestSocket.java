package io.depthstream.ingest.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** The datagrams of a {@link RetransmitClient}: never blocks. One thread. */
interface RequestSocket extends AutoCloseable {

    /** Takes the next datagram into the buffer and says who sent it; null if there is none. */
    SocketAddress receive(ByteBuffer into) throws IOException;

    /** Sends the buffer's bytes as one datagram. */
    void send(ByteBuffer bytes, InetSocketAddress to) throws IOException;

    @Override
    void close() throws IOException;

    /** A UDP socket on a free port. */
    static RequestSocket open() throws IOException {
        final DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.bind(null);
        return new RequestSocket() {
            @Override
            public SocketAddress receive(final ByteBuffer into) throws IOException {
                return channel.receive(into);
            }

            @Override
            public void send(final ByteBuffer bytes, final InetSocketAddress to) throws IOException {
                channel.send(bytes, to);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
