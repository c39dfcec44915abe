package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Quoting Period Update, type K, 28 bytes (TotalView-ITCH 5.0, section 1.2.6). Announces when quoting of an
 * IPO will be released, and at what price.
 */
public final class IpoQuotingPeriodUpdate extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'K';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 28;

    static final int STOCK_OFFSET = 11;
    static final int IPO_QUOTATION_RELEASE_TIME_OFFSET = 19;
    static final int IPO_QUOTATION_RELEASE_QUALIFIER_OFFSET = 23;
    static final int IPO_PRICE_OFFSET = 24;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public IpoQuotingPeriodUpdate wrap(final DirectBuffer buffer, final int offset) {
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

    /** Seconds since midnight, venue local time. */
    public long ipoQuotationReleaseTime() {
        return unsignedInt(IPO_QUOTATION_RELEASE_TIME_OFFSET);
    }

    /** A anticipated release time, C release cancelled or postponed. */
    public char ipoQuotationReleaseQualifier() {
        return character(IPO_QUOTATION_RELEASE_QUALIFIER_OFFSET);
    }

    /** IPO price. In ten-thousandths of a dollar. */
    public long ipoPrice() {
        return unsignedInt(IPO_PRICE_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "stock", stock());
        append(out, "ipoQuotationReleaseTime", ipoQuotationReleaseTime());
        append(out, "ipoQuotationReleaseQualifier", ipoQuotationReleaseQualifier());
        append(out, "ipoPrice", ipoPrice());
    }
}
