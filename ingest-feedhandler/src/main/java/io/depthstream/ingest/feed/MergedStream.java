package io.depthstream.ingest.feed;

import io.depthstream.ingest.packet.PacketFault;
import io.depthstream.ingest.session.SequencedListener;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes out of the arbiter: messages to the normaliser, faults to the dead letters, gaps to every symbol.
 *
 * <p>One thread. A message allocates nothing; a new session, a gap and a fault may.
 */
final class MergedStream implements SequencedListener {
    private static final Logger LOG = LoggerFactory.getLogger(MergedStream.class);

    private final FeedHandlerCounters counters;
    private final ItchNormaliser normaliser;
    private final DeadLetters deadLetters;
    private final LateProof proof;
    private String paddedSession = "";
    private String session = "";

    MergedStream(
            final FeedHandlerCounters counters, final ItchNormaliser normaliser, final DeadLetters deadLetters,
            final LateProof proof) {
        this.counters = counters;
        this.normaliser = normaliser;
        this.deadLetters = deadLetters;
        this.proof = proof;
    }

    @Override
    public void onSession(final String padded, final long firstSequence) {
        LOG.info("session {} begins at sequence {}", session(padded), firstSequence);
        normaliser.joined(session(padded), firstSequence);
    }

    @Override
    public void onMessage(
            final String padded,
            final long sequence,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long receiveTimeNanos) {
        normaliser.onMessage(session(padded), sequence, buffer, offset, length, receiveTimeNanos);
    }

    @Override
    public void onGap(final String padded, final long begin, final long end) {
        counters.onGap(end - begin);
        LOG.warn("session {}: sequences {} to {} came by no line, every symbol is told", session(padded), begin,
            end - 1);
        normaliser.onGap(session(padded), begin, end - 1, counters.lastReceiveNanos());
    }

    @Override
    public void onLate(
            final String padded, final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        proof.onLate(session(padded), sequence, buffer, offset, length);
        normaliser.onLate(session(padded), sequence, buffer, offset, length);
    }

    @Override
    public void onGapClosed(final String padded, final long begin, final long end) {
        LOG.warn("session {}: sequences {} to {} have all come late, every symbol without one of them is told", session(padded),
            begin, end - 1);
        proof.onGapClosed(session(padded), begin, end - 1, normaliser.lastVenueTimeNanos(), counters.lastReceiveNanos());
    }

    /** Publishes a spin as of a sequence of the session. */
    void publishSnapshot(
            final SnapshotPublisher publisher,
            final SpinStore spin,
            final String padded,
            final long asOf,
            final Set<String> only) {
        publisher.publish(spin, session(padded), asOf, counters.lastReceiveNanos(), only);
    }

    @Override
    public void onHeartbeat(final String padded, final long nextSequence, final long receiveTimeNanos) {
        counters.onHeartbeat();
    }

    @Override
    public void onEndOfSession(final String padded, final long nextSequence, final long receiveTimeNanos) {
        counters.onEndOfSession();
        LOG.info("session {} ended at sequence {}", session(padded), nextSequence - 1);
    }

    @Override
    public void onMalformed(
            final int line, final PacketFault fault, final DirectBuffer buffer, final int offset, final int length) {
        deadLetters.parkPacket(DeadLetterReason.of(fault), "packet of " + length + " bytes on line " + line + ": "
            + fault.reason(), line, counters.lastReceiveNanos(), buffer, offset, length);
    }

    /** The session's name without its padding; the arbiter gives the same string for every message of a session. */
    private String session(final String padded) {
        if (!padded.equals(paddedSession)) {
            paddedSession = padded;
            session = padded.strip();
        }
        return session;
    }
}
