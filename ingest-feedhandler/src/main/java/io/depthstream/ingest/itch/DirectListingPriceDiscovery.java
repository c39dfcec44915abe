package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Direct Listing with Capital Raise Price Discovery, type O, 48 bytes (TotalView-ITCH 5.0, section 1.8).
 * Gives the price bounds of a direct listing with a capital raise while its price forms.
 */
public final class DirectListingPriceDiscovery extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'O';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 48;

    static final int STOCK_OFFSET = 11;
    static final int OPEN_ELIGIBILITY_STATUS_OFFSET = 19;
    static final int MINIMUM_ALLOWABLE_PRICE_OFFSET = 20;
    static final int MAXIMUM_ALLOWABLE_PRICE_OFFSET = 24;
    static final int NEAR_EXECUTION_PRICE_OFFSET = 28;
    static final int NEAR_EXECUTION_TIME_OFFSET = 32;
    static final int LOWER_PRICE_RANGE_COLLAR_OFFSET = 40;
    static final int UPPER_PRICE_RANGE_COLLAR_OFFSET = 44;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public DirectListingPriceDiscovery wrap(final DirectBuffer buffer, final int offset) {
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

    /** Y eligible to be released for trading, N not. */
    public char openEligibilityStatus() {
        return character(OPEN_ELIGIBILITY_STATUS_OFFSET);
    }

    /** 20 % below the lower price of the registration statement. In ten-thousandths of a dollar. */
    public long minimumAllowablePrice() {
        return unsignedInt(MINIMUM_ALLOWABLE_PRICE_OFFSET);
    }

    /** 80 % above the highest price of the registration statement. In ten-thousandths of a dollar. */
    public long maximumAllowablePrice() {
        return unsignedInt(MAXIMUM_ALLOWABLE_PRICE_OFFSET);
    }

    /** Reference price when the volatility test passed. In ten-thousandths of a dollar. */
    public long nearExecutionPrice() {
        return unsignedInt(NEAR_EXECUTION_PRICE_OFFSET);
    }

    /** When the near execution price was set; passed on as sent, as the specification gives no unit. */
    public long nearExecutionTime() {
        return longValue(NEAR_EXECUTION_TIME_OFFSET);
    }

    /** 10 % below the near execution price. In ten-thousandths of a dollar. */
    public long lowerPriceRangeCollar() {
        return unsignedInt(LOWER_PRICE_RANGE_COLLAR_OFFSET);
    }

    /** 10 % above the near execution price. In ten-thousandths of a dollar. */
    public long upperPriceRangeCollar() {
        return unsignedInt(UPPER_PRICE_RANGE_COLLAR_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "stock", stock());
        append(out, "openEligibilityStatus", openEligibilityStatus());
        append(out, "minimumAllowablePrice", minimumAllowablePrice());
        append(out, "maximumAllowablePrice", maximumAllowablePrice());
        append(out, "nearExecutionPrice", nearExecutionPrice());
        append(out, "nearExecutionTime", nearExecutionTime());
        append(out, "lowerPriceRangeCollar", lowerPriceRangeCollar());
        append(out, "upperPriceRangeCollar", upperPriceRangeCollar());
    }
}
