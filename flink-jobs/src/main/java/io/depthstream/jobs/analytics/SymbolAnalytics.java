package io.depthstream.jobs.analytics;

import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.orderbook.analytics.Bar;
import io.depthstream.orderbook.analytics.OrderFlow;
import io.depthstream.orderbook.analytics.RollingWindows;
import io.depthstream.orderbook.analytics.TradeSigner;
import io.depthstream.schemas.avro.AlertKind;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import java.nio.charset.StandardCharsets;

/**
 * Everything the analytics know of one symbol, and what an event or the passing of time does to it.
 *
 * <p>Events come in the venue's order. Before an event, whatever is due by its time is done; when event time is complete
 * up to some time, whatever is due by then. Both give the same records in the same order, so it does not matter when the
 * watermark comes: a replay repeats a symbol's records byte for byte (docs/decisions/0060). One thread; no allocation
 * but records and memories that grow to their limits.
 */
final class SymbolAnalytics {

    private static final long SECOND = 1_000_000_000L;
    private static final long NEVER = BarSeries.NEVER;

    final String symbol;
    final byte[] key;

    final PendingLanes pending;
    final Sessions sessions = new Sessions();
    final Touch touch = new Touch();
    final OrderFlow flow = new OrderFlow();
    final BarSeries[] bars;
    final TradeSigner signer = new TradeSigner();
    final SessionTrades trades;
    final Spreads spreads;
    final RollingWindows windows;
    final HeldDepth depth = new HeldDepth();
    final DepthFigures figures = new DepthFigures();
    final SymbolAlerts alerts;

    String venue = "";
    int priceScale = 4;
    long lastSequence;
    long lastTimeNanos;
    long lastReceiveNanos;
    long secondVolume;
    boolean secondActive;
    long orderEvents;
    long ordersEntered;
    long auctionShares;
    /** Everything due by this time was done. */
    long doneThroughNanos = Long.MIN_VALUE;
    long late;
    long amended;
    long unamended;

    /** Bookkeeping of the operator's. */
    boolean waiting;
    boolean changed;
    int heapIndex = -1;
    long heapDue;
    int baseBytes;
    int deltas;
    long deltaBytes;

    private final AnalyticsConfig config;
    private final AnalyticsPublications out;
    private final AnalyticsTotals totals;
    private final MarketEvent event = new MarketEvent();

    SymbolAnalytics(
            final String symbol,
            final AnalyticsConfig config,
            final AnalyticsPublications out,
            final AnalyticsTotals totals,
            final Bar scratch) {
        this.symbol = symbol;
        this.config = config;
        this.out = out;
        this.totals = totals;
        key = symbol.getBytes(StandardCharsets.UTF_8);
        pending = new PendingLanes(config.pendingEvents());
        trades = new SessionTrades(config.tradeMemory(), config.profileNanos());
        spreads = new Spreads(config.horizonNanos());
        final int[] lengths = config.featureWindowsSeconds().stream().mapToInt(Integer::intValue).toArray();
        windows = new RollingWindows(SECOND, lengths);
        bars = new BarSeries[config.barWidthsNanos().size()];
        for (int i = 0; i < bars.length; i++) {
            bars[i] = new BarSeries(config.barWidthsNanos().get(i), config.barPublishing(), config.amendableBars(),
                    scratch, (bar, start, width, revision) -> out.bar(this, bar, start, width, revision));
        }
        alerts = new SymbolAlerts((kind, raised, cleared, observed) -> out.alert(this, kind, raised, cleared, observed));
        alerts.watch(config.alerts());
    }

    /** Takes an event into its lane; false when it was seen before. */
    boolean arrived(final MarketEvent incoming) {
        final long number = numberOf(incoming);
        final boolean over = number < sessions.number() || pending.isOver(incoming.lane, number);
        if (over || pending.seen(incoming, number)) {
            if (over) {
                out.late(this, incoming, "previous-session", false);
                late++;
                totals.late++;
            } else {
                totals.duplicates++;
            }
            return false;
        }
        while (pending.full(incoming.lane)) {
            totals.hurried++;
            take(pending.head(), Long.MIN_VALUE);
        }
        pending.add(incoming, number);
        return true;
    }

