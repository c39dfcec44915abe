package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link LuldAuctionCollar} messages (type J, 35 bytes). Fields not set stay binary zero. */
public final class LuldAuctionCollarEncoder extends ItchEncoder<LuldAuctionCollarEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 34 bytes. */
    public LuldAuctionCollarEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, LuldAuctionCollar.TYPE, LuldAuctionCollar.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return LuldAuctionCollar.LENGTH;
    }

    @Override
    LuldAuctionCollarEncoder self() {
        return this;
    }

    /** Writes {@link LuldAuctionCollar#stock()}: at most 8 characters. */
    public LuldAuctionCollarEncoder stock(final String stock) {
        return putText(LuldAuctionCollar.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link LuldAuctionCollar#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public LuldAuctionCollarEncoder stockAsLong(final long stock) {
        return putLong(LuldAuctionCollar.STOCK_OFFSET, stock);
    }

    /**
     * Writes {@link LuldAuctionCollar#auctionCollarReferencePrice()}: ten-thousandths of a dollar, 0 to
     * 4,294,967,295.
     */
    public LuldAuctionCollarEncoder auctionCollarReferencePrice(final long auctionCollarReferencePrice) {
        return putUnsignedInt(
                LuldAuctionCollar.AUCTION_COLLAR_REFERENCE_PRICE_OFFSET,
                auctionCollarReferencePrice,
                "auctionCollarReferencePrice");
    }

    /**
     * Writes {@link LuldAuctionCollar#upperAuctionCollarPrice()}: ten-thousandths of a dollar, 0 to
     * 4,294,967,295.
     */
    public LuldAuctionCollarEncoder upperAuctionCollarPrice(final long upperAuctionCollarPrice) {
        return putUnsignedInt(
                LuldAuctionCollar.UPPER_AUCTION_COLLAR_PRICE_OFFSET,
                upperAuctionCollarPrice,
                "upperAuctionCollarPrice");
    }

    /**
     * Writes {@link LuldAuctionCollar#lowerAuctionCollarPrice()}: ten-thousandths of a dollar, 0 to
     * 4,294,967,295.
     */
    public LuldAuctionCollarEncoder lowerAuctionCollarPrice(final long lowerAuctionCollarPrice) {
        return putUnsignedInt(
                LuldAuctionCollar.LOWER_AUCTION_COLLAR_PRICE_OFFSET,
                lowerAuctionCollarPrice,
                "lowerAuctionCollarPrice");
    }

    /** Writes {@link LuldAuctionCollar#auctionCollarExtension()}: 0 to 4,294,967,295. */
    public LuldAuctionCollarEncoder auctionCollarExtension(final long auctionCollarExtension) {
        return putUnsignedInt(
                LuldAuctionCollar.AUCTION_COLLAR_EXTENSION_OFFSET, auctionCollarExtension, "auctionCollarExtension");
    }
}
