package io.depthstream.ingest.feed;

import io.depthstream.ingest.session.soup.GlimpseSnapshot;
import io.depthstream.ingest.session.soup.SoupBinTcp;
import io.depthstream.ingest.session.soup.SoupPacketEncoder;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;

/** A GLIMPSE server on loopback that sends the spin a test gives it, to each who logs in, when it is let go. */
final class SpinServer implements AutoCloseable {
    final AtomicInteger logins = new AtomicInteger();
    final CountDownLatch go = new CountDownLatch(1);
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final Thread thread = new Thread(this::serve, "spin server");
    private volatile Spin spin;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[SoupBinTcp.MAX_PACKET_LENGTH]);

    SpinServer(final List<byte[]> spin, final long next) throws IOException {
        spin(spin, next);
        thread.start();
    }

    /** What the next one gets; sequence 0: the connection is closed in the middle. */
    void spin(final List<byte[]> messages, final long sequence) {
        spin = new Spin(messages, sequence);
    }

    private record Spin(List<byte[]> messages, long next) {
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                try (Socket connection = socket.accept()) {
                    serve(connection);
                }
            }
        } catch (final IOException e) {
            // close() was called.
            return;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(final Socket connection) throws IOException, InterruptedException {
        final DataInputStream in = new DataInputStream(connection.getInputStream());
        in.readNBytes(in.readUnsignedShort());
        logins.incrementAndGet();
        go.await();
        send(connection, SoupPacketEncoder.loginAccepted(buffer, 0, "GLIMPSE", 1));
        final Spin now = spin;
        for (final byte[] message : now.messages()) {
            send(connection, SoupPacketEncoder.message(buffer, 0, SoupBinTcp.SEQUENCED_DATA,
                new UnsafeBuffer(message), 0, message.length));
        }
        if (now.next() > 0) {
            final UnsafeBuffer end = new UnsafeBuffer(new byte[GlimpseSnapshot.LENGTH]);
            send(connection, SoupPacketEncoder.message(buffer, 0, SoupBinTcp.SEQUENCED_DATA, end, 0,
                GlimpseSnapshot.encode(end, 0, now.next())));
            // Until the client has logged out.
            in.readAllBytes();
        }
    }

    private void send(final Socket connection, final int length) throws IOException {
        connection.getOutputStream().write(buffer.byteArray(), 0, length);
    }

    @Override
    public void close() throws Exception {
        socket.close();
        go.countDown();
        thread.interrupt();
        thread.join();
    }
}
