package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class RingsTest {
    private static final int FRAME_BYTES = 2048;
    private static final int HEADROOM = 256;

    @Test
    void shouldHandFramesOverInOrder() {
        final FakeKernel kernel = new FakeKernel(8, FRAME_BYTES, 0, Arena.ofAuto());
        final ReceiveRing received = filled(kernel, 8);

        assertEquals(0, received.available(64), "nothing has come yet");
        kernel.handOver(3, 100, HEADROOM);

        assertEquals(3, received.available(64));
        for (int i = 0; i < 3; i++) {
            assertEquals(i * FRAME_BYTES + HEADROOM, received.address(i));
            assertEquals(100 + i, received.length(i));
        }
    }

    @Test
    void shouldTakeNoMoreThanTheLimitAndLeaveTheRest() {
        final FakeKernel kernel = new FakeKernel(8, FRAME_BYTES, 0, Arena.ofAuto());
        final ReceiveRing received = filled(kernel, 8);
        kernel.handOver(5, 100, 0);

        assertEquals(2, received.available(2));
        received.release(2);

        assertEquals(3, received.available(64));
        assertEquals(102, received.length(0));
    }

    @Test
    void shouldSeeWhatCameMeanwhileOnlyWhenTheFirstIsUsedUp() {
        final FakeKernel kernel = new FakeKernel(8, FRAME_BYTES, 0, Arena.ofAuto());
        final ReceiveRing received = filled(kernel, 8);
        kernel.handOver(2, 100, 0);
        assertEquals(2, received.available(64));

        kernel.handOver(2, 102, 0);
        assertEquals(2, received.available(64), "the kernel's counter is not read while something is left");
        received.release(2);

        assertEquals(2, received.available(64));
        assertEquals(102, received.length(0));
    }

    @Test
    void shouldCountOnOverTheEndOfTheirNumbers() {
        final FakeKernel kernel = new FakeKernel(4, FRAME_BYTES, -3, Arena.ofAuto());
        final FillRing fill = kernel.fillRing();
        final ReceiveRing received = kernel.receiveRing();
        for (int frame = 0; frame < 4; frame++) {
            fill.give((long) frame * FRAME_BYTES);
        }
        fill.publish();
        kernel.takeFilled();

        assertEquals(4, kernel.free());
        assertEquals(4, kernel.handOver(4, 100, 0));
        assertEquals(4, received.available(64));
        assertEquals(103, received.length(3));
    }

    @Test
    void shouldShowTheKernelNothingBeforeItIsPublished() {
        final FakeKernel kernel = new FakeKernel(4, FRAME_BYTES, 0, Arena.ofAuto());
        final FillRing fill = kernel.fillRing();
        fill.give(0);
        kernel.takeFilled();
        assertEquals(0, kernel.free());

        fill.publish();
        kernel.takeFilled();
        assertEquals(1, kernel.free());
    }

    @Test
    void shouldTellWhenTheKernelWantsToBeAsked() {
        final FakeKernel kernel = new FakeKernel(4, FRAME_BYTES, 0, Arena.ofAuto());
        final FillRing fill = kernel.fillRing();

        assertFalse(fill.needsWakeUp());
        kernel.askForWakeUp(true);
        assertTrue(fill.needsWakeUp());
    }

    @Test
    void shouldRefuseARingThatIsNoPowerOfTwo() {
        final String message = assertThrows(IllegalArgumentException.class,
            () -> new FakeKernel(6, FRAME_BYTES, 0, Arena.ofAuto()).fillRing()).getMessage();

        assertEquals("ring of 6 places: must be a power of two", message);
    }

    private static ReceiveRing filled(final FakeKernel kernel, final int frames) {
        final FillRing fill = kernel.fillRing();
        for (int frame = 0; frame < frames; frame++) {
            fill.give((long) frame * FRAME_BYTES);
        }
        fill.publish();
        kernel.takeFilled();
        return kernel.receiveRing();
    }
}
