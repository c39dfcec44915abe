package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The hot path promises to allocate nothing: a collection in mid-burst would show in the latency tail. */
class ItchAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MESSAGES = 200_000;
    /** Room for what the machine itself allocates on this thread; one object a message would need 3 MB. */
    private static final long ALLOWED_BYTES = 64 * 1024;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    private final ItchDecoder decoder = new ItchDecoder();
    private final AddOrderEncoder encoder = new AddOrderEncoder();
    private final AddOrderReader reader = new AddOrderReader();

    @Test
    void shouldEncodeCheckAndDecodeWithoutAllocating() {
        run(WARM_UP);
        final long before = allocatedBytes();
        run(MESSAGES);
        final long allocated = allocatedBytes() - before;

        assertEquals(WARM_UP + MESSAGES, reader.sound);
        assertTrue(allocated < ALLOWED_BYTES, () -> allocated + " bytes for " + MESSAGES + " messages");
    }

    @Test
    void shouldDecodeBlocksWithoutAllocating() {
        final UnsafeBuffer blocks = new UnsafeBuffer(new byte[10 * (ItchBlockDecoder.LENGTH_BYTES + AddOrder.LENGTH)]);
        final ItchBlockDecoder blockDecoder = new ItchBlockDecoder();
        for (int at = 0; at < blocks.capacity(); at += ItchBlockDecoder.LENGTH_BYTES + AddOrder.LENGTH) {
            blocks.putShort(at, (short) AddOrder.LENGTH, ByteOrder.BIG_ENDIAN);
            encoder.wrap(blocks, at + ItchBlockDecoder.LENGTH_BYTES).timestamp(at).buySellIndicator('B').shares(100);
            encoder.stockAsLong(ItchText.pack("AAPL")).price(3_210_000);
        }
        for (int i = 0; i < WARM_UP; i += 10) {
            blockDecoder.decode(blocks, 0, blocks.capacity(), reader);
        }
        final long before = allocatedBytes();
        for (int i = 0; i < MESSAGES; i += 10) {
            blockDecoder.decode(blocks, 0, blocks.capacity(), reader);
        }
        final long allocated = allocatedBytes() - before;

        assertEquals(WARM_UP + MESSAGES, reader.sound);
        assertTrue(allocated < ALLOWED_BYTES, () -> allocated + " bytes for " + MESSAGES + " messages");
    }

    private void run(final int messages) {
        final long apple = ItchText.pack("AAPL");
        for (int i = 0; i < messages; i++) {
            encoder.wrap(buffer, 0).stockLocate(13).timestamp(i).orderReferenceNumber(i).buySellIndicator('B');
            encoder.shares(100).stockAsLong(apple).price(3_210_000 + i);
            decoder.decode(buffer, 0, AddOrder.LENGTH, reader);
        }
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static final class AddOrderReader implements ItchListener {
        private final ItchFieldCheck check = new ItchFieldCheck();
        private int sound;
        private long sum;

        @Override
        public void onAddOrder(final AddOrder message) {
            sum += message.price() + message.shares() + message.stockAsLong() + message.timestamp();
            if (check.check(message) == null && sum != 0) {
                sound++;
            }
        }
    }
}
