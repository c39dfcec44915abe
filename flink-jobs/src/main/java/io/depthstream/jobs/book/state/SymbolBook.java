package io.depthstream.jobs.book.state;

import io.depthstream.jobs.hot.HotTrades;
import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.OrderBook;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Quality;
import java.nio.charset.StandardCharsets;

/**
 * One symbol in the operator's memory: its book, its {@link SymbolState}, and what follows from both.
 *
 * <p>The touch is kept beside the book so that a change of it is seen by comparing six numbers, and so that a trade can
 * show the touch before it. Nothing here but {@link #state} and {@link #book} is kept in keyed state. One thread.
 */
public final class SymbolBook {

    /** Venue symbol. */
    public final String symbol;
    /** The symbol as key of published records; shared by all of them, never written to. */
    public final byte[] key;
    /** Whether this stands for the whole market, which has no book to publish. */
    public final boolean marketWide;
    /** What is durable besides the book. */
    public final SymbolState state = new SymbolState();
    /** The book, by order. */
    public final OrderBook book;

    /** Best bid; meaningless without shares. */
    public long bidPrice;
    /** Shares at the best bid; 0 without a bid. */
    public long bidShares;
    /** Orders at the best bid. */
    public int bidOrders;
    /** Best offer; meaningless without shares. */
    public long askPrice;
    /** Shares at the best offer; 0 without an offer. */
    public long askShares;
    /** Orders at the best offer. */
    public int askOrders;
    /** What has come and is not in the book; null when there is nothing. */
    public PendingInput pending;
    /** Whether the pending input changed since the last flush. */
    public boolean pendingChanged;
    /** Whether the symbol is on the list of those that wait. */
    public boolean waiting;
    /** Kafka time at which a record of its partition ends the wait, milliseconds. */
    public long gapDueMillis = Long.MAX_VALUE;
    /** Processing time from which it waits, milliseconds; not kept, a restored symbol waits anew. */
    public long waitingSinceMillis;

    /** Quality and its reason as of the last event: damage, or a crossed or locked touch. */
    public QualityReason reason = QualityReason.NONE;

    /** That nothing is heard of the symbol or the feed, or NONE; not kept. */
    public QualityReason silence = QualityReason.NONE;
    /** Quality as which the totals count it; not kept. */
    public Quality counted = Quality.OK;
    /** Sequence it had when silence was last looked for. */
    public long quietAtSequence;
    /** Processing time since which it has that sequence, milliseconds; 0 before the first look. */
    public long quietSinceMillis;

    /** What traded last, for the hot stores; null before the first trade, not kept. */
    public HotTrades trades;

    /** Tick of the idle timer in which the last event came. */
    public long touchedTick;
    /** Tick in which the idle timer looks at the symbol next. */
    public long dueTick;
    /** Whether the symbol waits for the idle timer. */
    public boolean listed;

    /** With which it is written to keyed state; null before its first change. */
    KeyGroupBooks group;
    /** Whether the symbol changed since it was last encoded. */
    boolean changed;
    /** Whether keyed state has the whole symbol, so that a delta will do. */
    boolean written;

    /** A symbol with an empty state around its book. */
    public SymbolBook(final String symbol, final OrderBook book) {
        this.symbol = symbol;
        this.book = book;
        key = symbol.getBytes(StandardCharsets.UTF_8);
        marketWide = Topics.MARKET_WIDE_SYMBOL.equals(symbol);
    }

    /** Reads one side's touch off the book again; whether it changed. */
    public boolean refreshTouch(final BookSide side) {
        final long price = book.bestPrice(side);
        final long shares = book.bestShares(side);
        final int orders = book.bestOrders(side);
        if (side == BookSide.BID) {
            if (price == bidPrice && shares == bidShares && orders == bidOrders) {
                return false;
            }
            bidPrice = price;
            bidShares = shares;
            bidOrders = orders;
        } else {
            if (price == askPrice && shares == askShares && orders == askOrders) {
                return false;
            }
            askPrice = price;
            askShares = shares;
            askOrders = orders;
        }
        return true;
    }

    /**
     * Judges the book again, for the records of an event: lasting damage first, else a crossed or locked touch; whether
     * the judgement changed. That something is waited for is no part of it: it holds between events.
     */
    public boolean refreshReason() {
        state.shownDamage = state.damage;
        return reason(judge(state.damage));
    }

    /** Quality as it is now, whether an event showed it or not: the worst of damage, silence, waiting, and the touch. */
    public QualityReason current() {
        if (state.damage == QualityReason.NONE && silence != QualityReason.NONE) {
            return silence;
        }
        if (state.damage == QualityReason.NONE && holding()) {
            return QualityReason.GAP_WAIT;
        }
        return judge(state.damage);
    }

    /** Reads fields far enough apart for every cache line of the object: numbers lie before flags, flags before references. */
    public long touch() {
        return bidPrice + quietAtSequence + touchedTick + (listed ? 1 : 0) + (reason == QualityReason.NONE ? 1 : 0);
    }

    /** Whether batches of the symbol are held back. */
    public boolean holding() {
        return pending != null && !pending.held.isEmpty();
    }

    /** The pending input, made if there is none; it counts as changed. */
    public PendingInput pend() {
        pendingChanged = true;
        if (pending == null) {
            pending = new PendingInput();
        }
        return pending;
    }

    /** Lets go of the pending input if there is nothing in it. */
    public void dropEmptyPending() {
        if (pending != null && pending.isEmpty()) {
            pending = null;
        }
    }

    private boolean reason(final QualityReason now) {
        if (now == reason) {
            return false;
        }
        reason = now;
        return true;
    }

    /** Makes everything that follows from book and state follow from them again, as after restoring. */
    public void refreshAll() {
        refreshTouch(BookSide.BID);
        refreshTouch(BookSide.ASK);
        reason = judge(state.shownDamage);
        if (state.announced == null) {
            state.announced = reason;
        }
    }

    private QualityReason judge(final QualityReason damage) {
        if (damage != QualityReason.NONE) {
            return damage;
        }
        if (bidShares == 0 || askShares == 0 || bidPrice < askPrice) {
            return QualityReason.NONE;
        }
        return bidPrice == askPrice ? QualityReason.LOCKED : QualityReason.CROSSED;
    }
}
