package io.depthstream.ingest.session;

import io.depthstream.ingest.packet.PacketFault;
import org.agrona.DirectBuffer;

/**
 * Takes the one stream that an arbiter makes of all lines: each sequence number once, rising, and a gap where a number
 * came by no line.
 *
 * <p>For a session the calls to {@link #onMessage}, {@link #onGap} and {@link #onSkipped} cover every number from the
 * first on, without overlap; only an empty message (reported by {@link #onMalformed} as
 * {@link PacketFault#EMPTY_MESSAGE}) takes a number without a call of its own. All calls come on the polling thread;
 * buffers are valid until the call returns.
 */
public interface SequencedListener {

    /**
     * A session begins, or is joined in the middle.
     *
     * @param session       ten characters as the venue pads them
     * @param firstSequence the first number that {@link #onMessage} or {@link #onGap} will name
     */
    default void onSession(final String session, final long firstSequence) {
    }

    /**
     * The next message.
     *
     * @param sequence         its number in the session, one above the last
     * @param length           bytes of the message, at least 1
     * @param receiveTimeNanos when the first copy was received, nanoseconds since the epoch, UTC
     */
    void onMessage(
            String session, long sequence, DirectBuffer buffer, int offset, int length, long receiveTimeNanos);

    /**
     * Messages that no line brought in time: exactly one call per run of missing numbers.
     *
     * @param begin first missing number
     * @param end   one past the last missing number
     */
    void onGap(String session, long begin, long end);

    /**
     * A message of a declared gap, too late for the stream: it only says whom the gap touched. Once a number, in any order.
     *
     * @param length bytes of the message, at least 1
     */
    default void onLate(
            final String session, final long sequence, final DirectBuffer buffer, final int offset, final int length) {
    }

    /**
     * Every message of a declared gap has come late. Adjoining gaps may be told as one, and again when they have grown.
     *
     * @param begin first number of the gap
     * @param end   one past the last
     */
    default void onGapClosed(final String session, final long begin, final long end) {
    }

    /**
     * Messages that a snapshot has: {@link LineArbiter#resumeAt} went on behind them.
     *
     * @param begin first number passed over
     * @param end   one past the last
     */
    default void onSkipped(final String session, final long begin, final long end) {
    }

    /**
     * The venue is alive and had nothing to send. Each line's heartbeat is passed on.
     *
     * @param nextSequence number that the next message will have
     */
    default void onHeartbeat(final String session, final long nextSequence, final long receiveTimeNanos) {
    }

    /**
     * The session is over and everything before {@code nextSequence} was delivered or reported as a gap. Once a session.
     *
     * @param nextSequence one past the last number of the session
     */
    default void onEndOfSession(final String session, final long nextSequence, final long receiveTimeNanos) {
    }

    /**
     * Bytes that are no valid packet or message, as seen on {@code line}. The stream goes on; if the other line had the
     * packet whole, nothing is missing.
     */
    void onMalformed(int line, PacketFault fault, DirectBuffer buffer, int offset, int length);
}
