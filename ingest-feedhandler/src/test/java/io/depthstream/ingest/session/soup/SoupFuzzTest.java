package io.depthstream.ingest.session.soup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;

/** Whatever the server sends, packets come out whole, and every byte is accounted for. */
class SoupFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void shouldCutAnyStreamTheSameWhereverItIsCut(final byte[] stream) {
        assertEquals(digest(stream, stream.length), digest(stream, 1 + stream.length / 3));
    }

    @FuzzTest(maxDuration = "60s")
    void shouldReadAnySnapshotMessage(final byte[] message) {
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        final long sequence = GlimpseSnapshot.sequence(buffer, 0, message.length);
        assertTrue(sequence == SoupText.NO_NUMBER || sequence >= 1 && message.length == GlimpseSnapshot.LENGTH);
    }

    private static long digest(final byte[] stream, final int step) {
        final SoupPacketReader reader = new SoupPacketReader();
        final AtomicLong digest = new AtomicLong(17);
        final AtomicLong bytes = new AtomicLong();
        for (int at = 0; at < stream.length; ) {
            final ByteBuffer room = reader.room();
            final int count = Math.min(Math.min(step, stream.length - at), room.remaining());
            assertTrue(count > 0, "there is always room");
            room.put(stream, at, count);
            at += count;
            final int packets = reader.drain((type, buffer, offset, length) -> {
                final UnsafeBuffer payload = new UnsafeBuffer(buffer, offset, length);
                digest.set(31 * digest.get() + 7 * type + payload.hashCode());
                bytes.addAndGet(SoupBinTcp.HEADER_LENGTH + length);
                return true;
            });
            if (packets < 0) {
                return digest.get();
            }
        }
        assertEquals(stream.length, bytes.get() + reader.waiting());
        return digest.get();
    }
}
