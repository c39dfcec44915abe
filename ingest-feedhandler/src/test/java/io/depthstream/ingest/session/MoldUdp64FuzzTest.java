package io.depthstream.ingest.session;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.depthstream.ingest.packet.PacketFault;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** No bytes make the MoldUDP64 reader or the arbiter throw, hang, read outside, or lose count. */
class MoldUdp64FuzzTest {

    private static final int SMALL_WINDOW = 4;

    @FuzzTest
    void shouldAnswerAnyPacket(final byte[] bytes) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MoldUdp64Packet packet = new MoldUdp64Packet().wrap(buffer, 0, bytes.length);
        new MoldUdp64Request().wrap(buffer, 0, bytes.length).validate();
        if (packet.validate() != null) {
            return;
        }
        int blocks = 0;
        int end = MoldUdp64.HEADER_LENGTH;
        while (packet.nextBlock()) {
            blocks++;
            if (packet.blockOffset() != end + MoldUdp64.BLOCK_LENGTH_BYTES) {
                throw new AssertionError("block " + blocks + " at " + packet.blockOffset() + ", expected after " + end);
            }
            end = packet.blockOffset() + packet.blockLength();
        }
        if (blocks != packet.messages() || end != bytes.length) {
            throw new AssertionError(blocks + " blocks to " + end + " of " + packet.messages() + " to " + bytes.length);
        }
    }

    /** The bytes are a script: two bytes of line and length, then so many bytes of a packet, and again. */
    @FuzzTest
    void shouldKeepCountWhateverTheLinesSay(final byte[] script) {
        final long[] now = {0};
        final LineArbiter arbiter = new LineArbiter(ArbiterConfig.ofLines(3).withWindow(SMALL_WINDOW, 1 << 16)
                .withHoleDeadlineNanos(50).withSessionSilenceNanos(20).withMaxJump(1000), () -> now[0],
                GapRecovery.NONE, new CountingListener());
        final UnsafeBuffer buffer = new UnsafeBuffer(script);
        for (int at = 0; at + 2 <= script.length; ) {
            final int line = (script[at] & 0xFF) % 3;
            final int length = Math.min(script[at + 1] & 0xFF, script.length - at - 2);
            now[0] += (script[at] & 0xFF) >>> 4;
            arbiter.onPacket(line, buffer, at + 2, length, now[0]);
            at += 2 + length;
        }
        arbiter.endOfInput();
        if (arbiter.openHoles() != 0 || arbiter.counters().get(ArbiterCounter.HELD_PACKETS) != 0) {
            throw new AssertionError("held or open after the end of input");
        }
    }

    /** Checks that numbers of a session rise without a hole unsaid. */
    private static final class CountingListener implements SequencedListener {
        private long next;

        @Override
        public void onSession(final String session, final long firstSequence) {
            next = firstSequence;
        }

        @Override
        public void onMessage(final String session, final long sequence, final DirectBuffer buffer, final int offset,
                final int length, final long receiveTimeNanos) {
            buffer.getByte(offset + length - 1);
            advance(sequence, sequence + 1);
        }

        @Override
        public void onGap(final String session, final long begin, final long end) {
            advance(begin, end);
        }

        @Override
        public void onMalformed(final int line, final PacketFault fault, final DirectBuffer buffer, final int offset,
                final int length) {
            if (fault == PacketFault.EMPTY_MESSAGE) {
                next++;
            }
        }

        private void advance(final long begin, final long end) {
            if (begin != next || end <= begin) {
                throw new AssertionError("expected " + next + ", seen " + begin + ".." + end);
            }
            next = end;
        }
    }
}
