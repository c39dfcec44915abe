package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link AddOrderMpid} messages (type F, 40 bytes). Fields not set stay binary zero. */
public final class AddOrderMpidEncoder extends ItchEncoder<AddOrderMpidEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 39 bytes. */
    public AddOrderMpidEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, AddOrderMpid.TYPE, AddOrderMpid.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return AddOrderMpid.LENGTH;
    }

    @Override
    AddOrderMpidEncoder self() {
        return this;
    }

    /** Writes {@link AddOrderMpid#orderReferenceNumber()}: 64 bits, as they are. */
    public AddOrderMpidEncoder orderReferenceNumber(final long orderReferenceNumber) {
        return putLong(AddOrderMpid.ORDER_REFERENCE_NUMBER_OFFSET, orderReferenceNumber);
    }

    /** Writes {@link AddOrderMpid#buySellIndicator()}: one byte wide. */
    public AddOrderMpidEncoder buySellIndicator(final char buySellIndicator) {
        return putCharacter(AddOrderMpid.BUY_SELL_INDICATOR_OFFSET, buySellIndicator, "buySellIndicator");
    }

    /** Writes {@link AddOrderMpid#shares()}: 0 to 4,294,967,295. */
    public AddOrderMpidEncoder shares(final long shares) {
        return putUnsignedInt(AddOrderMpid.SHARES_OFFSET, shares, "shares");
    }

    /** Writes {@link AddOrderMpid#stock()}: at most 8 characters. */
    public AddOrderMpidEncoder stock(final String stock) {
        return putText(AddOrderMpid.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link AddOrderMpid#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public AddOrderMpidEncoder stockAsLong(final long stock) {
        return putLong(AddOrderMpid.STOCK_OFFSET, stock);
    }

    /** Writes {@link AddOrderMpid#price()}: ten-thousandths of a dollar, 0 to 4,294,967,295. */
    public AddOrderMpidEncoder price(final long price) {
        return putUnsignedInt(AddOrderMpid.PRICE_OFFSET, price, "price");
    }

    /** Writes {@link AddOrderMpid#attribution()}: at most 4 characters. */
    public AddOrderMpidEncoder attribution(final String attribution) {
        return putText(AddOrderMpid.ATTRIBUTION_OFFSET, 4, attribution, "attribution");
    }

    /** Writes {@link AddOrderMpid#attributionAsInt()}: four characters packed big endian; allocates nothing. */
    public AddOrderMpidEncoder attributionAsInt(final int attribution) {
        return putInt(AddOrderMpid.ATTRIBUTION_OFFSET, attribution);
    }
}
