package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads what every derived record begins and ends with, in place; its subclasses read what is between. A value of another
 * released version is first rewritten as one of the current.
 *
 * <p>One thread; allocates for a text it has not seen, and for other versions.
 */
abstract class DerivedReader implements DerivedReaderView {

    private static final Quality[] QUALITIES = Quality.values();
    private static final TradingState[] TRADING_STATES = TradingState.values();

    private final Class<? extends SpecificRecord> type;
    private final String name;
    private final byte[] header;
    private final TextCache texts;
    private final AvroInput in = new AvroInput();

    private String venue;
    private String session;
    private String symbol;
    private long sequence;
    private long venueTimeNanos;
    private long receiveTimeNanos;
    private int priceScale;
    private Quality quality;
    private String qualityReason;
    private TradingState tradingState;

    DerivedReader(final Class<? extends SpecificRecord> type, final Schema schema, final TextCache texts) {
        this.type = type;
        this.texts = texts;
        name = schema.getName();
        header = SingleObject.header(schema);
    }

    /** Reads the fields between head and tail. */
    abstract void readBody(AvroInput from);

    /** Reads what later versions added behind the tail. */
    void readRest(final AvroInput from) {
        // Most records have nothing there.
    }

    /** Goes to another state of the record. */
    final void at(final long stateSequence, final long stateVenueTimeNanos) {
        sequence = stateSequence;
        venueTimeNanos = stateVenueTimeNanos;
    }

    /**
     * Reads a value that fills its array.
     *
     * @throws MalformedRecordException when it is not such a value
     */
    final void read(final byte[] value) {
        byte[] current = value;
        if (!isCurrent(value)) {
            current = Records.toCurrent(type, value, 0, value.length);
        }
        in.wrap(current, 0, current.length);
        in.skip(SingleObject.HEADER_BYTES);
        venue = text("venue", venue);
        session = text("session", session);
        symbol = text("symbol");
        sequence = in.readLong("sequence");
        venueTimeNanos = in.readLong("venueTimeNanos");
        receiveTimeNanos = in.readLong("receiveTimeNanos");
        priceScale = in.readInt("priceScale");
        readBody(in);
        quality = QUALITIES[in.readEnum("quality", QUALITIES.length)];
        qualityReason = text("qualityReason");
        tradingState = TRADING_STATES[in.readEnum("tradingState", TRADING_STATES.length)];
        readRest(in);
        if (in.remaining() != 0) {
            throw in.malformed(name, in.remaining() + " bytes left behind the record");
        }
    }

    private boolean isCurrent(final byte[] value) {
        if (value.length < header.length) {
            return false;
        }
        for (int i = 0; i < header.length; i++) {
            if (value[i] != header[i]) {
                return false;
            }
        }
        return true;
    }

    final String text(final String field) {
        return text(field, null);
    }

    private String text(final String field, final String guess) {
        final int length = in.readLength(field);
        final int start = in.position();
        in.skip(length);
        return texts.text(in.bytes(), start, length, guess);
    }

    @Override
    public final String venue() {
        return venue;
    }

    @Override
    public final String session() {
        return session;
    }

    @Override
    public final String symbol() {
        return symbol;
    }

    @Override
    public final long sequence() {
        return sequence;
    }

    @Override
    public final long venueTimeNanos() {
        return venueTimeNanos;
    }

    @Override
    public final long receiveTimeNanos() {
        return receiveTimeNanos;
    }

    @Override
    public final int priceScale() {
        return priceScale;
    }

    @Override
    public final Quality quality() {
        return quality;
    }

    @Override
    public final String qualityReason() {
        return qualityReason;
    }

    @Override
    public final TradingState tradingState() {
        return tradingState;
    }
}
