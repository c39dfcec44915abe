package io.depthstream.ingest.session.soup;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * SoupBinTCP client that is polled and never blocks: logs in, keeps the connection alive, numbers the messages.
 *
 * <p>{@link #connect} begins, {@link #poll} does the rest, and {@link SoupListener#onEnd} tells how it ended; then it may
 * connect again, from {@link #nextSequence} on if nothing is to be missed. One thread. A message allocates nothing.
 *
 * <p>Source: SoupBinTCP 3.00, sections 2 and 3.
 */
public final class SoupClient implements AutoCloseable {

    private enum State { IDLE, CONNECTING, LOGGING_IN, LIVE }

    /** Room for what the server has not taken yet: a login, or some hundred heartbeats. */
    static final int OUTBOX_BYTES = 1024;
    /** Most reads of one poll, so that the caller stays in control: 2 MiB. */
    static final int MAX_READS = 16;

    private final SoupClientConfig config;
    private final NanoClock clock;
    private final SoupListener listener;
    private final SoupPacketReader reader = new SoupPacketReader();
    private final ByteBuffer outbox = ByteBuffer.allocate(OUTBOX_BYTES);
    private final UnsafeBuffer outboxView = new UnsafeBuffer(outbox);
    private SocketChannel channel;
    private State state = State.IDLE;
    private long firstWanted;
    private long nextSequence;
    private long begunNanos;
    private long sentNanos;
    private long heardNanos;

    /** A client that is not connected. */
    public SoupClient(final SoupClientConfig config, final NanoClock clock, final SoupListener listener) {
        this.config = config;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Begins to connect.
     *
     * @param sequence first message wanted, from 1; 0 for the next one to come
     * @throws IllegalStateException if it is connected
     */
    public void connect(final long sequence) {
        if (state != State.IDLE) {
            throw new IllegalStateException("already connected to " + config + ": log out or close first");
        }
        firstWanted = sequence;
        nextSequence = sequence;
        begunNanos = clock.nanoTime();
        reader.clear();
        outbox.clear();
        state = State.CONNECTING;
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(config.server());
        } catch (final IOException | RuntimeException e) {
            end(SoupEnd.NOT_CONNECTED, e.toString());
        }
    }

    /** Does what is due: connects, reads, sends. Returns the packets received. */
    public int poll() {
        if (state == State.IDLE) {
            return 0;
        }
        final long now = clock.nanoTime();
        int packets = 0;
        try {
            if (state == State.CONNECTING && !connected(now)) {
                return 0;
            }
            packets = read(now);
            if (state != State.IDLE) {
                keepAlive(now);
                flush();
            }
        } catch (final IOException e) {
            end(SoupEnd.CONNECTION_LOST, e.toString());
        }
        return packets;
    }

    private boolean connected(final long now) {
        try {
            if (channel.finishConnect()) {
                outbox.position(SoupPacketEncoder.loginRequest(outboxView, 0, config.user(), config.password(),
                    config.session(), firstWanted));
                sentNanos = now;
                heardNanos = now;
                state = State.LOGGING_IN;
                return true;
            }
        } catch (final IOException e) {
            end(SoupEnd.NOT_CONNECTED, e.toString());
            return false;
        }
        if (now - begunNanos >= config.loginNanos()) {
            end(SoupEnd.NOT_CONNECTED, "no connection in time");
        }
        return false;
    }

    private int read(final long now) throws IOException {
        int packets = 0;
        for (int reads = 0; reads < MAX_READS && state != State.IDLE; reads++) {
            final int bytes = channel.read(reader.room());
            if (bytes == 0) {
                break;
            }
            if (bytes > 0) {
                heardNanos = now;
            }
            final int drained = reader.drain(this::onPacket);
            if (drained < 0) {
                end(SoupEnd.PROTOCOL_ERROR, "a packet of length 0");
                break;
            }
            packets += drained;
            if (bytes < 0 && state != State.IDLE) {
                end(SoupEnd.CONNECTION_LOST, "closed by the server, " + reader.waiting() + " bytes of a packet left");
            }
        }
        return packets;
    }

    private boolean onPacket(final char type, final DirectBuffer buffer, final int offset, final int length) {
        switch (type) {
            case SoupBinTcp.SEQUENCED_DATA -> {
                if (state == State.LIVE) {
                    listener.onMessage(nextSequence++, buffer, offset, length);
                } else {
                    end(SoupEnd.PROTOCOL_ERROR, "data before the login was accepted");
                }
            }
            case SoupBinTcp.UNSEQUENCED_DATA -> listener.onUnsequenced(buffer, offset, length);
            case SoupBinTcp.LOGIN_ACCEPTED -> accepted(buffer, offset, length);
            case SoupBinTcp.LOGIN_REJECTED -> rejected(buffer, offset, length);
            case SoupBinTcp.END_OF_SESSION -> end(SoupEnd.END_OF_SESSION, "next would be " + nextSequence);
            case SoupBinTcp.SERVER_HEARTBEAT, SoupBinTcp.DEBUG -> { }
            default -> end(SoupEnd.PROTOCOL_ERROR, "a packet of type 0x" + Integer.toHexString(type));
        }
        return state != State.IDLE;
    }

    private void accepted(final DirectBuffer buffer, final int offset, final int length) {
        final long sequence = length == SoupBinTcp.LOGIN_ACCEPTED_LENGTH
            ? SoupText.number(buffer, offset + SoupBinTcp.SESSION_LENGTH, SoupBinTcp.NUMBER_LENGTH)
            : SoupText.NO_NUMBER;
        if (state != State.LOGGING_IN || sequence == SoupText.NO_NUMBER) {
            end(SoupEnd.PROTOCOL_ERROR, "a login acceptance of " + length + " bytes while " + state);
            return;
        }
        state = State.LIVE;
        nextSequence = sequence;
        listener.onAccepted(SoupText.text(buffer, offset, SoupBinTcp.SESSION_LENGTH), sequence);
    }

    private void rejected(final DirectBuffer buffer, final int offset, final int length) {
        final char reason = length == SoupBinTcp.LOGIN_REJECTED_LENGTH ? (char) (buffer.getByte(offset) & 0xFF) : 0;
        if (state != State.LOGGING_IN) {
            end(SoupEnd.PROTOCOL_ERROR, "a login rejection while " + state);
            return;
        }
        switch (reason) {
            case SoupBinTcp.NOT_AUTHORIZED -> end(SoupEnd.NOT_AUTHORIZED, "user " + config.user());
            case SoupBinTcp.SESSION_NOT_AVAILABLE ->
                end(SoupEnd.SESSION_NOT_AVAILABLE, "session '" + config.session() + "'");
            default -> end(SoupEnd.PROTOCOL_ERROR, "a login rejection for no known reason");
        }
    }

    private void keepAlive(final long now) {
        if (state == State.LOGGING_IN && now - begunNanos >= config.loginNanos()) {
            end(SoupEnd.LOGIN_TIMEOUT, "no answer to the login in time");
        } else if (now - heardNanos >= config.silenceNanos()) {
            end(SoupEnd.SERVER_SILENT, "nothing heard for " + (now - heardNanos) / 1_000_000 + " ms");
        } else if (state == State.LIVE && now - sentNanos >= config.heartbeatNanos()) {
            queue(SoupBinTcp.CLIENT_HEARTBEAT);
            sentNanos = now;
        }
    }

    private void queue(final char type) {
        // A server that takes nothing for so long is found out by its silence.
        if (outbox.remaining() >= SoupBinTcp.HEADER_LENGTH) {
            outbox.position(outbox.position() + SoupPacketEncoder.bare(outboxView, outbox.position(), type));
        }
    }

    private void flush() throws IOException {
        if (state != State.IDLE && outbox.position() > 0) {
            outbox.flip();
            channel.write(outbox);
            outbox.compact();
        }
    }

    /** Logs out and closes: tells the server as far as it still listens. Does nothing if not connected. */
    public void logout() {
        if (state == State.LIVE) {
            queue(SoupBinTcp.LOGOUT_REQUEST);
            try {
                flush();
            } catch (final IOException e) {
                // It is gone already, which is what was wanted.
                end(SoupEnd.LOGGED_OUT, e.toString());
                return;
            }
        }
        end(SoupEnd.LOGGED_OUT, "next would be " + nextSequence);
    }

    private void end(final SoupEnd end, final String detail) {
        if (state == State.IDLE) {
            return;
        }
        state = State.IDLE;
        closeChannel();
        listener.onEnd(end, detail);
    }

    private void closeChannel() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (final IOException e) {
            // Nothing more can be done with it.
            channel = null;
        }
    }

    /** Number of the next message. */
    public long nextSequence() {
        return nextSequence;
    }

    /** Bytes that the server has not taken yet, at most {@link #OUTBOX_BYTES}. */
    int waiting() {
        return outbox.position();
    }

    /** Whether a connection is being made or is there. */
    public boolean connected() {
        return state != State.IDLE;
    }

    /** Closes without a word to anyone. */
    @Override
    public void close() {
        state = State.IDLE;
        closeChannel();
    }
}