    private long numberOf(final MarketEvent incoming) {
        long number = sessions.numberOf(incoming.session, incoming.timeNanos, lastTimeNanos);
        while (number == Sessions.NO_ROOM) {
            totals.hurried++;
            take(pending.head(), Long.MIN_VALUE);
            number = sessions.numberOf(incoming.session, incoming.timeNanos, lastTimeNanos);
        }
        return number;
    }

    /**
     * Does everything up to a time, in the venue's order.
     *
     * @param completeNanos every event before this has come, or is late
     * @param wasComplete   the same before this call: an event before it is late
     */
    void drain(final long completeNanos, final long wasComplete) {
        Lane head = pending.head();
        while (head != null && pending.time(head) < completeNanos) {
            take(head, wasComplete);
            head = pending.head();
        }
        advance(completeNanos);
    }

    private void take(final Lane lane, final long wasComplete) {
        final long number = pending.session(lane);
        pending.take(lane, event);
        if (number > sessions.number()) {
            beginSession(number);
        }
        final boolean isLate = isLate(lane, Math.max(wasComplete, doneThroughNanos));
        if (!isLate) {
            advance(event.timeNanos);
        }
        totals.events++;
        priceScale = event.priceScale;
        switch (lane) {
            case TOP -> top(isLate);
            case TRADE -> trade(isLate);
            case DEPTH -> depth(isLate);
            case AUCTION -> auction(isLate);
        }
        if (lane == Lane.TOP || lane == Lane.TRADE) {
            lastSequence = Math.max(lastSequence, event.sequence);
            if (event.timeNanos >= lastTimeNanos) {
                lastTimeNanos = event.timeNanos;
                lastReceiveNanos = event.receiveNanos;
            }
        }
    }

    /** An event counts at its own time, a depth at the end of its cell. */
    private boolean isLate(final Lane lane, final long doneNanos) {
        return switch (lane) {
            case TOP, TRADE, AUCTION -> event.timeNanos < doneNanos;
            case DEPTH -> (cellOf(event) + 1) * config.gridNanos() <= doneNanos;
        };
    }

    private long cellOf(final MarketEvent depthEvent) {
        return Math.floorDiv(depthEvent.timeNanos, config.gridNanos());
    }

    private void beginSession(final long number) {
        if (sessions.number() > 0) {
            advance(event.timeNanos);
            emitDepth();
            for (final BarSeries series : bars) {
                series.close(false);
                series.clear();
            }
            while (spreads.size() > 0) {
                out.realised(this, 0);
                spreads.removeFirst();
            }
            if (secondActive) {
                endSecond(windows.openEndNanos());
            }
            if (trades.profile.levels() > 0) {
                out.profile(this, event.timeNanos, true);
            }
            alerts.endSession(event.timeNanos);
        }
        sessions.begin(number);
        touch.clear();
        flow.clear();
        signer.clear();
        trades.clear();
        spreads.clear();
        windows.clear();
        depth.clear();
        figures.clear();
        lastSequence = 0;
        secondVolume = 0;
        secondActive = false;
        orderEvents = 0;
        ordersEntered = 0;
        auctionShares = 0;
    }

    /** Does what is due by a time. */
    void advance(final long limitNanos) {
        for (long due = nextDue(); due <= limitNanos; due = nextDue()) {
            if (due == NEVER) {
                break;
            }
            fire(due, limitNanos == NEVER);
        }
        if (limitNanos != NEVER) {
            doneThroughNanos = Math.max(doneThroughNanos, limitNanos);
        }
    }

    /** When something is due next, or {@link BarSeries#NEVER}. */
    long nextDue() {
        long due = Math.min(spreads.due(), trades.profileDue());
        for (final BarSeries series : bars) {
            due = Math.min(due, series.due());
        }
        if (secondActive) {
            due = Math.min(due, windows.openEndNanos());
        }
        if (depth.held) {
            due = Math.min(due, depth.endNanos(config.gridNanos()));
        }
        return Math.min(due, alerts.due());
    }

