package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Order Executed with Price, type C, 36 bytes (TotalView-ITCH 5.0, section 1.4.2). Says that a displayed
 * order traded, in whole or in part, at a price other than its own.
 */
public final class OrderExecutedWithPrice extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'C';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 36;

    static final int ORDER_REFERENCE_NUMBER_OFFSET = 11;
    static final int EXECUTED_SHARES_OFFSET = 19;
    static final int MATCH_NUMBER_OFFSET = 23;
    static final int PRINTABLE_OFFSET = 31;
    static final int EXECUTION_PRICE_OFFSET = 32;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public OrderExecutedWithPrice wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** The order that traded. */
    public long orderReferenceNumber() {
        return longValue(ORDER_REFERENCE_NUMBER_OFFSET);
    }

    /** Shares that traded, to be taken off the order. */
    public long executedShares() {
        return unsignedInt(EXECUTED_SHARES_OFFSET);
    }

    /** Names the execution for the day; a broken trade refers to it. */
    public long matchNumber() {
        return longValue(MATCH_NUMBER_OFFSET);
    }

    /** Y counts towards time-and-sales and volume, N does not (it is part of a cross's bulk print). */
    public char printable() {
        return character(PRINTABLE_OFFSET);
    }

    /** Price of the execution. In ten-thousandths of a dollar. */
    public long executionPrice() {
        return unsignedInt(EXECUTION_PRICE_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "orderReferenceNumber", orderReferenceNumber());
        append(out, "executedShares", executedShares());
        append(out, "matchNumber", matchNumber());
        append(out, "printable", printable());
        append(out, "executionPrice", executionPrice());
    }
}
