package io.depthstream.benchmarks.itch;

import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.OrderBook;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.TopOfBookWriter;

/**
 * Encodes a top-of-book record whenever the best price, shares or orders of a symbol change, as the order-book job
 * does, and throws it away. One thread; allocates each record's bytes.
 */
public final class TopPublication {
    private static final int LOCATES = 1 << 16;
    private static final int FIELDS = 8;
    private static final int BID = 0;
    private static final int ASK = 4;
    private static final int PRICE_SCALE = 4;

    private final TopOfBookWriter writer = new TopOfBookWriter();
    private final long[] shown = new long[LOCATES * FIELDS];
    private long sequence;
    private long records;
    private long bytes;

    /** Records encoded. */
    public long records() {
        return records;
    }

    /** Bytes of all records. */
    public long bytes() {
        return bytes;
    }

    /**
     * Looks whether a change to the book moved its top.
     *
     * @param timeNanos time of the change, nanoseconds
     */
    void onChange(final OrderBook book, final int locate, final long timeNanos) {
        sequence++;
        final BookSide side = book.touchedSide();
        final int at = locate * FIELDS + (side == BookSide.BID ? BID : ASK);
        final long price = book.bestPrice(side);
        final long shares = book.bestShares(side);
        final int orders = book.bestOrders(side);
        if (shown[at] == price && shown[at + 1] == shares && shown[at + 2] == orders) {
            return;
        }
        shown[at] = price;
        shown[at + 1] = shares;
        shown[at + 2] = orders;
        final int bid = locate * FIELDS + BID;
        final int ask = locate * FIELDS + ASK;
        records++;
        bytes += writer.encode("XNAS", "BENCH", book.symbol(), sequence, timeNanos, timeNanos, PRICE_SCALE,
            shown[bid], shown[bid + 1], (int) shown[bid + 2], shown[ask], shown[ask + 1], (int) shown[ask + 2],
            Quality.OK, "", TradingState.TRADING, "").length;
    }
}
