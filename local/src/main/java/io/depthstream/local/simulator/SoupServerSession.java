package io.depthstream.local.simulator;

import io.depthstream.ingest.session.soup.SoupBinTcp;
import io.depthstream.ingest.session.soup.SoupPacketEncoder;
import io.depthstream.ingest.session.soup.SoupPacketReader;
import io.depthstream.ingest.session.soup.SoupText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The server's side of one SoupBinTCP connection: waits for the login, sends numbered messages, keeps the connection alive,
 * hears the logout. Source: SoupBinTCP 3.00, sections 2 and 3.
 *
 * <p>One thread; {@link #poll} does not block, {@link #send} waits for a client that reads slowly, up to the silence limit.
 */
public final class SoupServerSession implements AutoCloseable {

    /** Who may log in to what. */
    @FunctionalInterface
    public interface Gate {

        /**
         * Judges a login.
         *
         * @param session  session wanted; empty for the present one
         * @param sequence first message wanted
         * @return 0 to accept, or a reject reason
         */
        char judge(String user, String password, String session, long sequence);
    }

    private final SocketChannel channel;
    private final NanoClock clock;
    private final Gate gate;
    private final String session;
    private final SoupPacketReader reader = new SoupPacketReader();
    private final ByteBuffer bytes = ByteBuffer.allocate(SoupBinTcp.MAX_PACKET_LENGTH);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final long begunNanos;
    private boolean loggedIn;
    private boolean over;
    private long firstWanted;
    private long sentNanos;
    private long heardNanos;

    /**
     * A connection just accepted, non-blocking.
     *
     * @param session name told to the client, at most 10 characters
     */
    public SoupServerSession(final SocketChannel channel, final NanoClock clock, final String session, final Gate gate) {
        this.channel = channel;
        this.clock = clock;
        this.session = session;
        this.gate = gate;
        begunNanos = clock.nanoTime();
        sentNanos = begunNanos;
        heardNanos = begunNanos;
    }

    /** Whether the client may be sent messages. */
    public boolean loggedIn() {
        return loggedIn && !over;
    }

    /** Whether the connection is of no more use. */
    public boolean over() {
        return over;
    }

    /** First message the client wanted, at least 1. */
    public long firstWanted() {
        return firstWanted;
    }

    /** Reads what the client says and sends a heartbeat where one is due. */
    public void poll() throws IOException {
        final long now = clock.nanoTime();
        final int read = over ? 0 : channel.read(reader.room());
        if (read > 0) {
            heardNanos = now;
        }
        if (over || reader.drain(this::onPacket) < 0 || read < 0
            || now - heardNanos >= SoupBinTcp.SILENCE_NANOS
            || !loggedIn && now - begunNanos >= SoupBinTcp.LOGIN_NANOS) {
            over = true;
            return;
        }
        if (loggedIn && now - sentNanos >= SoupBinTcp.HEARTBEAT_NANOS) {
            write(SoupPacketEncoder.bare(buffer, 0, SoupBinTcp.SERVER_HEARTBEAT));
        }
    }

    private boolean onPacket(final char type, final DirectBuffer from, final int offset, final int length) {
        try {
            switch (type) {
                case SoupBinTcp.LOGIN_REQUEST -> login(from, offset, length);
                case SoupBinTcp.LOGOUT_REQUEST -> over = true;
                case SoupBinTcp.CLIENT_HEARTBEAT, SoupBinTcp.DEBUG, SoupBinTcp.UNSEQUENCED_DATA -> { }
                default -> over = true;
            }
        } catch (final IOException e) {
            over = true;
        }
        return !over;
    }

    private void login(final DirectBuffer from, final int offset, final int length) throws IOException {
        if (loggedIn || length != SoupBinTcp.LOGIN_REQUEST_LENGTH) {
            over = true;
            return;
        }
        int at = offset;
        final String user = SoupText.text(from, at, SoupBinTcp.USER_LENGTH);
        at += SoupBinTcp.USER_LENGTH;
        final String password = SoupText.text(from, at, SoupBinTcp.PASSWORD_LENGTH);
        at += SoupBinTcp.PASSWORD_LENGTH;
        final String wanted = SoupText.text(from, at, SoupBinTcp.SESSION_LENGTH);
        at += SoupBinTcp.SESSION_LENGTH;
        final long sequence = SoupText.number(from, at, SoupBinTcp.NUMBER_LENGTH);
        final boolean known = wanted.isEmpty() || wanted.equals(session);
        final char verdict = sequence < 0 || !known ? SoupBinTcp.SESSION_NOT_AVAILABLE
            : gate.judge(user, password, wanted, sequence);
        if (verdict != 0) {
            write(SoupPacketEncoder.loginRejected(buffer, 0, verdict));
            over = true;
            return;
        }
        firstWanted = Math.max(1, sequence);
        loggedIn = true;
        write(SoupPacketEncoder.loginAccepted(buffer, 0, session, firstWanted));
    }

    /** Sends the next numbered message. */
    public void send(final DirectBuffer message, final int offset, final int length) throws IOException {
        write(SoupPacketEncoder.message(buffer, 0, SoupBinTcp.SEQUENCED_DATA, message, offset, length));
    }

    /** Says that nothing will follow. */
    public void sendEndOfSession() throws IOException {
        write(SoupPacketEncoder.bare(buffer, 0, SoupBinTcp.END_OF_SESSION));
    }

    private void write(final int length) throws IOException {
        bytes.clear().limit(length);
        final long begun = clock.nanoTime();
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                if (clock.nanoTime() - begun >= SoupBinTcp.SILENCE_NANOS) {
                    throw new IOException("the client takes nothing");
                }
                Thread.yield();
            }
        }
        sentNanos = clock.nanoTime();
    }

    @Override
    public void close() throws IOException {
        over = true;
        channel.close();
    }
}
