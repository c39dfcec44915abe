package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Stock Trading Action, type H, 25 bytes (TotalView-ITCH 5.0, section 1.2.2). Gives the trading state of one
 * security: at the start of the day, and whenever it changes.
 */
public final class StockTradingAction extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'H';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 25;

    static final int STOCK_OFFSET = 11;
    static final int TRADING_STATE_OFFSET = 19;
    static final int RESERVED_OFFSET = 20;
    static final int REASON_OFFSET = 21;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public StockTradingAction wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** Symbol, right padded with spaces on the wire. Padding removed; allocates a string. */
    public String stock() {
        return text(STOCK_OFFSET, 8);
    }

    /**
     * {@link #stock()} as its eight bytes packed big endian, padding kept; allocates nothing.
     * {@link ItchText#pack} makes the same number from a string.
     */
    public long stockAsLong() {
        return longValue(STOCK_OFFSET);
    }

    /** H halted, P paused (other market centres), Q quotation only, T trading. */
    public char tradingState() {
        return character(TRADING_STATE_OFFSET);
    }

    /** Reserved by the venue. */
    public char reserved() {
        return character(RESERVED_OFFSET);
    }

    /**
     * Trading action reason, appendix of the specification: T1 news pending, LUDP volatility pause, …; empty
     * where none is given. Padding removed; allocates a string.
     */
    public String reason() {
        return text(REASON_OFFSET, 4);
    }

    /** {@link #reason()} as its four bytes packed big endian, padding kept; allocates nothing. */
    public int reasonAsInt() {
        return intValue(REASON_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "stock", stock());
        append(out, "tradingState", tradingState());
        append(out, "reserved", reserved());
        append(out, "reason", reason());
    }
}
