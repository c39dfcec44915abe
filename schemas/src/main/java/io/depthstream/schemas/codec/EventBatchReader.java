package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.util.Arrays;

/**
 * Flyweight over one {@code EventBatch} value: {@link #wrap}, read the header, then {@link #nextEvent} until it says
 * false. It reads what any Avro writer of the schema may write (property-tested against the generated class), and a
 * value of another released version by way of Avro's schema resolution, which is slow and allocates.
 *
 * <p>Hostile input gives {@link MalformedRecordException} and nothing else: no read outside the value, no allocation by
 * a claimed length. An error may come after good events: use {@link #verify} first where a batch must be taken whole.
 *
 * <p>One thread. Allocates nothing for a batch of the current version once its symbols have been seen. The value's
 * array is read in place and must not change meanwhile.
 */
public final class EventBatchReader {

    private static final String NAME = EventBatch.getClassSchema().getName();
    private static final long FINGERPRINT =
        SingleObject.fingerprint(SingleObject.header(EventBatch.getClassSchema()), 0, SingleObject.HEADER_BYTES, NAME);
    private static final EventKind[] KINDS = EventKind.values();
    private static final Side[] SIDES = Side.values();
    /** Every one of an event's twelve fields takes a byte or more. */
    private static final int LEAST_EVENT_BYTES = 12;

    private final AvroInput in = new AvroInput();
    private final TextCache texts = new TextCache();

    private int venueAt;
    private int sessionAt;
    private int symbolAt;
    private int publisherAt;
    private long firstSequence;
    private long lastSequence;
    private long previousSequence;
    private long venueTimeNanos;
    private long receiveTimeNanos;
    private int priceScale;

    private int eventsStart;
    private int firstBlockCount;
    private int eventCount;
    private int leftInBlock;
    private boolean ended;

    private EventKind kind = EventKind.UNKNOWN;
    private int sequenceOffset;
    private long timeOffsetNanos;
    private Side side = Side.NONE;
    private long orderRef;
    private long newOrderRef;
    private long price;
    private long shares;
    private long matchNumber;
    private int flags;
    private int codesAt;
    private int codesLength;
    private int valueCount;
    private long[] values = new long[8];

    /**
     * Takes up a value and reads its header.
     *
     * @param value  single-object encoded {@code EventBatch}, kept until the next call
     * @param offset first byte of it
     * @param length bytes of it
     * @return this
     * @throws MalformedRecordException  when it is not such a value or its version is unknown
     * @throws IndexOutOfBoundsException when offset and length are not inside the array
     */
    public EventBatchReader wrap(final byte[] value, final int offset, final int length) {
        in.wrap(value, offset, length);
        final long fingerprint = SingleObject.fingerprint(value, offset, length, NAME);
        if (fingerprint != FINGERPRINT) {
            final byte[] current = Records.toCurrent(EventBatch.class, value, offset, length);
            in.wrap(current, 0, current.length);
        }
        in.skip(SingleObject.HEADER_BYTES);
        venueAt = skipText("EventBatch.venue");
        sessionAt = skipText("EventBatch.session");
        symbolAt = skipText("EventBatch.symbol");
        publisherAt = skipText("EventBatch.publisher");
        firstSequence = in.readLong("EventBatch.firstSequence");
        lastSequence = in.readLong("EventBatch.lastSequence");
        previousSequence = in.readLong("EventBatch.previousSequence");
        venueTimeNanos = in.readLong("EventBatch.venueTimeNanos");
        receiveTimeNanos = in.readLong("EventBatch.receiveTimeNanos");
        priceScale = in.readInt("EventBatch.priceScale");
        firstBlockCount = readEventBlock();
        eventsStart = in.position();
        rewind();
        return this;
    }

    /** Takes up a value that fills its array; otherwise as {@link #wrap(byte[], int, int)}. */
    public EventBatchReader wrap(final byte[] value) {
        return wrap(value, 0, value.length);
    }

    /** Goes back before the first event. */
    public void rewind() {
        in.position(eventsStart);
        leftInBlock = firstBlockCount;
        eventCount = firstBlockCount;
        ended = firstBlockCount == 0;
        codesLength = 0;
        valueCount = 0;
    }

    /**
     * Reads every event once and goes back before the first, so that a batch with an error anywhere is refused before
     * any of it is applied. Also checks what the header claims of the events.
     *
     * @throws MalformedRecordException for bytes that are no event, for sequences that run backwards, and where the
     *                                  last event is not {@link #lastSequence}
     */
    public void verify() {
        rewind();
        long last = firstSequence;
        boolean any = false;
        while (nextEvent()) {
            final long sequence = sequence();
            if (sequence < last) {
                throw in.malformed("EventBatch.events.sequenceOffset",
                    "event with sequence " + sequence + " after " + last + ", expected ascending");
            }
            last = sequence;
            any = true;
        }
        if (any && last != lastSequence) {
            throw in.malformed("EventBatch.lastSequence",
                "header says " + lastSequence + ", the last event has " + last);
        }
        rewind();
    }

