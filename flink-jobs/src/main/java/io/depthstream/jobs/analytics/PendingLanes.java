package io.depthstream.jobs.analytics;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.orderbook.analytics.LongSink;
import io.depthstream.orderbook.analytics.LongSource;
import io.depthstream.orderbook.analytics.RecordRing;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;

/**
 * Events of one symbol that wait until event time is complete, so that topics read at different speeds are put into the
 * order in which the venue sent them. Whole numbers in one ring a lane; no object an event.
 *
 * <p>A lane drops what it has seen: an uncommitted reader meets records again after a failure of their writer. One
 * thread.
 */
final class PendingLanes {

    private static final int SESSION = 0;
    private static final int SEQUENCE = 1;
    private static final int TIME = 2;
    private static final int RECEIVED = 3;
    private static final int FLAGS = 4;
    private static final int BODY = 5;
    /** Numbers of a depth before its levels. */
    private static final int LEVELS_AT = 5;
    private static final int[] WIDTHS = {11, 11, BODY + LEVELS_AT + 4 * MarketEvent.LEVELS, 8};
    private static final int LANES = Lane.ALL.length;
    private static final int QUALITY_SHIFT = 8;
    private static final int REASON_SHIFT = 16;
    private static final int TRADING_SHIFT = 24;
    private static final int SIGN_SHIFT = 8;
    private static final int PRINTABLE_SHIFT = 16;
    private static final int CROSS_SHIFT = 24;
    private static final Quality[] QUALITIES = Quality.values();
    private static final TradingState[] TRADING_STATES = TradingState.values();
    private static final TradeKind[] TRADE_KINDS = TradeKind.values();

    private final RecordRing[] lanes = new RecordRing[LANES];
    private final long[] lastSession = new long[LANES];
    private final long[] lastSequence = new long[LANES];
    private final int limit;

    PendingLanes(final int limit) {
        this.limit = limit;
    }

    private RecordRing lane(final int lane) {
        if (lanes[lane] == null) {
            lanes[lane] = new RecordRing("pending " + Lane.ALL[lane], WIDTHS[lane], limit);
        }
        return lanes[lane];
    }

    /** Whether a lane has gone on to a later session. */
    boolean isOver(final Lane lane, final long session) {
        return session < lastSession[lane.ordinal()];
    }

    /** Whether an event was seen in its lane before; a touch of the last sequence may differ, and is told by its content. */
    boolean seen(final MarketEvent event, final long session) {
        final int lane = event.lane.ordinal();
        if (session > lastSession[lane]) {
            return false;
        }
        return event.lane == Lane.TOP ? event.sequence < lastSequence[lane] : event.sequence <= lastSequence[lane];
    }

    /** Whether a lane has no room. */
    boolean full(final Lane lane) {
        final RecordRing ring = lanes[lane.ordinal()];
        return ring != null && ring.size() == limit;
    }

    /** Adds an event that is newer than all of its lane. */
    void add(final MarketEvent event, final long session) {
        final int lane = event.lane.ordinal();
        lastSession[lane] = session;
        lastSequence[lane] = event.sequence;
        final RecordRing ring = lane(lane);
        final int at = ring.place(ring.append());
        final long[] words = ring.words();
        words[at + SESSION] = session;
        words[at + SEQUENCE] = event.sequence;
        words[at + TIME] = event.timeNanos;
        words[at + RECEIVED] = event.receiveNanos;
        words[at + FLAGS] = event.priceScale
                | (long) event.quality.ordinal() << QUALITY_SHIFT
                | (long) event.reason.code() << REASON_SHIFT
                | (long) event.tradingState.ordinal() << TRADING_SHIFT;
        switch (event.lane) {
            case TOP -> {
                words[at + BODY] = event.bidPrice;
                words[at + BODY + 1] = event.bidShares;
                words[at + BODY + 2] = event.bidOrders;
                words[at + BODY + 3] = event.askPrice;
                words[at + BODY + 4] = event.askShares;
                words[at + BODY + 5] = event.askOrders;
            }
            case TRADE -> {
                words[at + BODY] = event.tradeKind.ordinal()
                        | (long) event.venueSign + 1 << SIGN_SHIFT
                        | (event.printable ? 1L : 0L) << PRINTABLE_SHIFT
                        | (long) event.crossType << CROSS_SHIFT;
                words[at + BODY + 1] = event.price;
                words[at + BODY + 2] = event.shares;
                words[at + BODY + 3] = event.matchNumber;
                words[at + BODY + 4] = event.bidPrice;
                words[at + BODY + 5] = event.askPrice;
            }
            case DEPTH -> addLevels(words, at, event);
            case AUCTION -> {
                words[at + BODY] = event.venueSign + 1L << SIGN_SHIFT | (long) event.crossType << CROSS_SHIFT;
                words[at + BODY + 1] = event.shares;
                words[at + BODY + 2] = event.pairedShares;
            }
        }
    }

    private static void addLevels(final long[] words, final int at, final MarketEvent event) {
        words[at + BODY] = event.bids | (long) event.asks << 8;
        words[at + BODY + 1] = event.bidOrders;
        words[at + BODY + 2] = event.askOrders;
        words[at + BODY + 3] = event.appliedEvents;
        words[at + BODY + 4] = event.ordersEntered;
        final int levels = at + BODY + LEVELS_AT;
        for (int i = 0; i < event.bids; i++) {
            words[levels + i] = event.bidPrices[i];
            words[levels + MarketEvent.LEVELS + i] = event.bidLevelShares[i];
        }
        for (int i = 0; i < event.asks; i++) {
            words[levels + 2 * MarketEvent.LEVELS + i] = event.askPrices[i];
            words[levels + 3 * MarketEvent.LEVELS + i] = event.askLevelShares[i];
        }
    }

