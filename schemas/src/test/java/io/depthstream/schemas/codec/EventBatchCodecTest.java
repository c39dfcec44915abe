package io.depthstream.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.EventFlags;
import io.depthstream.schemas.avro.Event;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EventBatchCodecTest {

    private final EventBatchWriter writer = new EventBatchWriter();
    private final EventBatchReader reader = new EventBatchReader();

    @Provide
    Arbitrary<EventBatch> batches() {
        return Fields.batches();
    }

    @Provide
    Arbitrary<EventBatch> consistentBatches() {
        return Fields.consistentBatches();
    }

    @Property(tries = 2_000)
    void shouldWriteTheBytesTheGeneratedClassWrites(@ForAll("consistentBatches") final EventBatch batch) {
        write(batch);
        final byte[] value = writer.toBytes();
        assertArrayEquals(GeneratedCodec.write(batch), value);
        assertEquals(value.length, writer.sizeBytes());
        assertEquals(batch.getEvents().size(), writer.eventCount());
        assertEquals(batch.getFirstSequence(), writer.firstSequence());
        assertEquals(batch.getLastSequence(), writer.lastSequence());
        assertArrayEquals(value, writer.toBytes(), "a second time");
    }

    @Property(tries = 2_000)
    void shouldWriteWhatTheGeneratedClassReads(@ForAll("consistentBatches") final EventBatch batch) {
        write(batch);
        assertEquals(GeneratedCodec.read(EventBatch.class, GeneratedCodec.write(batch)),
            GeneratedCodec.read(EventBatch.class, writer.toBytes()));
    }

    @Property(tries = 2_000)
    void shouldReadWhatTheGeneratedClassWrites(@ForAll("batches") final EventBatch batch) {
        final byte[] value = GeneratedCodec.write(batch);
        reader.wrap(value);
        assertEquals(batch.getEvents().size(), reader.eventCount());
        assertReads(batch);
        reader.rewind();
        assertReads(batch);
    }

    @Property(tries = 500)
    void shouldReadArraysCutIntoSizedBlocks(@ForAll("batches") final EventBatch batch) {
        reader.wrap(GeneratedCodec.writeInBlocks(batch, 64));
        assertReads(batch);
        assertEquals(batch.getEvents().size(), reader.eventCount());
    }

    @Property(tries = 500)
    void shouldReadAValueAnywhereInAnArray(@ForAll("batches") final EventBatch batch) {
        final byte[] value = GeneratedCodec.write(batch);
        final byte[] around = new byte[value.length + 20];
        Arrays.fill(around, (byte) 0x7F);
        System.arraycopy(value, 0, around, 13, value.length);
        reader.wrap(around, 13, value.length);
        assertReads(batch);
    }

    @Test
    void shouldTellWhetherASymbolIsTheBatchs() {
        final EventBatchWriter writer = new EventBatchWriter();
        writer.begin("XNAS", "S", "ÄB", "p", 0, 4);
        writer.event(EventKind.DELETE, 1, 0, 0, Side.NONE, 1, 0, 0, 0, 0, 0);
        final EventBatchReader reader = new EventBatchReader().wrap(writer.toBytes());
        assertTrue(reader.symbolIs("ÄB".getBytes(StandardCharsets.UTF_8)));
        assertFalse(reader.symbolIs("ÄBC".getBytes(StandardCharsets.UTF_8)));
        assertFalse(reader.symbolIs("Ä".getBytes(StandardCharsets.UTF_8)));
        assertFalse(reader.symbolIs(new byte[0]));
        assertTrue(reader.nextEvent());
        assertEquals(1, reader.orderRef());
    }

    @Test
    void shouldTakeSequenceAndTimesOfTheFirstEvent() {
        writer.begin("XNAS", "S1", "AAPL", "primary", 41, 4);
        writer.event(EventKind.ADD, 42, 1_000, 1_500, Side.BID, 7, 0, 3_210_000, 100, 0, 0);
        writer.event(EventKind.EXECUTE, 45, 900, 1_700, Side.NONE, 7, 0, 0, 60, 99, 1);
        final EventBatch batch = GeneratedCodec.read(EventBatch.class, writer.toBytes());
        assertEquals(new EventBatch("XNAS", "S1", "AAPL", "primary", 42L, 45L, 41L, 1_000L, 1_500L, 4, List.of(
            new Event(EventKind.ADD, 0, 0L, Side.BID, 7L, 0L, 3_210_000L, 100L, 0L, 0, "", List.of()),
            new Event(EventKind.EXECUTE, 3, -100L, Side.NONE, 7L, 0L, 0L, 60L, 99L, 1, "", List.of()))), batch);
    }

    /** docs/protocol/event-batch.md, "Value layout". A new version of the schema changes the fingerprint there. */
    @Test
    void shouldWriteTheBatchOfTheDocumentation() {
        writer.begin("XNAS", "S1", "AAPL", "a", 41, 4);
        writer.event(EventKind.ADD, 42, 1_000, 1_500, Side.BID, 7, 0, 3_210_000, 100, 0, 0);
        writer.event(EventKind.EXECUTE, 45, 1_100, 1_700, Side.NONE, 7, 0, 0, 60, 99, EventFlags.FLAG_PRINTABLE);
        assertEquals("c301" + "959f27622edcd8cb"
            + "08584e4153" + "045331" + "084141504c" + "0261"
            + "545a52" + "d00f" + "b817" + "08"
            + "04"
            + "020000020e00a0ec8703c80100000000"
            + "0406c801000e000078c601020000"
            + "00", HexFormat.of().formatHex(writer.toBytes()));
    }

    @Test
    void shouldForgetTheBatchBefore() {
        writer.begin("XNAS", "S1", "AAPL", "primary", 41, 4);
        writer.event(EventKind.ADD, 42, 1_000, 1_500, Side.BID, 7, 0, 3_210_000, 100, 0, 0);
        writer.begin("XNAS", "S1", "MSFT", "primary", 0, 4);
        assertEquals(0, writer.eventCount());
        assertArrayEquals(GeneratedCodec.write(
            new EventBatch("XNAS", "S1", "MSFT", "primary", 0L, 0L, 0L, 0L, 0L, 4, List.of())), writer.toBytes());
    }

    @Test
    void shouldGiveTheSameStringForTheSameSymbol() {
        writer.begin("XNAS", "S1", "AAPL", "primary", 0, 4);
        final byte[] value = writer.toBytes();
        final String symbol = reader.wrap(value).symbol();
        assertSame(symbol, reader.wrap(value.clone()).symbol());
        assertSame(reader.venue(), reader.wrap(value).venue());
    }

    @Test
    void shouldRefuseASequenceThatRunsBackwardsOrTooFar() {
        writer.begin("XNAS", "S1", "AAPL", "primary", 0, 4);
        event(10);
        final byte[] before = writer.toBytes();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> event(9)).getMessage()
            .startsWith("sequence 9 after 10 in a batch from 10"));
        assertThrows(IllegalArgumentException.class, () -> event(11L + Integer.MAX_VALUE));
        assertArrayEquals(before, writer.toBytes());
        event(10L + Integer.MAX_VALUE);
        assertEquals(2, writer.eventCount());
    }

    @Test
    void shouldRefuseMoreThanTheLargestBatchAndKeepWhatFits() {
        writer.begin("XNAS", "S1", "AAPL", "primary", 0, 4);
        final long[] values = new long[1 << 18];
        Arrays.fill(values, Long.MIN_VALUE);
        int fitted = 0;
        while (fitted < 100) {
            try {
                writer.event(EventKind.SYSTEM, 1, 0, 0, Side.NONE, 0, 0, 0, 0, 0, 0, "", values, values.length);
                fitted++;
            } catch (final IllegalStateException e) {
                assertTrue(e.getMessage().contains(String.valueOf(EventBatchWriter.MAX_BATCH_BYTES)));
                break;
            }
        }
        assertEquals(EventBatchWriter.MAX_BATCH_BYTES / (10 * values.length), fitted);
        reader.wrap(writer.toBytes()).verify();
        assertEquals(fitted, reader.eventCount());
    }

    @Test
    void shouldRefuseUseBeforeBegin() {
        assertThrows(IllegalStateException.class, () -> event(1));
        assertThrows(IllegalStateException.class, writer::toBytes);
    }

    private void event(final long sequence) {
        writer.event(EventKind.DELETE, sequence, 0, 0, Side.NONE, 1, 0, 0, 0, 0, 0);
    }

    private void write(final EventBatch batch) {
        writer.begin(batch.getVenue(), batch.getSession(), batch.getSymbol(), batch.getPublisher(),
            batch.getPreviousSequence(), batch.getPriceScale());
        for (final Event event : batch.getEvents()) {
            writer.event(event.getKind(),
                batch.getFirstSequence() + event.getSequenceOffset(),
                batch.getVenueTimeNanos() + event.getTimeOffsetNanos(),
                batch.getReceiveTimeNanos(),
                event.getSide(), event.getOrderRef(), event.getNewOrderRef(), event.getPrice(), event.getShares(),
                event.getMatchNumber(), event.getFlags(), event.getCodes(),
                event.getValues().stream().mapToLong(Long::longValue).toArray(), event.getValues().size());
        }
    }

    private void assertReads(final EventBatch batch) {
        assertEquals(Fields.asWritten(batch.getVenue()), reader.venue());
        assertEquals(Fields.asWritten(batch.getSession()), reader.session());
        assertEquals(Fields.asWritten(batch.getSymbol()), reader.symbol());
        assertEquals(Fields.asWritten(batch.getPublisher()), reader.publisher());
        assertEquals(batch.getFirstSequence(), reader.firstSequence());
        assertEquals(batch.getLastSequence(), reader.lastSequence());
        assertEquals(batch.getPreviousSequence(), reader.previousSequence());
        assertEquals(batch.getVenueTimeNanos(), reader.venueTimeNanos());
        assertEquals(batch.getReceiveTimeNanos(), reader.receiveTimeNanos());
        assertEquals(batch.getPriceScale(), reader.priceScale());
        for (final Event event : batch.getEvents()) {
            assertTrue(reader.nextEvent());
            assertReads(batch, event);
        }
        assertFalse(reader.nextEvent());
        assertFalse(reader.nextEvent(), "asked again");
    }

    private void assertReads(final EventBatch batch, final Event event) {
        assertSame(event.getKind(), reader.kind());
        assertEquals(batch.getFirstSequence() + event.getSequenceOffset(), reader.sequence());
        assertEquals(batch.getVenueTimeNanos() + event.getTimeOffsetNanos(), reader.eventTimeNanos());
        assertSame(event.getSide(), reader.side());
        assertEquals(event.getOrderRef(), reader.orderRef());
        assertEquals(event.getNewOrderRef(), reader.newOrderRef());
        assertEquals(event.getPrice(), reader.price());
        assertEquals(event.getShares(), reader.shares());
        assertEquals(event.getMatchNumber(), reader.matchNumber());
        assertEquals(event.getFlags(), reader.flags());
        assertEquals(Fields.asWritten(event.getCodes()), reader.codes());
        assertEquals(event.getValues().size(), reader.valueCount());
        for (int i = 0; i < reader.valueCount(); i++) {
            assertEquals(event.getValues().get(i), reader.value(i));
        }
    }
}
