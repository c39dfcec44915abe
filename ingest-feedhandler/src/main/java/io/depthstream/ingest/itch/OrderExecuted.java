package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Order Executed, type E, 31 bytes (TotalView-ITCH 5.0, section 1.4.1). Says that a displayed order traded,
 * in whole or in part, at its own price.
 */
public final class OrderExecuted extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'E';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 31;

    static final int ORDER_REFERENCE_NUMBER_OFFSET = 11;
    static final int EXECUTED_SHARES_OFFSET = 19;
    static final int MATCH_NUMBER_OFFSET = 23;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public OrderExecuted wrap(final DirectBuffer buffer, final int offset) {
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

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "orderReferenceNumber", orderReferenceNumber());
        append(out, "executedShares", executedShares());
        append(out, "matchNumber", matchNumber());
    }
}
