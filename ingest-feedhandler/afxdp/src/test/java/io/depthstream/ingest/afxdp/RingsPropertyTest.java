package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** jqwik prints the seed of a failing run. */
class RingsPropertyTest {
    private static final int FRAME_BYTES = 2048;
    private static final int STEPS = 2_000;

    @Property(tries = 300)
    void shouldLoseDoubleAndReorderNothingWhateverTheBatches(
            @ForAll @IntRange(min = 1, max = 6) final int sizeBits, @ForAll final int counter,
            @ForAll final long seed) {
        final int frames = 1 << sizeBits;
        final Random random = new Random(seed);
        try (Arena arena = Arena.ofConfined()) {
            final FakeKernel kernel = new FakeKernel(frames, FRAME_BYTES, counter, arena);
            final FillRing fill = kernel.fillRing();
            final ReceiveRing received = kernel.receiveRing();
            for (int frame = 0; frame < frames; frame++) {
                fill.give((long) frame * FRAME_BYTES);
            }
            fill.publish();
            int sent = 0;
            int seen = 0;
            for (int step = 0; step < STEPS; step++) {
                kernel.takeFilled();
                sent += kernel.handOver(random.nextInt(frames + 1), sent, 256);
                final int limit = 1 + random.nextInt(frames);
                final int ready = received.available(limit);
                assertTrue(ready <= limit && ready <= sent - seen, "more frames than were handed over");
                for (int i = 0; i < ready; i++) {
                    assertEquals(seen++, received.length(i));
                    fill.give(received.address(i) & -FRAME_BYTES);
                }
                received.release(ready);
                fill.publish();
            }
            kernel.takeFilled();
            assertTrue(seen > 0, "nothing was handed over");
            assertEquals(frames, kernel.free() + sent - seen, "a frame was lost");
        }
    }
}
