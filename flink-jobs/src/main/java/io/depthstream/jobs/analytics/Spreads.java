package io.depthstream.jobs.analytics;

import io.depthstream.orderbook.analytics.LongSink;
import io.depthstream.orderbook.analytics.LongSource;
import io.depthstream.orderbook.analytics.RecordRing;

/**
 * Trades whose realised spread is still to be taken, oldest first: each is due once its horizon has passed. Bounded; a
 * trade that finds no room has no second record, and is counted.
 */
final class Spreads {

    /** Most trades of a symbol waiting at once: 800 a second at the default horizon. */
    static final int MAX_WAITING = 4_096;

    static final int SEQUENCE = 0;
    static final int TIME = 1;
    static final int RECEIVED = 2;
    static final int PRICE = 3;
    static final int SHARES = 4;
    static final int MATCH = 5;
    static final int SIGN = 6;
    static final int RULE = 7;
    static final int BID = 8;
    static final int ASK = 9;
    private static final int WIDTH = 10;

    private final RecordRing waiting = new RecordRing("waiting spreads", WIDTH, MAX_WAITING);
    private final long horizonNanos;
    /** Asked before each event, so not looked up in the ring. */
    private long due = BarSeries.NEVER;

    Spreads(final long horizonNanos) {
        this.horizonNanos = horizonNanos;
    }

    long due() {
        return due;
    }

    private void findDue() {
        due = waiting.size() == 0 ? BarSeries.NEVER : waiting.get(waiting.first(), TIME) + horizonNanos;
    }

    boolean full() {
        return waiting.size() == MAX_WAITING;
    }

    void add(final MarketEvent trade, final int sign, final int rule) {
        final long at = waiting.append();
        waiting.set(at, SEQUENCE, trade.sequence);
        waiting.set(at, TIME, trade.timeNanos);
        waiting.set(at, RECEIVED, trade.receiveNanos);
        waiting.set(at, PRICE, trade.price);
        waiting.set(at, SHARES, trade.shares);
        waiting.set(at, MATCH, trade.matchNumber);
        waiting.set(at, SIGN, sign);
        waiting.set(at, RULE, rule);
        waiting.set(at, BID, trade.bidPrice);
        waiting.set(at, ASK, trade.askPrice);
        if (due == BarSeries.NEVER) {
            findDue();
        }
    }

    long first(final int column) {
        return waiting.get(waiting.first(), column);
    }

    void removeFirst() {
        waiting.removeFirst();
        findDue();
    }

    int size() {
        return waiting.size();
    }

    void clear() {
        waiting.clear();
        findDue();
    }

    long memoryBytes() {
        return waiting.memoryBytes();
    }

    void save(final LongSink out, final boolean whole) {
        waiting.save(out, whole);
    }

    void load(final LongSource in) {
        waiting.load(in);
        findDue();
    }
}
