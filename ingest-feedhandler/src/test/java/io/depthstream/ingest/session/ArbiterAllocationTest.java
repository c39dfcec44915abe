package io.depthstream.ingest.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.PacketFault;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Loss, duplicates and re-ordering cost no allocation either: they come in bursts, when it would hurt most. */
class ArbiterAllocationTest {

    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 100_000;
    /** Room for what the machine itself allocates on this thread; one object a round would need 1.6 MB. */
    private static final long ALLOWED_BYTES = 64 * 1024;
    private static final int MESSAGES = 3;

    private final UnsafeBuffer packet = Packets.data(1, 1 + MESSAGES);
    private final CountingListener listener = new CountingListener();
    private long now;
    private final LineArbiter arbiter = new LineArbiter(
            ArbiterConfig.ofLines(2).withHoleDeadlineNanos(1), () -> now, GapRecovery.NONE, listener);
    private long next = 1;

    @Test
    void shouldMergeHoldAndDeclareWithoutAllocating() {
        run(WARM_UP);
        final long before = allocatedBytes();
        run(ROUNDS);
        final long allocated = allocatedBytes() - before;

        assertEquals((WARM_UP + ROUNDS) * 4L * MESSAGES, listener.messages);
        assertEquals(WARM_UP + ROUNDS, listener.gaps);
        assertTrue(allocated < ALLOWED_BYTES, () -> allocated + " bytes for " + ROUNDS + " rounds");
    }

    /** One packet on both lines, two in the wrong order, one lost on both, one behind it; then the deadline. */
    private void run(final int rounds) {
        for (int i = 0; i < rounds; i++) {
            send(0, next);
            send(1, next);
            send(0, next + 2 * MESSAGES);
            send(1, next + MESSAGES);
            send(1, next + 4 * MESSAGES);
            now++;
            arbiter.tick();
            next += 5 * MESSAGES;
        }
    }

    private void send(final int line, final long sequence) {
        packet.putLong(MoldUdp64.SEQUENCE_OFFSET, sequence, ByteOrder.BIG_ENDIAN);
        arbiter.onPacket(line, packet, 0, packet.capacity(), now);
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static final class CountingListener implements SequencedListener {
        private long messages;
        private long gaps;

        @Override
        public void onMessage(final String session, final long sequence, final DirectBuffer buffer, final int offset,
                final int length, final long receiveTimeNanos) {
            messages++;
        }

        @Override
        public void onGap(final String session, final long begin, final long end) {
            gaps++;
        }

        @Override
        public void onMalformed(final int line, final PacketFault fault, final DirectBuffer buffer, final int offset,
                final int length) {
            throw new AssertionError(fault);
        }
    }
}
