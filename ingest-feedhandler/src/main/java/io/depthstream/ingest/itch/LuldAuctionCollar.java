package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Limit Up – Limit Down (LULD) Auction Collar, type J, 35 bytes (TotalView-ITCH 5.0, section 1.2.7). Gives
 * the price band within which a paused security may reopen.
 */
public final class LuldAuctionCollar extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'J';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 35;

    static final int STOCK_OFFSET = 11;
    static final int AUCTION_COLLAR_REFERENCE_PRICE_OFFSET = 19;
    static final int UPPER_AUCTION_COLLAR_PRICE_OFFSET = 23;
    static final int LOWER_AUCTION_COLLAR_PRICE_OFFSET = 27;
    static final int AUCTION_COLLAR_EXTENSION_OFFSET = 31;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public LuldAuctionCollar wrap(final DirectBuffer buffer, final int offset) {
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

    /** Reference price of the collar. In ten-thousandths of a dollar. */
    public long auctionCollarReferencePrice() {
        return unsignedInt(AUCTION_COLLAR_REFERENCE_PRICE_OFFSET);
    }

    /** Highest price of the collar. In ten-thousandths of a dollar. */
    public long upperAuctionCollarPrice() {
        return unsignedInt(UPPER_AUCTION_COLLAR_PRICE_OFFSET);
    }

    /** Lowest price of the collar. In ten-thousandths of a dollar. */
    public long lowerAuctionCollarPrice() {
        return unsignedInt(LOWER_AUCTION_COLLAR_PRICE_OFFSET);
    }

    /** How often the auction was extended; 0 the first time. */
    public long auctionCollarExtension() {
        return unsignedInt(AUCTION_COLLAR_EXTENSION_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "stock", stock());
        append(out, "auctionCollarReferencePrice", auctionCollarReferencePrice());
        append(out, "upperAuctionCollarPrice", upperAuctionCollarPrice());
        append(out, "lowerAuctionCollarPrice", lowerAuctionCollarPrice());
        append(out, "auctionCollarExtension", auctionCollarExtension());
    }
}
