package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.book.state.SymbolState;
import io.depthstream.orderbook.Applied;
import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.OrderBook;
import io.depthstream.schemas.EventFlags;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.EventBatchReader;
import java.util.Locale;

/**
 * Applies one event after the other to a symbol and publishes what follows from each (docs/decisions/0031).
 *
 * <p>For an event, in this order: what the event-time grid owes of the state before it; the event itself; the trade it
 * reports, or its market status; a change of quality; a change of the touch. Nothing but the events decides what is
 * published. No allocation but records; one thread.
 */
final class EventProcessor {

    private static final long NANOS_PER_MICRO = 1_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** NASDAQ's own market centre code in an operational halt (ITCH 5.0, section 1.2.7). */
    private static final String OWN_MARKET_CODE = "Q";

    private final BookPublications books;
    private final StatusPublications statuses;
    private final BookTotals totals;
    private final int depthLevels;
    private final long depthGridNanos;
    private final long latestGridNanos;

    private boolean shown;
    private boolean traded;
    private boolean touchChanged;
    private boolean tradingChanged;
    private boolean advanced;

    private String refused;
    private String refusal;
    private long refusedSequence;

    EventProcessor(
            final BookPublications books,
            final StatusPublications statuses,
            final BookTotals totals,
            final int depthLevels,
            final long depthIntervalMicros,
            final long latestIntervalMillis) {
        this.books = books;
        this.statuses = statuses;
        this.totals = totals;
        this.depthLevels = depthLevels;
        depthGridNanos = depthIntervalMicros * NANOS_PER_MICRO;
        latestGridNanos = latestIntervalMillis * NANOS_PER_MILLI;
    }

    /**
     * Ends the symbol's session, showing its last state, and begins the one of the batch with an empty book. The first
     * event of the new one publishes the touch and the quality whatever it does, so that nobody keeps yesterday's.
     */
    void newDay(final SymbolBook of, final EventBatchReader batch) {
        books.finishTop();
        showDepth(of);
        showLatest(of);
        of.book.clear();
        of.state.beginSession(batch.venue(), batch.session(), batch.priceScale());
        of.refreshTouch(BookSide.BID);
        of.refreshTouch(BookSide.ASK);
    }

    /** Begins a record or a decision about a symbol: forgets what the last one showed. */
    void beginBatch() {
        shown = false;
        traded = false;
        advanced = false;
        beginRecord();
    }

    /** Begins one of the batches that follow from it: forgets what the last one refused. */
    void beginRecord() {
        refused = null;
        refusal = null;
    }

    /** Whether the hot store's view of the symbol changed since {@link #beginBatch}. */
    boolean shown() {
        return shown;
    }

    /** Whether a trade was published since {@link #beginBatch}. */
    boolean traded() {
        return traded;
    }

    /** Short reason of the first event that was refused since {@link #beginRecord}, or null. */
    String refused() {
        return refused;
    }

    /** What was expected and seen of that event. */
    String refusal() {
        return refusal;
    }

    /** Sequence of that event. */
    long refusedSequence() {
        return refusedSequence;
    }

    /** Publishes what the grid owes of the state before an event of this venue time. */
    void beforeEvent(final SymbolBook of, final long venueTimeNanos) {
        final SymbolState state = of.state;
        if (state.depthPending && venueTimeNanos >= state.depthDueNanos) {
            showDepth(of);
        }
        if (state.latestPending && venueTimeNanos >= state.latestDueNanos) {
            showLatest(of);
        }
    }

    /** Records lasting damage, which the records of the next event will carry. */
    void damage(final SymbolBook of, final QualityReason cause) {
        of.state.damage(cause);
    }

    /** Takes a gap's damage back where it is proven that nothing of the symbol was missed. */
    void heal(final SymbolBook of) {
        if (of.state.damage.provable() && of.pending.missing.healed()) {
            of.state.damage = QualityReason.NONE;
            of.pendingChanged = true;
        }
    }

    /** Ends a batch or a decision: publishes the touch, and announces a quality that no event has announced. */
    void settle(final SymbolBook of) {
        books.finishTop();
        final SymbolState state = of.state;
        final QualityReason now = of.current();
        if (now != state.announced) {
            state.announced = now;
            if (!advanced) {
                state.revision++;
            }
            statuses.quality(of, now);
            shown |= !of.marketWide;
        }
    }

    /** Begins to replace the book: shows what the grid owes of it, and empties it. */
    void beginSnapshot(final SymbolBook of, final long venueTimeNanos) {
        beforeEvent(of, venueTimeNanos);
        of.book.clear();
        tradingChanged = false;
    }

    /** Ends replacing the book: publishes it as the state after the snapshot's sequence. */
    void endSnapshot(final SymbolBook of, final long sequence, final long venueTimeNanos, final long receiveTimeNanos) {
        final SymbolState state = of.state;
        state.revision = sequence > state.sequence ? 0 : state.revision + 1;
        advanced = true;
        state.sequence = sequence;
        state.venueTimeNanos = venueTimeNanos;
        state.receiveTimeNanos = receiveTimeNanos;
        state.depthShownSequence = 0;
        state.latestShownSequence = 0;
        of.refreshTouch(BookSide.BID);
        of.refreshTouch(BookSide.ASK);
        of.refreshReason();
        announce(of);
        pend(of, false);
        if (!of.marketWide) {
            show(of, true);
        }
        if (latestGridNanos == 0 && state.latestPending) {
            showLatest(of);
        }
    }

