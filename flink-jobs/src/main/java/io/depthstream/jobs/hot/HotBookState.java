package io.depthstream.jobs.hot;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/**
 * The newest state of one symbol's book, as the hot store shows it: a mutable holder that is filled again and again.
 *
 * <p>The operator owns one, fills it ({@link #begin}, {@link #quality}, {@link #bid}, {@link #ask}) and offers it; the
 * publisher copies. Prices are integers in the venue's scale, best first, at most {@link #depth()} levels a side.
 *
 * <p>(session, sequence, revision) says which of two states is newer. The revision is 0 for the state right after an
 * event; it rises by one when the state changes without an event, as when a gap is noticed by a timer. Not thread-safe;
 * allocation-free after construction.
 */
public final class HotBookState {

    /** Most levels a side that a holder can have. */
    public static final int MAX_DEPTH = 100;

    private final int depth;
    private final long[] bidPrices;
    private final long[] bidShares;
    private final int[] bidOrders;
    private final long[] askPrices;
    private final long[] askShares;
    private final int[] askOrders;
    private final HotTrades trades = new HotTrades();

    private String venue = "";
    private String session = "";
    private String symbol = "";
    private long sequence;
    private int revision;
    private long venueTimeNanos;
    private long receiveTimeNanos;
    private int priceScale;
    private Quality quality = Quality.UNKNOWN;
    private String qualityReason = "";
    private TradingState tradingState = TradingState.UNKNOWN;
    private String marketState = "";
    private int bidLevels;
    private int askLevels;

    /**
     * A holder of up to {@code depth} levels a side.
     *
     * @throws IllegalArgumentException if depth is outside 1 to {@link #MAX_DEPTH}
     */
    public HotBookState(final int depth) {
        if (depth < 1 || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("depth must be 1 to " + MAX_DEPTH + " levels, got " + depth);
        }
        this.depth = depth;
        bidPrices = new long[depth];
        bidShares = new long[depth];
        bidOrders = new int[depth];
        askPrices = new long[depth];
        askShares = new long[depth];
        askOrders = new int[depth];
    }

    /** Starts a new state: names it and empties both sides; quality and trading state become UNKNOWN. */
    public HotBookState begin(
            final String venue,
            final String session,
            final String symbol,
            final long sequence,
            final int revision,
            final long venueTimeNanos,
            final long receiveTimeNanos,
            final int priceScale) {
        this.venue = venue;
        this.session = session;
        this.symbol = symbol;
        this.sequence = sequence;
        this.revision = revision;
        this.venueTimeNanos = venueTimeNanos;
        this.receiveTimeNanos = receiveTimeNanos;
        this.priceScale = priceScale;
        quality = Quality.UNKNOWN;
        qualityReason = "";
        tradingState = TradingState.UNKNOWN;
        marketState = "";
        trades.clear();
        bidLevels = 0;
        askLevels = 0;
        return this;
    }

    /** Says how far the state may be trusted (reason empty when it is OK) and whether the symbol trades. */
    public HotBookState quality(final Quality quality, final String reason, final TradingState tradingState) {
        this.quality = quality;
        this.qualityReason = reason;
        this.tradingState = tradingState;
        return this;
    }

    /** Says what else the venue last said of trading in the symbol; empty where nothing. */
    public HotBookState marketState(final String text) {
        this.marketState = text;
        return this;
    }

    /** Says what traded last; nothing where null. */
    public HotBookState trades(final HotTrades newest) {
        if (newest != null) {
            trades.copyFrom(newest);
        }
        return this;
    }

    /** Appends the next best bid level; ignored when {@link #depth()} levels are there. */
    public HotBookState bid(final long price, final long shares, final int orders) {
        if (bidLevels < depth) {
            bidPrices[bidLevels] = price;
            bidShares[bidLevels] = shares;
            bidOrders[bidLevels] = orders;
            bidLevels++;
        }
        return this;
    }

    /** Appends the next best offer level; ignored when {@link #depth()} levels are there. */
    public HotBookState ask(final long price, final long shares, final int orders) {
        if (askLevels < depth) {
            askPrices[askLevels] = price;
            askShares[askLevels] = shares;
            askOrders[askLevels] = orders;
            askLevels++;
        }
        return this;
    }

    /** Takes over everything from another holder; levels beyond this one's depth are left out. */
    public void copyFrom(final HotBookState other) {
        venue = other.venue;
        session = other.session;
        symbol = other.symbol;
        sequence = other.sequence;
        revision = other.revision;
        venueTimeNanos = other.venueTimeNanos;
        receiveTimeNanos = other.receiveTimeNanos;
        priceScale = other.priceScale;
        quality = other.quality;
        qualityReason = other.qualityReason;
        tradingState = other.tradingState;
        marketState = other.marketState;
        trades.copyFrom(other.trades);
        bidLevels = Math.min(other.bidLevels, depth);
        System.arraycopy(other.bidPrices, 0, bidPrices, 0, bidLevels);
        System.arraycopy(other.bidShares, 0, bidShares, 0, bidLevels);
        System.arraycopy(other.bidOrders, 0, bidOrders, 0, bidLevels);
        askLevels = Math.min(other.askLevels, depth);
        System.arraycopy(other.askPrices, 0, askPrices, 0, askLevels);
        System.arraycopy(other.askShares, 0, askShares, 0, askLevels);
        System.arraycopy(other.askOrders, 0, askOrders, 0, askLevels);
    }

    /** Most levels a side. */
    public int depth() {
        return depth;
    }

    /** ISO 10383 market identifier, such as XNAS. */
    public String venue() {
        return venue;
    }

    /** Venue session the sequence counts in. */
    public String session() {
        return session;
    }

    /** Venue symbol. */
    public String symbol() {
        return symbol;
    }

    /** Venue sequence of the last event the state reflects. */
    public long sequence() {
        return sequence;
    }

    /** How often the state changed without an event since that sequence. */
    public int revision() {
        return revision;
    }

    /** Venue's stamp of the last event, nanoseconds since the epoch, UTC. */
    public long venueTimeNanos() {
        return venueTimeNanos;
    }

    /** When the feed handler received the last event, nanoseconds since the epoch, UTC. */
    public long receiveTimeNanos() {
        return receiveTimeNanos;
    }

    /** Decimal places of every price. */
    public int priceScale() {
        return priceScale;
    }

    /** How far the state may be trusted. */
    public Quality quality() {
        return quality;
    }

    /** Why the quality is not OK, or empty. */
    public String qualityReason() {
        return qualityReason;
    }

    /** Whether the symbol trades. */
    public TradingState tradingState() {
        return tradingState;
    }

    /** What else the venue last said of trading in the symbol; empty where nothing. */
    public String marketState() {
        return marketState;
    }

    /** What traded last. */
    public HotTrades trades() {
        return trades;
    }

    /** Bid levels held. */
    public int bidLevels() {
        return bidLevels;
    }

    /** Price of bid level i; 0 is the best. */
    public long bidPrice(final int i) {
        return bidPrices[i];
    }

    /** Shares of bid level i. */
    public long bidShares(final int i) {
        return bidShares[i];
    }

    /** Orders of bid level i. */
    public int bidOrders(final int i) {
        return bidOrders[i];
    }

    /** Offer levels held. */
    public int askLevels() {
        return askLevels;
    }

    /** Price of offer level i; 0 is the best. */
    public long askPrice(final int i) {
        return askPrices[i];
    }

    /** Shares of offer level i. */
    public long askShares(final int i) {
        return askShares[i];
    }

    /** Orders of offer level i. */
    public int askOrders(final int i) {
        return askOrders[i];
    }
}
