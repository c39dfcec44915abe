package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;

/**
 * Builds one {@code EventBatch} value at a time: {@link #begin}, any number of {@code event}, then {@link #toBytes}.
 * The bytes are exactly those that the generated class writes (property-tested). docs/protocol/event-batch.md says
 * which kind uses which field and how the bytes lie.
 *
 * <p>One thread. After its buffers have grown to the largest batch it allocates nothing but the array that
 * {@link #toBytes} returns. A writer may be kept per symbol or shared: it starts small.
 */
public final class EventBatchWriter {

    /** Largest batch; the caller flushes long before (Kafka's default record limit is 1 MiB). */
    public static final int MAX_BATCH_BYTES = 16 << 20;

    private static final byte[] HEADER = SingleObject.header(EventBatch.getClassSchema());
    private static final long[] NO_VALUES = {};
    /** Nine varints, two enum indexes (one byte each) and the empty-array byte. */
    private static final int EVENT_FIXED_BYTES = 9 * AvroOutput.MAX_VARINT_BYTES + 3;

    private final AvroOutput head = new AvroOutput(96);
    private final AvroOutput events = new AvroOutput(256);
    private boolean begun;
    private long previousSequence;
    private int priceScale;
    private int eventCount;
    private long firstSequence;
    private long lastSequence;
    private long venueTimeNanos;
    private long receiveTimeNanos;

    /**
     * Starts a batch, forgetting the last one.
     *
     * @param venue            ISO 10383 market identifier, such as XNAS
     * @param session          venue session, padding removed
     * @param symbol           venue symbol, padding removed, or {@code Topics.MARKET_WIDE_SYMBOL}
     * @param publisher        name of this feed handler
     * @param previousSequence last sequence this publisher sent for this symbol in this session, 0 when there was none
     * @param priceScale       decimal places of every price in the batch
     */
    public void begin(
        final String venue,
        final String session,
        final String symbol,
        final String publisher,
        final long previousSequence,
        final int priceScale) {
        head.position(0);
        head.ensure(HEADER.length);
        head.put(HEADER, 0, HEADER.length);
        head.writeString(venue);
        head.writeString(session);
        head.writeString(symbol);
        head.writeString(publisher);
        events.position(0);
        begun = true;
        this.previousSequence = previousSequence;
        this.priceScale = priceScale;
        eventCount = 0;
        firstSequence = 0;
        lastSequence = 0;
        venueTimeNanos = 0;
        receiveTimeNanos = 0;
    }

    /** Adds an event of a kind that uses neither codes nor values; parameters as in the long form. */
    public void event(
        final EventKind kind,
        final long sequence,
        final long venueTimeNanos,
        final long receiveTimeNanos,
        final Side side,
        final long orderRef,
        final long newOrderRef,
        final long price,
        final long shares,
        final long matchNumber,
        final int flags) {
        event(kind, sequence, venueTimeNanos, receiveTimeNanos, side, orderRef, newOrderRef, price, shares,
            matchNumber, flags, "", NO_VALUES, 0);
    }