    private void announce(final SymbolBook of) {
        if (of.state.announced != of.reason) {
            of.state.announced = of.reason;
            statuses.quality(of, of.reason);
        }
    }

    /** Applies the reader's present event and publishes what follows from it. */
    void event(final SymbolBook of, final EventBatchReader event) {
        final SymbolState state = of.state;
        final boolean newDay = state.sequence == 0 && state.applied + state.dangling > 0;
        advanced = true;
        state.revision = 0;
        state.sequence = event.sequence();
        state.venueTimeNanos = event.eventTimeNanos();
        state.receiveTimeNanos = event.receiveTimeNanos();
        touchChanged = false;
        tradingChanged = newDay;
        final long bidBefore = of.bidShares == 0 ? 0 : of.bidPrice;
        final long askBefore = of.askShares == 0 ? 0 : of.askPrice;
        final boolean taken = apply(of, event);
        final boolean reasonChanged =
                (newDay || touchChanged || state.damage != state.shownDamage) && of.refreshReason();
        if (taken) {
            state.applied++;
            state.appliedInSession++;
            state.ordersInSession += event.kind() == EventKind.ADD || event.kind() == EventKind.REPLACE ? 1 : 0;
            totals.applied++;
            report(of, event, bidBefore, askBefore);
            pend(of, false);
        }
        if (reasonChanged) {
            announce(of);
        }
        if (!of.marketWide) {
            show(of, reasonChanged || tradingChanged);
        }
        if (latestGridNanos == 0 && state.latestPending) {
            showLatest(of);
        }
    }

    private void show(final SymbolBook of, final boolean stateChanged) {
        if (stateChanged) {
            pend(of, true);
        }
        if (touchChanged || stateChanged) {
            books.top(of);
            shown = true;
        }
        if (depthGridNanos == 0 && of.state.depthPending) {
            showDepth(of);
        }
    }

    private boolean apply(final SymbolBook of, final EventBatchReader event) {
        final OrderBook book = of.book;
        switch (event.kind()) {
            case ADD -> {
                return event.side() == Side.NONE
                        ? refuse(of, event, "bad-side")
                        : changed(of, event, book.add(event.orderRef(), side(event.side()), event.price(), event.shares()));
            }
            case EXECUTE, EXECUTE_AT_PRICE -> {
                return changed(of, event, book.execute(event.orderRef(), event.shares()));
            }
            case CANCEL -> {
                return changed(of, event, book.cancel(event.orderRef(), event.shares()));
            }
            case DELETE -> {
                return changed(of, event, book.delete(event.orderRef()));
            }
            case REPLACE -> {
                return changed(of, event,
                        book.replace(event.orderRef(), event.newOrderRef(), event.price(), event.shares()));
            }
            case TRADING_ACTION -> {
                tradingAction(of, event.codes());
                return true;
            }
            case OPERATIONAL_HALT -> {
                operationalHalt(of, event.codes());
                marketState(of, event);
                return true;
            }
            case REG_SHO, LULD_COLLAR, IPO_QUOTING -> {
                marketState(of, event);
                return true;
            }
            case MWCB_LEVELS, MWCB_BREACH -> {
                marketState(of, event);
                pend(of, false);
                return of.marketWide; // One event of the whole market's, counted and published there, though each symbol is told.
            }
            case GAP -> {
                of.state.gaps++;
                totals.gaps++;
                damage(of, QualityReason.GAP);
                pend(of, false);
                return false; // A notice of the feed handler's, not an event of the venue's: nobody sent it.
            }
            case UNKNOWN -> {
                totals.unknownEvents++;
                damage(of, QualityReason.UNKNOWN_EVENT);
                touchMissing(of);
                return false;
            }
            case SNAPSHOT_BEGIN, SNAPSHOT_ORDER, SNAPSHOT_END -> {
                // In the midst of other events it is no snapshot anybody could load; the book is as good as before.
                totals.snapshotsIgnored++;
                return false;
            }
            default -> {
                return true;
            }
        }
    }

