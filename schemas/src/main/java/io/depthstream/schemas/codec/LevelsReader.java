package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.Depth;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads {@code Depth} or {@code BookLatest} values in place: {@link #wrap}, then the fields. Keeps so many of the best
 * levels as it is made for, and passes over the others.
 *
 * <p>One thread; no allocation a record.
 */
public final class LevelsReader extends DerivedReader {

    private final boolean full;
    private final long[] bidPrices;
    private final long[] bidShares;
    private final long[] askPrices;
    private final long[] askShares;
    private int bids;
    private int asks;
    private int bidOrders;
    private int askOrders;
    private long appliedEvents;
    private long ordersEntered;
    private String marketState = "";

    private LevelsReader(
        final Class<? extends SpecificRecord> type, final Schema schema, final boolean full, final int levels) {
        super(type, schema, new TextCache());
        this.full = full;
        bidPrices = new long[levels];
        bidShares = new long[levels];
        askPrices = new long[levels];
        askShares = new long[levels];
    }

    /** A reader of {@code Depth} that keeps at most so many levels a side. */
    public static LevelsReader ofDepth(final int levels) {
        return new LevelsReader(Depth.class, Depth.getClassSchema(), false, levels);
    }

    /** A reader of {@code BookLatest} that keeps at most so many levels a side. */
    public static LevelsReader ofBookLatest(final int levels) {
        return new LevelsReader(BookLatest.class, BookLatest.getClassSchema(), true, levels);
    }

    /**
     * Reads a value.
     *
     * @return this
     * @throws MalformedRecordException when it is not such a value
     */
    public LevelsReader wrap(final byte[] value) {
        read(value);
        return this;
    }

    @Override
    void readBody(final AvroInput in) {
        bids = column(in, "bidPrices", bidPrices);
        bids = Math.min(bids, column(in, "bidShares", bidShares));
        bidOrders = orders(in, "bidOrders");
        asks = column(in, "askPrices", askPrices);
        asks = Math.min(asks, column(in, "askShares", askShares));
        askOrders = orders(in, "askOrders");
        if (full) {
            in.readLong("liveOrders");
            appliedEvents = in.readLong("appliedEvents");
        }
    }

    @Override
    void readRest(final AvroInput in) {
        marketState = text("marketState");
        if (!full) {
            appliedEvents = in.readLong("appliedEvents");
            ordersEntered = in.readLong("ordersEntered");
        }
    }

    private static int column(final AvroInput in, final String field, final long[] into) {
        int kept = 0;
        int count = in.readBlockCount(field, 1);
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                final long value = in.readLong(field);
                if (kept < into.length) {
                    into[kept++] = value;
                }
            }
            count = in.readBlockCount(field, 1);
        }
        return kept;
    }

    private static int orders(final AvroInput in, final String field) {
        int best = 0;
        boolean first = true;
        int count = in.readBlockCount(field, 1);
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                final int value = in.readInt(field);
                best = first ? value : best;
                first = false;
            }
            count = in.readBlockCount(field, 1);
        }
        return best;
    }

    /** What else the venue last said of trading in the symbol; empty where nothing. */
    public String marketState() {
        return marketState;
    }

    /** Bid levels kept. */
    public int bids() {
        return bids;
    }

    /** Offer levels kept. */
    public int asks() {
        return asks;
    }

    /** Prices of the bid levels, best first; valid up to {@link #bids} and until the next value. */
    public long[] bidPrices() {
        return bidPrices;
    }

    /** Shares of the bid levels. */
    public long[] bidShares() {
        return bidShares;
    }

    /** Prices of the offer levels, best first; valid up to {@link #asks} and until the next value. */
    public long[] askPrices() {
        return askPrices;
    }

    /** Shares of the offer levels. */
    public long[] askShares() {
        return askShares;
    }

    /** Orders at the best bid. */
    public int bidOrders() {
        return bidOrders;
    }

    /** Orders at the best offer. */
    public int askOrders() {
        return askOrders;
    }

    /** Events applied since the session began. */
    public long appliedEvents() {
        return appliedEvents;
    }

    /** Orders entered since the session began; 0 in a {@code BookLatest}, which does not say. */
    public long ordersEntered() {
        return ordersEntered;
    }
}
