package io.depthstream.local.simulator;

import io.depthstream.ingest.session.MoldUdp64;
import io.depthstream.ingest.session.MoldUdp64Encoder;
import io.depthstream.ingest.session.MoldUdp64Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * MoldUDP64 re-request server: answers a request packet with one downstream packet of the messages asked for, as many as
 * fit, sent to where the request came from. What is malformed, of another session, forgotten or not yet sent gets no
 * answer and is counted (MoldUDP64 1.00, "Request Packet").
 *
 * <p>{@link #run} blocks on its socket until {@link #close}, which any thread may call; counters may be read from any.
 */
public final class RetransmitServer implements Runnable, AutoCloseable {

    private static final int REQUEST_ROOM = 2_048;

    private final String session;
    private final MessageHistory history;
    private final int maxPacketLength;
    private final DatagramChannel channel;
    private final ByteBuffer requestBytes = ByteBuffer.allocateDirect(REQUEST_ROOM);
    private final UnsafeBuffer requestBuffer = new UnsafeBuffer(requestBytes);
    private final MoldUdp64Request request = new MoldUdp64Request();
    private final ByteBuffer answerBytes;
    private final UnsafeBuffer answerBuffer;
    private final MoldUdp64Encoder answer = new MoldUdp64Encoder();
    private volatile long answered;
    private volatile long refused;

    /**
     * Opens the server's socket.
     *
     * @param bind            address and port to listen on; port 0 picks a free one
     * @param session         session answered for, 1 to 10 characters
     * @param maxPacketLength longest answer, bytes
     * @throws UncheckedIOException if the address cannot be bound
     */
    public RetransmitServer(final InetSocketAddress bind, final String session, final MessageHistory history,
                            final int maxPacketLength) {
        this.session = (session + " ".repeat(MoldUdp64.SESSION_LENGTH)).substring(0, MoldUdp64.SESSION_LENGTH);
        this.history = history;
        this.maxPacketLength = maxPacketLength;
        answerBytes = ByteBuffer.allocateDirect(maxPacketLength);
        answerBuffer = new UnsafeBuffer(answerBytes);
        answer.session(session);
        try {
            channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channel.bind(bind);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot serve re-requests on " + bind + ": " + e.getMessage(), e);
        }
    }

    /** Where requests go. */
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (final IOException e) {
            throw new UncheckedIOException("the re-request server is closed", e);
        }
    }

    /** Requests answered with at least one message. */
    public long answered() {
        return answered;
    }

    /** Requests not answered. */
    public long refused() {
        return refused;
    }

    /** Answers until closed. */
    @Override
    public void run() {
        try {
            while (channel.isOpen()) {
                requestBytes.clear();
                final SocketAddress from = channel.receive(requestBytes);
                answer(requestBytes.position(), from);
            }
        } catch (final ClosedChannelException e) {
            // close() was called: that is how this loop ends.
            return;
        } catch (final IOException e) {
            throw new UncheckedIOException("re-request server failed: " + e.getMessage(), e);
        }
    }

    /** Ends {@link #run}. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close the re-request server", e);
        }
    }

    private void answer(final int length, final SocketAddress to) throws IOException {
        request.wrap(requestBuffer, 0, length);
        if (request.validate() != null || !session.equals(request.session())) {
            refused++;
            return;
        }
        answer.begin(answerBuffer, 0, maxPacketLength, request.sequence());
        if (history.copy(request.sequence(), request.requestedCount(), answer) == 0) {
            refused++;
            return;
        }
        answerBytes.clear().limit(answer.length());
        channel.send(answerBytes, to);
        answered++;
    }
}
