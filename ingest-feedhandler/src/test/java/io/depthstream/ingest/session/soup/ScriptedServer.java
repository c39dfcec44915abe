package io.depthstream.ingest.session.soup;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** The other end of a TCP connection on loopback, which does what the test says, when it says it. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;
    private Socket connection;

    ScriptedServer() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(10_000);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    void accept() throws IOException {
        connection = listening.accept();
        connection.setSoTimeout(10_000);
        connection.setTcpNoDelay(true);
    }

    /** Type and payload of the next packet. */
    String read() {
        try {
            final DataInputStream in = new DataInputStream(connection.getInputStream());
            return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.ISO_8859_1);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(final char type, final String payload) throws IOException {
        final byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        final UnsafeBuffer packet = new UnsafeBuffer(new byte[bytes.length + SoupBinTcp.HEADER_LENGTH]);
        SoupPacketEncoder.message(packet, 0, type, new UnsafeBuffer(bytes), 0, bytes.length);
        sendRaw(packet.byteArray());
    }

    void accept(final String session, final long sequence) throws IOException {
        final UnsafeBuffer packet = new UnsafeBuffer(new byte[33]);
        SoupPacketEncoder.loginAccepted(packet, 0, session, sequence);
        sendRaw(packet.byteArray());
    }

    void sendRaw(final byte[] bytes) throws IOException {
        connection.getOutputStream().write(bytes);
    }

    void hangUp() throws IOException {
        connection.close();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        if (connection != null) {
            connection.close();
        }
    }
}
