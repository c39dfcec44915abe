package io.depthstream.ingest.session;

import io.depthstream.ingest.packet.PacketFault;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Keeps what an arbiter says, one line of text an event, and checks that numbers only rise without a hole unsaid. */
class RecordingListener implements SequencedListener {

    final List<String> events = new ArrayList<>();
    final List<Long> delivered = new ArrayList<>();
    final List<String> gaps = new ArrayList<>();
    private long next = -1;

    @Override
    public void onSession(final String session, final long firstSequence) {
        events.add("session " + session + " from " + firstSequence);
        next = firstSequence;
    }

    @Override
    public void onMessage(
            final String session,
            final long sequence,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long receiveTimeNanos) {
        advance(sequence, sequence + 1);
        delivered.add(sequence);
        events.add(sequence + " " + buffer.getStringWithoutLengthAscii(offset, length));
    }

    @Override
    public void onGap(final String session, final long begin, final long end) {
        if (begin >= end) {
            throw new AssertionError("empty gap " + begin + ".." + end);
        }
        advance(begin, end);
        gaps.add(begin + ".." + end);
        events.add("gap " + begin + ".." + end);
    }

    @Override
    public void onSkipped(final String session, final long begin, final long end) {
        advance(begin, end);
        events.add("skipped " + begin + ".." + end);
    }

    @Override
    public void onHeartbeat(final String session, final long nextSequence, final long receiveTimeNanos) {
        events.add("heartbeat " + nextSequence);
    }

    @Override
    public void onEndOfSession(final String session, final long nextSequence, final long receiveTimeNanos) {
        if (nextSequence != next) {
            throw new AssertionError("end of session at " + nextSequence + " while " + next + " is next");
        }
        events.add("end " + nextSequence);
    }

    @Override
    public void onMalformed(
            final int line, final PacketFault fault, final DirectBuffer buffer, final int offset, final int length) {
        if (fault == PacketFault.EMPTY_MESSAGE) {
            next++;
        }
        events.add("malformed " + line + " " + fault);
    }

    private void advance(final long begin, final long end) {
        if (begin != next) {
            throw new AssertionError("expected " + next + ", seen " + begin + " after " + events);
        }
        next = end;
    }
}
