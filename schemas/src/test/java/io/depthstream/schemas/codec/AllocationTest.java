package io.depthstream.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TradingState;
import org.junit.jupiter.api.Test;

class AllocationTest {

    /** The interpreter and the measuring itself leave a few bytes; one object a round would be 10,000 times 16. */
    private static final long NOISE_BYTES = 4_096;
    private static final int ROUNDS = 10_000;

    private final EventBatchWriter writer = new EventBatchWriter();
    private final EventBatchReader reader = new EventBatchReader();
    private long checksum;

    @Test
    void shouldWriteEventsWithoutAllocating() {
        fill("AAPL");
        final long allocated = Allocation.bytesOf(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                fill((i & 1) == 0 ? "AAPL" : "BRK.B");
                checksum += writer.sizeBytes();
            }
        });
        assertTrue(checksum > 0);
        assertTrue(allocated < NOISE_BYTES, "allocated " + allocated);
    }

    @Test
    void shouldAllocateNothingButTheValue() {
        fill("AAPL");
        final int size = writer.toBytes().length;
        final long allocated = Allocation.bytesOf(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                checksum += writer.toBytes().length;
            }
        });
        final long arrays = (16L + size + 7) / 8 * 8 * ROUNDS;
        assertTrue(allocated >= arrays && allocated < arrays + NOISE_BYTES,
            "allocated " + allocated + ", arrays alone " + arrays);
    }

    @Test
    void shouldReadEventsWithoutAllocating() {
        fill("AAPL");
        final byte[] one = writer.toBytes();
        fill("BRK.B");
        final byte[] other = writer.toBytes();
        read(one);
        read(other);
        final long allocated = Allocation.bytesOf(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                read((i & 1) == 0 ? one : other);
            }
        });
        assertTrue(checksum != 0);
        assertTrue(allocated < NOISE_BYTES, "allocated " + allocated);
    }

    @Test
    void shouldWriteTopOfBookAllocatingNothingButTheValue() {
        final TopOfBookWriter top = new TopOfBookWriter();
        final int size = encode(top).length;
        final long allocated = Allocation.bytesOf(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                checksum += encode(top).length;
            }
        });
        assertEquals((long) size * ROUNDS, checksum);
        assertTrue(allocated < (16L + size + 7) / 8 * 8 * ROUNDS + NOISE_BYTES, "allocated " + allocated);
    }

    private static byte[] encode(final TopOfBookWriter top) {
        return top.encode("XNAS", "S1", "AAPL", 42, 1_000, 2_000, 4, 3_210_000, 300, 2, 3_210_100, 200, 1,
            Quality.OK, "", TradingState.TRADING, "");
    }

    private void fill(final String symbol) {
        writer.begin("XNAS", "000012", symbol, "primary", 41, 4);
        for (int i = 0; i < 10; i++) {
            writer.event(EventKind.ADD, 42 + i, 1_000_000_000_000L + i, 0, Side.BID, 123_456_789L + i, 0, 3_210_000,
                100, 0, 2, "JPMS", null, 0);
            writer.event(EventKind.DELETE, 42 + i, 1_000_000_000_000L + i, 0, Side.NONE, 123_456_789L + i, 0, 0, 0, 0,
                0);
        }
    }

    private void read(final byte[] value) {
        reader.wrap(value, 0, value.length);
        reader.verify();
        checksum += reader.symbol().length() + reader.venue().length();
        while (reader.nextEvent()) {
            checksum += reader.sequence() + reader.price() + reader.kind().ordinal() + reader.codes().length();
        }
    }
}
