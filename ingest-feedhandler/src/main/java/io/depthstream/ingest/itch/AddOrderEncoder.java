package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link AddOrder} messages (type A, 36 bytes). Fields not set stay binary zero. */
public final class AddOrderEncoder extends ItchEncoder<AddOrderEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 35 bytes. */
    public AddOrderEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, AddOrder.TYPE, AddOrder.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return AddOrder.LENGTH;
    }

    @Override
    AddOrderEncoder self() {
        return this;
    }

    /** Writes {@link AddOrder#orderReferenceNumber()}: 64 bits, as they are. */
    public AddOrderEncoder orderReferenceNumber(final long orderReferenceNumber) {
        return putLong(AddOrder.ORDER_REFERENCE_NUMBER_OFFSET, orderReferenceNumber);
    }

    /** Writes {@link AddOrder#buySellIndicator()}: one byte wide. */
    public AddOrderEncoder buySellIndicator(final char buySellIndicator) {
        return putCharacter(AddOrder.BUY_SELL_INDICATOR_OFFSET, buySellIndicator, "buySellIndicator");
    }

    /** Writes {@link AddOrder#shares()}: 0 to 4,294,967,295. */
    public AddOrderEncoder shares(final long shares) {
        return putUnsignedInt(AddOrder.SHARES_OFFSET, shares, "shares");
    }

    /** Writes {@link AddOrder#stock()}: at most 8 characters. */
    public AddOrderEncoder stock(final String stock) {
        return putText(AddOrder.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link AddOrder#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public AddOrderEncoder stockAsLong(final long stock) {
        return putLong(AddOrder.STOCK_OFFSET, stock);
    }

    /** Writes {@link AddOrder#price()}: ten-thousandths of a dollar, 0 to 4,294,967,295. */
    public AddOrderEncoder price(final long price) {
        return putUnsignedInt(AddOrder.PRICE_OFFSET, price, "price");
    }
}