    /**
     * Adds an event. The first event's sequence and times become the batch's; later receive times are not kept.
     *
     * @param kind             what the event does
     * @param sequence         venue sequence, not below the event before (equal only inside a snapshot)
     * @param venueTimeNanos   venue's stamp, nanoseconds since the epoch, UTC
     * @param receiveTimeNanos when its packet was received, nanoseconds since the epoch, UTC
     * @param side             side of the order, aggressor or imbalance, else NONE
     * @param orderRef         order reference number; of a replace the original one; else 0
     * @param newOrderRef      order reference number after a replace, else 0
     * @param price            in units of 10^-priceScale, else 0
     * @param shares           shares, else 0
     * @param matchNumber      match number, else 0
     * @param flags            bits of {@code EventFlags}
     * @param codes            text fields of a rare kind, else empty
     * @param values           further numbers of a rare kind; may be null when {@code valueCount} is 0
     * @param valueCount       how many of {@code values} count
     * @throws IllegalStateException    before {@link #begin}, or when the batch would pass {@link #MAX_BATCH_BYTES}
     * @throws IllegalArgumentException when the sequence runs backwards or further than an int from the first
     */
    public void event(
        final EventKind kind,
        final long sequence,
        final long venueTimeNanos,
        final long receiveTimeNanos,
        final Side side,
        final long orderRef,
        final long newOrderRef,
        final long price,
        final long shares,
        final long matchNumber,
        final int flags,
        final String codes,
        final long[] values,
        final int valueCount) {
        if (!begun) {
            throw new IllegalStateException("event before begin: call begin first");
        }
        final boolean first = eventCount == 0;
        final long offset = first ? 0 : sequence - firstSequence;
        requireSequence(sequence, first, offset);
        final AvroOutput out = events;
        final int start = out.position();
        out.ensure(EVENT_FIXED_BYTES);
        out.putLong(kind.ordinal());
        out.putLong(offset);
        out.putLong(first ? 0 : venueTimeNanos - this.venueTimeNanos);
        out.putLong(side.ordinal());
        out.putLong(orderRef);
        out.putLong(newOrderRef);
        out.putLong(price);
        out.putLong(shares);
        out.putLong(matchNumber);
        out.putLong(flags);
        out.writeString(codes);
        writeValues(out, values, valueCount);
        if (out.position() > MAX_BATCH_BYTES) {
            out.position(start);
            throw new IllegalStateException("batch would pass " + MAX_BATCH_BYTES + " bytes at its event "
                + (eventCount + 1) + ": flush smaller batches");
        }
        if (first) {
            firstSequence = sequence;
            this.venueTimeNanos = venueTimeNanos;
            this.receiveTimeNanos = receiveTimeNanos;
        }
        lastSequence = sequence;
        eventCount++;
    }

    private void requireSequence(final long sequence, final boolean first, final long offset) {
        if (!first && (sequence < lastSequence || offset < 0 || offset > Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("sequence " + sequence + " after " + lastSequence + " in a batch from "
                + firstSequence + ": expected ascending, at most " + Integer.MAX_VALUE + " apart; begin a new batch");
        }
    }

    private static void writeValues(final AvroOutput out, final long[] values, final int valueCount) {
        out.ensure(AvroOutput.MAX_VARINT_BYTES * (valueCount + 1) + 1);
        if (valueCount > 0) {
            out.putLong(valueCount);
            for (int i = 0; i < valueCount; i++) {
                out.putLong(values[i]);
            }
        }
        out.putByte(0);
    }

    /** Events in the batch so far. */
    public int eventCount() {
        return eventCount;
    }

    /** Sequence of the first event, 0 when there is none. */
    public long firstSequence() {
        return firstSequence;
    }

    /** Sequence of the last event, 0 when there is none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Bytes that {@link #toBytes} would return now. */
    public int sizeBytes() {
        return head.position()
            + AvroOutput.sizeOfLong(firstSequence)
            + AvroOutput.sizeOfLong(lastSequence)
            + AvroOutput.sizeOfLong(previousSequence)
            + AvroOutput.sizeOfLong(venueTimeNanos)
            + AvroOutput.sizeOfLong(receiveTimeNanos)
            + AvroOutput.sizeOfLong(priceScale)
            + (eventCount == 0 ? 0 : AvroOutput.sizeOfLong(eventCount))
            + events.position()
            + 1;
    }

    /**
     * The complete value: single-object header and batch. The batch stays as it is; more events may follow.
     *
     * @return new array
     * @throws IllegalStateException before {@link #begin}
     */
    public byte[] toBytes() {
        if (!begun) {
            throw new IllegalStateException("toBytes before begin: call begin first");
        }
        final int stringsEnd = head.position();
        head.ensure(7 * AvroOutput.MAX_VARINT_BYTES);
        head.putLong(firstSequence);
        head.putLong(lastSequence);
        head.putLong(previousSequence);
        head.putLong(venueTimeNanos);
        head.putLong(receiveTimeNanos);
        head.putLong(priceScale);
        if (eventCount > 0) {
            head.putLong(eventCount);
        }
        final byte[] value = new byte[head.position() + events.position() + 1];
        head.copyTo(value, 0);
        events.copyTo(value, head.position());
        head.position(stringsEnd);
        return value;
    }
}
