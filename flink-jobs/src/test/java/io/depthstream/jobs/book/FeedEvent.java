package io.depthstream.jobs.book;

import io.depthstream.schemas.EventFlags;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;

/** One venue event of a test stream, with the symbol it belongs to. */
record FeedEvent(
        String symbol, EventKind kind, long sequence, long timeNanos, Side side, long orderRef, long newOrderRef,
        long price, long shares, long matchNumber, int flags, String codes, long[] values) {

    private static final long[] NONE = new long[0];

    static FeedEvent add(
            final String symbol, final long sequence, final long time, final Side side, final long ref,
            final long price, final long shares) {
        return new FeedEvent(symbol, EventKind.ADD, sequence, time, side, ref, 0, price, shares, 0, 0, "", NONE);
    }

    static FeedEvent execute(final String symbol, final long sequence, final long time, final long ref, final long shares) {
        return new FeedEvent(symbol, EventKind.EXECUTE, sequence, time, Side.NONE, ref, 0, 0, shares, sequence,
                EventFlags.FLAG_PRINTABLE, "", NONE);
    }

    static FeedEvent executeAtPrice(
            final String symbol, final long sequence, final long time, final long ref, final long shares,
            final long price, final boolean printable) {
        return new FeedEvent(symbol, EventKind.EXECUTE_AT_PRICE, sequence, time, Side.NONE, ref, 0, price, shares,
                sequence, printable ? EventFlags.FLAG_PRINTABLE : 0, "", NONE);
    }

    static FeedEvent cancel(final String symbol, final long sequence, final long time, final long ref, final long shares) {
        return new FeedEvent(symbol, EventKind.CANCEL, sequence, time, Side.NONE, ref, 0, 0, shares, 0, 0, "", NONE);
    }

    static FeedEvent delete(final String symbol, final long sequence, final long time, final long ref) {
        return new FeedEvent(symbol, EventKind.DELETE, sequence, time, Side.NONE, ref, 0, 0, 0, 0, 0, "", NONE);
    }

    static FeedEvent replace(
            final String symbol, final long sequence, final long time, final long ref, final long newRef,
            final long price, final long shares) {
        return new FeedEvent(symbol, EventKind.REPLACE, sequence, time, Side.NONE, ref, newRef, price, shares, 0, 0, "",
                NONE);
    }

    /** An event of a rare kind: side, price and shares as given, the rest in codes and values. */
    static FeedEvent rare(
            final EventKind kind, final String symbol, final long sequence, final long time, final Side side,
            final long price, final long shares, final String codes, final long... values) {
        return new FeedEvent(
                symbol, kind, sequence, time, side, 0, 0, price, shares, sequence, 0, codes, values);
    }
}