    /** At the end of input no time passes any more: spreads and alerts whose time did not come have none. */
    private void fire(final long due, final boolean endOfInput) {
        if (depth.held && depth.endNanos(config.gridNanos()) <= due) {
            emitDepth();
        }
        for (final BarSeries series : bars) {
            if (series.due() <= due) {
                series.close(!endOfInput);
            }
        }
        while (spreads.due() <= due) {
            if (!endOfInput) {
                out.realised(this, touch.mid());
            }
            spreads.removeFirst();
        }
        if (secondActive && windows.openEndNanos() <= due) {
            endSecond(due);
        }
        if (trades.profileDue() <= due) {
            out.profile(this, trades.profileDue(), false);
            trades.profileShown();
        }
        if (endOfInput) {
            alerts.pause();
        } else if (alerts.due() <= due) {
            alerts.fire(due);
        }
    }

    private void endSecond(final long endNanos) {
        windows.advance(endNanos);
        for (int window = 0; window < windows.windows(); window++) {
            out.features(this, window, endNanos);
        }
        out.second(this, endNanos);
        secondVolume = 0;
        secondActive = false;
    }

    private void top(final boolean isLate) {
        totals.bookUpdates++;
        if (event.sequence == touch.sequence && touch.same(event)) {
            totals.duplicates++;
            return;
        }
        final boolean moved = touch.moved(event);
        final long midBefore = touch.mid();
        final long contribution = flow.quote(event.bidPrice, event.bidShares, event.askPrice, event.askShares);
        touch.set(event);
        final long mid = touch.mid();
        if (isLate) {
            lateQuote(contribution, mid);
        } else {
            windows.advance(event.timeNanos);
            if (moved) {
                for (final BarSeries series : bars) {
                    series.quote(event.timeNanos, contribution, midBefore, mid);
                }
            }
            secondActive = true;
        }
        windows.mid(mid);
        final long now = Math.max(event.timeNanos, doneThroughNanos);
        alive(now);
        final boolean halted = halted();
        alerts.condition(AlertKind.HALT, halted, now, touch.tradingState.ordinal());
        final boolean continuous = touch.twoSided() && !halted;
        final long across = event.bidPrice - event.askPrice;
        alerts.condition(AlertKind.CROSSED, continuous && across > 0, now, across);
        alerts.condition(AlertKind.LOCKED, continuous && across == 0, now, across);
        out.change(this, event);
    }

    private boolean halted() {
        return touch.tradingState == TradingState.HALTED || touch.tradingState == TradingState.PAUSED
                || touch.tradingState == TradingState.QUOTING_ONLY;
    }

    private void alive(final long now) {
        if (touch.tradingState == TradingState.TRADING) {
            alerts.restart(AlertKind.STALE_SYMBOL, now);
        } else {
            alerts.condition(AlertKind.STALE_SYMBOL, false, now, 0);
        }
    }

    private void lateQuote(final long contribution, final long mid) {
        boolean worked = true;
        for (final BarSeries series : bars) {
            if (series.current(event.timeNanos, doneThroughNanos)) {
                series.quote(event.timeNanos, contribution, 0, mid);
            } else {
                worked &= series.amend(trades.log, event.timeNanos, 1, contribution, mid);
            }
        }
        reportLate(worked ? "late" : "too-late", worked);
    }

    private void late(final String reason, final boolean worked) {
        late++;
        totals.late++;
        out.late(this, event, reason, worked);
    }

    private void reportLate(final String reason, final boolean worked) {
        if (worked) {
            amended++;
            totals.amended++;
        } else {
            unamended++;
            totals.unamended++;
        }
        late(reason, worked);
    }

