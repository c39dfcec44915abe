package io.depthstream.orderbook;

/** The side of the book an order rests on. */
public enum BookSide {
    /** Orders to buy; the highest price is best. */
    BID,
    /** Orders to sell; the lowest price is best. */
    ASK;

    /** The side an order on this one trades against. */
    public BookSide opposite() {
        return this == BID ? ASK : BID;
    }
}
