package io.depthstream.orderbook;

/**
 * What became of a call that should change a book.
 *
 * <p>Bad calls are an everyday matter after a lost packet, so they are answered, never thrown: every
 * answer but {@link #OK} means that the book is exactly as it was.
 */
public enum Applied {
    /** The book was changed as asked. */
    OK,
    /** No order of this reference rests in this book. */
    UNKNOWN_ORDER,
    /** An order of this reference rests in this book already. */
    DUPLICATE_ORDER,
    /** More shares were to be taken off an order than rest. */
    EXCESS_SHARES,
    /** The price is outside 0 to {@link OrderLimits#MAX_PRICE}. */
    BAD_PRICE,
    /** The shares are outside 1 to {@link OrderLimits#MAX_SHARES}. */
    BAD_SHARES,
    /** The order reference is outside 1 to {@link Long#MAX_VALUE}. */
    BAD_REFERENCE,
    /** There are {@link OrderLimits#MAX_ORDERS} orders already, or at one level {@link OrderLimits#MAX_LEVEL_ORDERS}. */
    FULL
}