    private void trade(final boolean isLate) {
        totals.trades++;
        if (event.tradeKind == TradeKind.BROKEN) {
            broken();
            return;
        }
        final boolean cross = event.tradeKind == TradeKind.CROSS;
        if (cross) {
            trades.cross(event);
            noImbalance();
        }
        if (!event.printable || event.shares == 0) {
            return; // Non-printable executions are printed by their cross; a cross of no shares only says there was none.
        }
        final int sign = cross ? 0 : signer.trade(event.venueSign, event.price, event.bidPrice, event.askPrice);
        if (!isLate) {
            windows.advance(event.timeNanos);
        }
        final long now = Math.max(event.timeNanos, doneThroughNanos);
        trades.add(event, sign, cross, now);
        windows.trade(event.timeNanos, event.price, event.shares, 1);
        secondVolume += event.shares;
        alive(now);
        boolean worked = true;
        for (final BarSeries series : bars) {
            if (!isLate || series.current(event.timeNanos, doneThroughNanos)) {
                series.trade(event.timeNanos, event.sequence, event.price, event.shares, sign, cross);
            } else {
                worked &= series.amend(trades.log, event.timeNanos, 0, 0, 0);
            }
        }
        if (isLate) {
            reportLate(worked ? "late" : "too-late", worked);
        } else {
            secondActive = true;
        }
        if (!cross) {
            cost(sign, isLate);
        }
    }

    private void cost(final int sign, final boolean isLate) {
        out.traded(this, event, sign, signer.rule());
        if (isLate || spreads.full()) {
            totals.spreadsSkipped++;
        } else {
            spreads.add(event, sign, signer.rule().ordinal());
        }
    }

    private void noImbalance() {
        auctionShares = 0;
        alerts.condition(AlertKind.AUCTION_IMBALANCE, false, Math.max(event.timeNanos, doneThroughNanos), 0);
    }

    /** Takes a broken trade out of everything it went into. A break is final: the trade is never reinstated. */
    private void broken() {
        final long at = trades.log.find(event.matchNumber);
        if (at < 0) {
            reportLate("unknown-match", false);
            return;
        }
        trades.takeOut(at, event.priceScale, Math.max(event.timeNanos, doneThroughNanos));
        final long time = trades.log.timeNanos(at);
        windows.trade(time, trades.log.price(at), trades.log.shares(at), -1);
        boolean worked = true;
        for (final BarSeries series : bars) {
            if (series.current(time, doneThroughNanos)) {
                worked &= series.remakeOpen(trades.log);
            } else {
                worked &= series.amend(trades.log, time, 0, 0, 0);
            }
        }
        if (worked) {
            amended++;
            totals.amended++;
        } else {
            reportLate("too-late", false);
        }
    }

    /** A late depth has no signal, which would show other events than its cell's; later changes show what it says. */
    private void depth(final boolean isLate) {
        totals.bookUpdates++;
        final long cell = cellOf(event);
        if (isLate) {
            late("late", false);
            depth.hold(event, cell);
            takeFigures();
            return;
        }
        if (depth.held && depth.cell != cell) {
            emitDepth();
        }
        depth.hold(event, cell);
    }

    private void emitDepth() {
        if (!depth.held) {
            return;
        }
        takeFigures();
        out.grid(this, depth);
        final long percent = figures.imbalancePercent();
        alerts.condition(AlertKind.BOOK_IMBALANCE,
                !halted() && Math.abs(percent) >= config.alerts().bookImbalancePercent(),
                Math.max(depth.endNanos(config.gridNanos()), doneThroughNanos), percent);
    }

    private void takeFigures() {
        depth.held = false;
        orderEvents = depth.appliedEvents;
        ordersEntered = depth.ordersEntered;
        figures.take(depth, config);
    }

    private void auction(final boolean isLate) {
        if (isLate) {
            late("late", false);
        }
        auctionShares = event.venueSign < 0 ? -event.shares : event.shares;
        alerts.condition(AlertKind.AUCTION_IMBALANCE,
                config.alerts().auctionShares() > 0 && event.shares >= config.alerts().auctionShares(),
                Math.max(event.timeNanos, doneThroughNanos), event.shares);
    }

    long memoryBytes() {
        long bytes = 1_024 + pending.memoryBytes() + trades.memoryBytes() + spreads.memoryBytes()
                + windows.memoryBytes();
        for (final BarSeries series : bars) {
            bytes += series.memoryBytes();
        }
        return bytes;
    }
}