    private boolean changed(final SymbolBook of, final EventBatchReader event, final Applied applied) {
        if (applied != Applied.OK) {
            return refuse(of, event, applied.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        touchChanged = of.refreshTouch(of.book.touchedSide());
        pend(of, touchChanged || inDepth(of.book));
        return true;
    }

    /** Whether a change at the touched (or vacated) price shows in the published levels. */
    private boolean inDepth(final OrderBook book) {
        final BookSide side = book.touchedSide();
        if (book.levels(side) <= depthLevels) {
            return true;
        }
        final long last = book.price(side, depthLevels - 1);
        return side == BookSide.BID
                ? Math.max(book.touchedPrice(), book.vacatedPrice()) >= last
                : Math.min(book.touchedPrice(), book.vacatedPrice()) <= last;
    }

    private boolean refuse(final SymbolBook of, final EventBatchReader event, final String reason) {
        of.state.dangling++;
        totals.dangling++;
        damage(of, QualityReason.DANGLING_REFERENCE);
        touchMissing(of);
        if (refused == null) {
            refused = reason;
            refusedSequence = event.sequence();
            refusal = event.kind() + " of order " + event.orderRef() + " refused (" + reason + "): session "
                    + of.state.session + ", sequence " + event.sequence() + "; the book is stale until it is rebuilt";
        }
        return false;
    }

    /** After an event that did not fit, silence elsewhere no longer proves that the book is right. */
    private static void touchMissing(final SymbolBook of) {
        if (of.pending != null && of.pending.missing.open()) {
            of.pend().missing.touch();
        }
    }

    private void report(final SymbolBook of, final EventBatchReader event, final long bidBefore, final long askBefore) {
        final long tradesBefore = totals.trades;
        switch (event.kind()) {
            case EXECUTE -> books.trade(of, event, TradeKind.EXECUTION, aggressor(of), of.book.touchedPrice(), true, "",
                    bidBefore, askBefore);
            case EXECUTE_AT_PRICE -> books.trade(of, event, TradeKind.EXECUTION_AT_PRICE, aggressor(of), event.price(),
                    EventFlags.isPrintable(event.flags()), "", bidBefore, askBefore);
            case TRADE -> books.trade(of, event, TradeKind.NON_DISPLAYED, Side.NONE, event.price(), true, "",
                    bidBefore, askBefore);
            case CROSS_TRADE -> books.trade(of, event, TradeKind.CROSS, Side.NONE, event.price(), true, event.codes(),
                    bidBefore, askBefore);
            case BROKEN_TRADE -> books.trade(of, event, TradeKind.BROKEN, Side.NONE, event.price(), false, "",
                    bidBefore, askBefore);
            case SYSTEM, TRADING_ACTION, REG_SHO, PARTICIPANT_POSITION, MWCB_LEVELS, MWCB_BREACH, IPO_QUOTING,
                    LULD_COLLAR, OPERATIONAL_HALT, RETAIL_INTEREST, DIRECT_LISTING -> statuses.status(of, event);
            case IMBALANCE -> statuses.imbalance(of, event);
            default -> { }
        }
        traded |= totals.trades != tradesBefore;
    }

    /** Takes over a trading state, as the venue's code says it. */
    void tradingAction(final SymbolBook of, final String codes) {
        final TradingState before = of.state.tradingState();
        of.state.tradingAction = switch (EventCodes.part(codes, 0)) {
            case "H" -> TradingState.HALTED;
            case "P" -> TradingState.PAUSED;
            case "Q" -> TradingState.QUOTING_ONLY;
            case "T" -> TradingState.TRADING;
            default -> TradingState.UNKNOWN;
        };
        tradingChanged |= of.state.tradingState() != before;
    }

    /** Takes over an operational halt of the venue's own market. */
    void operationalHalt(final SymbolBook of, final String codes) {
        if (OWN_MARKET_CODE.equals(EventCodes.part(codes, 0))) {
            final TradingState before = of.state.tradingState();
            of.state.operationalHalt = "H".equals(EventCodes.part(codes, 1));
            tradingChanged |= of.state.tradingState() != before;
        }
    }

    /** Takes over what else the reader's present event says of trading in the symbol, on every record from now on. */
    void marketState(final SymbolBook of, final EventBatchReader event) {
        final String before = of.state.marketState;
        of.state.marketState = MarketStateText.after(before, event);
        tradingChanged |= !before.equals(of.state.marketState);
    }

    private void pend(final SymbolBook of, final boolean inDepth) {
        final SymbolState state = of.state;
        if (inDepth) {
            shown = true;
            if (!state.depthPending) {
                state.depthPending = true;
                state.depthDueNanos = nextLine(state.venueTimeNanos, depthGridNanos);
            }
        }
        if (!state.latestPending) {
            state.latestPending = true;
            state.latestDueNanos = nextLine(state.venueTimeNanos, latestGridNanos);
        }
    }

    private static long nextLine(final long nanos, final long grid) {
        return grid == 0 ? nanos : (Math.floorDiv(nanos, grid) + 1) * grid;
    }

    private void showDepth(final SymbolBook of) {
        if (of.state.depthPending) {
            of.state.depthPending = false;
            if (of.state.depthShownSequence != of.state.sequence) {
                books.depth(of);
            }
        }
    }

    private void showLatest(final SymbolBook of) {
        if (of.state.latestPending) {
            of.state.latestPending = false;
            if (of.state.latestShownSequence != of.state.sequence) {
                books.latest(of);
            }
        }
    }

    private static Side aggressor(final SymbolBook of) {
        return of.book.touchedSide() == BookSide.BID ? Side.ASK : Side.BID;
    }

    private static BookSide side(final Side side) {
        return side == Side.BID ? BookSide.BID : BookSide.ASK;
    }
}