    /** Lane of the first event in the venue's order, or null when nothing waits. */
    Lane head() {
        int best = -1;
        long bestSession = 0;
        long bestSequence = 0;
        for (int lane = 0; lane < LANES; lane++) {
            final RecordRing ring = lanes[lane];
            if (ring == null || ring.size() == 0) {
                continue;
            }
            final long session = ring.get(ring.first(), SESSION);
            final long sequence = ring.get(ring.first(), SEQUENCE);
            if (best < 0 || session < bestSession || session == bestSession && sequence < bestSequence) {
                best = lane;
                bestSession = session;
                bestSequence = sequence;
            }
        }
        return best < 0 ? null : Lane.ALL[best];
    }

    /** Time of a lane's first event. */
    long time(final Lane lane) {
        final RecordRing ring = lanes[lane.ordinal()];
        return ring.get(ring.first(), TIME);
    }

    /** Number of the session of a lane's first event. */
    long session(final Lane lane) {
        final RecordRing ring = lanes[lane.ordinal()];
        return ring.get(ring.first(), SESSION);
    }

    /** Takes a lane's first event; venue and session text are left as they are. */
    void take(final Lane lane, final MarketEvent into) {
        final RecordRing ring = lanes[lane.ordinal()];
        final int at = ring.place(ring.first());
        final long[] words = ring.words();
        into.lane = lane;
        into.sequence = words[at + SEQUENCE];
        into.timeNanos = words[at + TIME];
        into.receiveNanos = words[at + RECEIVED];
        final long flags = words[at + FLAGS];
        into.priceScale = (int) flags & 0xFF;
        into.quality = QUALITIES[(int) (flags >> QUALITY_SHIFT) & 0xFF];
        into.reason = QualityReason.ofCode((int) (flags >> REASON_SHIFT) & 0xFF);
        into.tradingState = TRADING_STATES[(int) (flags >> TRADING_SHIFT) & 0xFF];
        final long body = words[at + BODY];
        switch (lane) {
            case TOP -> {
                into.bidPrice = body;
                into.bidShares = words[at + BODY + 1];
                into.bidOrders = (int) words[at + BODY + 2];
                into.askPrice = words[at + BODY + 3];
                into.askShares = words[at + BODY + 4];
                into.askOrders = (int) words[at + BODY + 5];
            }
            case TRADE -> {
                into.tradeKind = TRADE_KINDS[(int) body & 0xFF];
                into.venueSign = ((int) (body >> SIGN_SHIFT) & 0xFF) - 1;
                into.printable = (body >> PRINTABLE_SHIFT & 1) == 1;
                into.crossType = (char) (body >> CROSS_SHIFT);
                into.price = words[at + BODY + 1];
                into.shares = words[at + BODY + 2];
                into.matchNumber = words[at + BODY + 3];
                into.bidPrice = words[at + BODY + 4];
                into.askPrice = words[at + BODY + 5];
            }
            case DEPTH -> takeLevels(words, at, body, into);
            case AUCTION -> {
                into.venueSign = ((int) (body >> SIGN_SHIFT) & 0xFF) - 1;
                into.crossType = (char) (body >> CROSS_SHIFT);
                into.shares = words[at + BODY + 1];
                into.pairedShares = words[at + BODY + 2];
            }
        }
        ring.removeFirst();
    }

    private static void takeLevels(final long[] words, final int at, final long body, final MarketEvent into) {
        into.bids = (int) body & 0xFF;
        into.asks = (int) (body >> 8) & 0xFF;
        into.bidOrders = (int) words[at + BODY + 1];
        into.askOrders = (int) words[at + BODY + 2];
        into.appliedEvents = words[at + BODY + 3];
        into.ordersEntered = words[at + BODY + 4];
        final int levels = at + BODY + LEVELS_AT;
        for (int i = 0; i < MarketEvent.LEVELS; i++) {
            into.bidPrices[i] = words[levels + i];
            into.bidLevelShares[i] = words[levels + MarketEvent.LEVELS + i];
            into.askPrices[i] = words[levels + 2 * MarketEvent.LEVELS + i];
            into.askLevelShares[i] = words[levels + 3 * MarketEvent.LEVELS + i];
        }
    }

    long memoryBytes() {
        long bytes = 0;
        for (final RecordRing ring : lanes) {
            bytes += ring == null ? 0 : ring.memoryBytes();
        }
        return bytes;
    }

    void save(final LongSink out, final boolean whole) {
        for (int lane = 0; lane < LANES; lane++) {
            out.put(lastSession[lane]);
            out.put(lastSequence[lane]);
            out.put(lanes[lane] != null);
            if (lanes[lane] != null) {
                lanes[lane].save(out, whole);
            }
        }
    }

    void load(final LongSource in) {
        for (int lane = 0; lane < LANES; lane++) {
            lastSession[lane] = in.next();
            lastSequence[lane] = in.next();
            if (in.nextFlag()) {
                lane(lane).load(in);
            }
        }
    }
}