    /**
     * Goes to the next event.
     *
     * @return whether there is one
     * @throws MalformedRecordException when the bytes there are no event, or more follow behind the last one
     */
    public boolean nextEvent() {
        if (leftInBlock == 0 && !nextBlock()) {
            requireEnd();
            return false;
        }
        leftInBlock--;
        final AvroInput from = in;
        kind = KINDS[from.readEnum("EventBatch.events.kind", KINDS.length)];
        sequenceOffset = from.readInt("EventBatch.events.sequenceOffset");
        timeOffsetNanos = from.readLong("EventBatch.events.timeOffsetNanos");
        side = SIDES[from.readEnum("EventBatch.events.side", SIDES.length)];
        orderRef = from.readLong("EventBatch.events.orderRef");
        newOrderRef = from.readLong("EventBatch.events.newOrderRef");
        price = from.readLong("EventBatch.events.price");
        shares = from.readLong("EventBatch.events.shares");
        matchNumber = from.readLong("EventBatch.events.matchNumber");
        flags = from.readInt("EventBatch.events.flags");
        codesLength = from.readLength("EventBatch.events.codes");
        codesAt = from.position();
        from.skip(codesLength);
        readValues(from);
        return true;
    }

    private void readValues(final AvroInput from) {
        int count = 0;
        int block = from.readBlockCount("EventBatch.events.values", 1);
        while (block > 0) {
            if (count + block > values.length) {
                // Every value is at least one byte that is there: bounded by the size of the input.
                values = Arrays.copyOf(values, Math.max(count + block, 2 * values.length));
            }
            for (int i = 0; i < block; i++) {
                values[count++] = from.readLong("EventBatch.events.values");
            }
            block = from.readBlockCount("EventBatch.events.values", 1);
        }
        valueCount = count;
    }

    /** Avro lets a writer cut an array into blocks; ours never do. */
    private boolean nextBlock() {
        if (!ended) {
            leftInBlock = readEventBlock();
            eventCount += leftInBlock;
            ended = leftInBlock == 0;
        }
        return !ended;
    }

    private int readEventBlock() {
        return in.readBlockCount("EventBatch.events", LEAST_EVENT_BYTES);
    }

    private void requireEnd() {
        if (in.remaining() != 0) {
            throw in.malformed("EventBatch", in.remaining() + " bytes left behind the last event");
        }
    }

    private int skipText(final String field) {
        final int at = in.position();
        in.skip(in.readLength(field));
        return at;
    }

    private String textAt(final int at) {
        final int back = in.position();
        in.position(at);
        final int length = in.readLength(NAME);
        final String text = texts.text(in.bytes(), in.position(), length);
        in.position(back);
        return text;
    }

    /** ISO 10383 market identifier of the venue. */
    public String venue() {
        return textAt(venueAt);
    }

    /** Venue session. */
    public String session() {
        return textAt(sessionAt);
    }

    /** Venue symbol, or {@code Topics.MARKET_WIDE_SYMBOL}. */
    public String symbol() {
        return textAt(symbolAt);
    }

    /** Whether {@link #symbol} is this text, in UTF-8; looks at nothing but the two. */
    public boolean symbolIs(final byte[] utf8) {
        final int back = in.position();
        in.position(symbolAt);
        final int length = in.readLength(NAME);
        final int at = in.position();
        in.position(back);
        return Arrays.equals(in.bytes(), at, at + length, utf8, 0, utf8.length);
    }

    /** Which feed handler sent the batch. */
    public String publisher() {
        return textAt(publisherAt);
    }

    /** Venue sequence of the first event. */
    public long firstSequence() {
        return firstSequence;
    }

    /** Venue sequence of the last event. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Last sequence the publisher sent for the symbol before this batch, 0 when there was none. */
    public long previousSequence() {
        return previousSequence;
    }

    /** Venue time of the first event, nanoseconds since the epoch, UTC. */
    public long venueTimeNanos() {
        return venueTimeNanos;
    }

    /** When the packet of the first event was received, nanoseconds since the epoch, UTC. */
    public long receiveTimeNanos() {
        return receiveTimeNanos;
    }

    /** Decimal places of every price in the batch. */
    public int priceScale() {
        return priceScale;
    }

    /**
     * Events announced so far: all of them from the start when the batch is one array block, as every writer of ours
     * makes it; otherwise those of the blocks reached.
     */
    public int eventCount() {
        return eventCount;
    }

    /** What the current event does. */
    public EventKind kind() {
        return kind;
    }

    /** Venue sequence of the current event. */
    public long sequence() {
        return firstSequence + sequenceOffset;
    }

    /** Venue time of the current event, nanoseconds since the epoch, UTC. */
    public long eventTimeNanos() {
        return venueTimeNanos + timeOffsetNanos;
    }

    /** Side of the current event. */
    public Side side() {
        return side;
    }

    /** Order reference number of the current event; of a replace the original one. */
    public long orderRef() {
        return orderRef;
    }

    /** Order reference number after a replace. */
    public long newOrderRef() {
        return newOrderRef;
    }

    /** Price of the current event in units of 10^-priceScale. */
    public long price() {
        return price;
    }

    /** Shares of the current event. */
    public long shares() {
        return shares;
    }

    /** Match number of the current event. */
    public long matchNumber() {
        return matchNumber;
    }

    /** Bits of {@code EventFlags}. */
    public int flags() {
        return flags;
    }

    /** Text fields of a rare kind, else empty. */
    public String codes() {
        return texts.text(in.bytes(), codesAt, codesLength);
    }

    /** How many further numbers the current event has. */
    public int valueCount() {
        return valueCount;
    }

    /**
     * Further number of the current event.
     *
     * @param index 0 to {@code valueCount() - 1}
     * @throws IndexOutOfBoundsException for any other
     */
    public long value(final int index) {
        if (index < 0 || index >= valueCount) {
            throw new IndexOutOfBoundsException("value " + index + " of " + valueCount);
        }
        return values[index];
    }
}
