package io.depthstream.benchmarks.pipeline;

import io.depthstream.ingest.itch.AddOrderEncoder;
import io.depthstream.ingest.itch.ItchText;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.ingest.itch.OrderReplaceEncoder;
import io.depthstream.ingest.itch.StockDirectoryEncoder;
import io.depthstream.local.simulator.MessageSource;
import org.agrona.MutableDirectBuffer;

/**
 * Books that are full at once and stay as full: a directory, so many adds, and then without end deletes, adds and
 * replaces in turn, on symbols of uneven activity. A simulated day comes to its peak only after tens of millions of
 * messages; a checkpoint benchmark wants the peak first. No book is ever crossed.
 *
 * <p>The same seed gives the same messages. One thread; allocates nothing after construction.
 */
public final class SteadyBooks implements MessageSource {
    private static final int MIDDLE_E4 = 1_000_000;
    private static final int TICK_E4 = 100;
    private static final int TICKS = 40;
    private static final int ROUND_LOT = 100;
    private static final long START_NANOS = 34_200_000_000_000L;
    private static final long STEP_NANOS = 1_000;

    private final StockDirectoryEncoder directory = new StockDirectoryEncoder();
    private final AddOrderEncoder add = new AddOrderEncoder();
    private final OrderDeleteEncoder delete = new OrderDeleteEncoder();
    private final OrderReplaceEncoder replace = new OrderReplaceEncoder();
    private final int symbols;
    private final long[] references;
    private final char[] locates;
    private final boolean[] bids;
    private final long[] names;
    private final long most;
    private long random;
    private long sent;
    private long reference;
    private int live;
    private int freed = -1;

    /**
     * A market of that seed.
     *
     * @param symbols listed symbols, 1 to 65,000
     * @param orders  orders that rest all the time
     * @param changes messages after the last order of the beginning has been added
     */
    public SteadyBooks(final long seed, final int symbols, final int orders, final long changes) {
        this.symbols = symbols;
        random = seed * 0x9E37_79B9_7F4A_7C15L + 1;
        references = new long[orders];
        locates = new char[orders];
        bids = new boolean[orders];
        names = new long[symbols + 1];
        for (int locate = 1; locate <= symbols; locate++) {
            names[locate] = ItchText.pack("S" + locate);
        }
        most = symbols + (long) orders + changes;
    }

    /** Messages before the books are full. */
    public long toFill() {
        return symbols + (long) references.length;
    }

    @Override
    public int next(final MutableDirectBuffer buffer, final int offset) {
        if (sent == most) {
            return 0;
        }
        final long at = sent++;
        if (at < symbols) {
            return list((int) at + 1, buffer, offset);
        }
        if (live < references.length) {
            return add(live++, buffer, offset);
        }
        if (freed >= 0) {
            final int slot = freed;
            freed = -1;
            return add(slot, buffer, offset);
        }
        final int slot = below(references.length);
        return below(5) == 0 ? replace(slot, buffer, offset) : delete(slot, buffer, offset);
    }

    private int list(final int locate, final MutableDirectBuffer buffer, final int offset) {
        directory.wrap(buffer, offset).stockLocate(locate).trackingNumber(0).timestamp(time())
            .stockAsLong(names[locate]).marketCategory('Q').financialStatusIndicator('N').roundLotSize(ROUND_LOT)
            .roundLotsOnly('N').issueClassification('C').issueSubType("Z").authenticity('P')
            .shortSaleThresholdIndicator('N').ipoFlag('N').luldReferencePriceTier('1').etpFlag('N')
            .etpLeverageFactor(0).inverseIndicator('N');
        return directory.length();
    }

    private int add(final int slot, final MutableDirectBuffer buffer, final int offset) {
        // The square makes low locates busier: the busiest tenth gets about a third of all orders.
        final double uniform = (next() >>> 11) * 0x1.0p-53;
        final int locate = 1 + (int) (uniform * uniform * symbols);
        references[slot] = ++reference;
        locates[slot] = (char) locate;
        bids[slot] = below(2) == 0;
        add.wrap(buffer, offset).stockLocate(locate).trackingNumber(0).timestamp(time())
            .orderReferenceNumber(reference).buySellIndicator(bids[slot] ? 'B' : 'S').shares(shares())
            .stockAsLong(names[locate]).price(price(bids[slot]));
        return add.length();
    }

    private int delete(final int slot, final MutableDirectBuffer buffer, final int offset) {
        freed = slot;
        delete.wrap(buffer, offset).stockLocate(locates[slot]).trackingNumber(0).timestamp(time())
            .orderReferenceNumber(references[slot]);
        return delete.length();
    }

    private int replace(final int slot, final MutableDirectBuffer buffer, final int offset) {
        final long old = references[slot];
        references[slot] = ++reference;
        replace.wrap(buffer, offset).stockLocate(locates[slot]).trackingNumber(0).timestamp(time())
            .originalOrderReferenceNumber(old).newOrderReferenceNumber(reference).shares(shares())
            .price(price(bids[slot]));
        return replace.length();
    }

    private long time() {
        return START_NANOS + sent * STEP_NANOS;
    }

    private long shares() {
        return ROUND_LOT * (1L + below(9));
    }

    private long price(final boolean bid) {
        final int away = (1 + below(TICKS)) * TICK_E4;
        return bid ? MIDDLE_E4 - away : MIDDLE_E4 + away;
    }

    private int below(final int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /** SplitMix64 (Steele, Lea, Flood 2014). */
    private long next() {
        random += 0x9E37_79B9_7F4A_7C15L;
        long z = random;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
