package io.depthstream.jobs.book.state;

import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.OrderBook;
import io.depthstream.schemas.Topics;
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
    /** Quality and its reason, damage or a crossed or locked touch. */
    public QualityReason reason = QualityReason.NONE;

    /** Sequence of the depth that the idle timer showed last; the grid need not show it again. */
    public long depthShownSequence;
    /** Sequence of the full book that the idle timer showed last. */
    public long latestShownSequence;
    /** Tick of the idle timer in which the last event came. */
    public long touchedTick;
    /** Whether the symbol is on the idle timer's list. */
    public boolean listed;

    /** Whether the symbol is on the list of the next flush. */
    boolean changed;
    /** Bytes of the base in keyed state; 0 when there is none. */
    long baseBytes;
    /** Deltas in keyed state. */
    int deltas;
    /** Their bytes. */
    long deltaBytes;

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

    /** Judges the book again: lasting damage first, else a crossed or locked touch; whether the judgement changed. */
    public boolean refreshReason() {
        final QualityReason now = judge();
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
        refreshReason();
    }

    private QualityReason judge() {
        if (state.damage != QualityReason.NONE) {
            return state.damage;
        }
        if (bidShares == 0 || askShares == 0 || bidPrice < askPrice) {
            return QualityReason.NONE;
        }
        return bidPrice == askPrice ? QualityReason.LOCKED : QualityReason.CROSSED;
    }
}
