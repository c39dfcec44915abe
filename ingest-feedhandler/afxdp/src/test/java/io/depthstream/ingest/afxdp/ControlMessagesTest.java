package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ControlMessagesTest {
    private static final int STAMP_BYTES = 32;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ControlMessages.BYTES]);
    private final ControlMessages messages = new ControlMessages();

    @Test
    void shouldReadTheKernelsTimeAndDrops() {
        stamp(0, 1_600_000_000, 123);
        drops(STAMP_BYTES, 7);

        messages.read(buffer, 0, STAMP_BYTES + 20);

        assertEquals(1_600_000_000_000_000_123L, messages.stampNanos());
        assertEquals(7, messages.dropped());
    }

    @Test
    void shouldHaveNoTimeWithoutTheMessageButKeepTheDrops() {
        drops(0, 7);
        messages.read(buffer, 0, 20);
        messages.read(buffer, 0, 0);

        assertEquals(0, messages.stampNanos());
        assertEquals(7, messages.dropped());
    }

    @Test
    void shouldStopAtALengthThatCannotBe() {
        stamp(0, 1, 2);
        buffer.putLong(0, 3);

        messages.read(buffer, 0, STAMP_BYTES);

        assertEquals(0, messages.stampNanos());
    }

    private void stamp(final int at, final long seconds, final long nanos) {
        header(at, STAMP_BYTES, 35);
        buffer.putLong(at + 16, seconds);
        buffer.putLong(at + 24, nanos);
    }

    private void drops(final int at, final int count) {
        header(at, 20, 40);
        buffer.putInt(at + 16, count);
    }

    private void header(final int at, final int length, final int type) {
        buffer.putLong(at, length);
        buffer.putInt(at + 8, 1);
        buffer.putInt(at + 12, type);
    }
}
