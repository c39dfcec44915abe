package io.depthstream.orderbook;

/**
 * Format version 1 of a book as bytes. All numbers are varints; references and prices are written as the
 * difference from the one before (zigzag), as neighbours are close.
 *
 * <pre>
 *   base  = version kind('B') orders side(bids) side(asks)
 *   side  = levels { price difference from the level before, worst first; orders { reference shares } }
 *   delta = version kind('D') orders-afterwards
 *           count { reference }                                gone
 *           count { reference shares-left }                    reduced
 *           count { reference price shares*2+side }            added, in time priority
 * </pre>
 *
 * A delta is applied in that order. A reference that was added more than once since the mark is listed as often,
 * with its last content: the later one replaces the earlier.
 */
final class BookCodec {
    static final int VERSION = 1;
    static final int BASE = 'B';
    static final int DELTA = 'D';

    private BookCodec() {
    }

    static long baseBytesEstimate(final OrderBook book) {
        return 6 + book.liveOrders() * 6 + 3L * (book.levels(BookSide.BID) + book.levels(BookSide.ASK));
    }

    static int writeBase(final OrderBook book, final BookWriter out) {
        final int before = out.size();
        out.putByte(VERSION);
        out.putByte(BASE);
        out.putVarint(book.liveOrders());
        writeSide(book, book.ladder(BookSide.BID), out);
        writeSide(book, book.ladder(BookSide.ASK), out);
        return out.size() - before;
    }

    private static void writeSide(final OrderBook book, final LevelLadder ladder, final BookWriter out) {
        final OrderPool pool = book.pool();
        out.putVarint(ladder.levels());
        long lastPrice = 0;
        long lastRef = 0;
        for (int level = 0; level < ladder.levels(); level++) {
            final long price = ladder.price(level);
            out.putZigZag(price - lastPrice);
            out.putVarint(ladder.orders(level));
            lastPrice = price;
            for (int record = ladder.first(level); record != 0; record = pool.behind(record)) {
                final long ref = pool.reference(record);
                out.putZigZag(ref - lastRef);
                out.putVarint(OrderPool.shares(pool.order(record)));
                lastRef = ref;
            }
        }
    }

    static int writeDelta(final OrderBook book, final BookChanges changes, final BookWriter out) {
        if (!book.noting()) {
            throw new IllegalStateException("the changes of " + book.symbol()
                    + " are not noted (no mark yet, or they outgrew the base): write a base instead of a delta");
        }
        final ChangeList list = changes.list();
        final int size = list.size();
        final long[] now = book.scratch(size);
        int gone = 0;
        int reduced = 0;
        int added = 0;
        for (int i = 0; i < size; i++) {
            final long entry = list.entry(i);
            now[i] = book.packed(Math.abs(entry));
            if (entry > 0) {
                added += BookChanges.isAdded(now[i]) ? 1 : 0;
            } else if (isGone(now[i])) {
                gone++;
            } else {
                reduced++;
            }
        }
        final int before = out.size();
        out.putByte(VERSION);
        out.putByte(DELTA);
        out.putVarint(book.liveOrders());
        writeGone(list, now, gone, out);
        writeReduced(list, now, reduced, out);
        writeAdded(book, now, added, out);
        return out.size() - before;
    }

    /** An order that was there at the mark is gone when absent, and when its reference was since added anew. */
    private static boolean isGone(final long order) {
        return order == 0 || BookChanges.isAdded(order);
    }

    private static void writeGone(final ChangeList list, final long[] now, final int count, final BookWriter out) {
        out.putVarint(count);
        long lastRef = 0;
        for (int i = 0; i < list.size(); i++) {
            final long entry = list.entry(i);
            if (entry < 0 && isGone(now[i])) {
                out.putZigZag(-entry - lastRef);
                lastRef = -entry;
            }
        }
    }

    private static void writeReduced(final ChangeList list, final long[] now, final int count, final BookWriter out) {
        out.putVarint(count);
        long lastRef = 0;
        for (int i = 0; i < list.size(); i++) {
            final long entry = list.entry(i);
            if (entry < 0 && !isGone(now[i])) {
                out.putZigZag(-entry - lastRef);
                out.putVarint(OrderPool.shares(now[i]));
                lastRef = -entry;
            }
        }
    }

    private static void writeAdded(final OrderBook book, final long[] now, final int count, final BookWriter out) {
        final ChangeList list = book.changes().list();
        out.putVarint(count);
        long lastRef = 0;
        long lastPrice = 0;
        for (int i = 0; i < list.size(); i++) {
            final long entry = list.entry(i);
            if (entry > 0 && BookChanges.isAdded(now[i])) {
                final long price = book.price(now[i]);
                out.putZigZag(entry - lastRef);
                out.putZigZag(price - lastPrice);
                out.putVarint(OrderPool.shares(now[i]) << 1 | (OrderPool.isAsk(now[i]) ? 1 : 0));
                lastRef = entry;
                lastPrice = price;
            }
        }
    }

    static void readBase(final OrderBook book, final BookReader in) {
        book.clear();
        try {
            final long orders = header(in, BASE);
            readSide(book, BookSide.BID, in);
            readSide(book, BookSide.ASK, in);
            finish(book, in, orders);
        } catch (final CorruptBookException e) {
            book.clear();
            throw e;
        }
        book.mark();
    }

    private static long header(final BookReader in, final int kind) {
        final int version = in.getByte("the format version");
        if (version != VERSION) {
            throw new CorruptBookException("book bytes are of format version " + version + ", this reads version "
                    + VERSION + ": written by a newer release, or no book at all");
        }
        final int seen = in.getByte("the kind");
        if (seen != kind) {
            throw new CorruptBookException("book bytes are of kind " + seen + ", expected " + kind
                    + " (" + BASE + " is a base, " + DELTA + " a delta)");
        }
        return in.getVarint("the number of orders", OrderLimits.MAX_ORDERS);
    }

    private static void finish(final OrderBook book, final BookReader in, final long orders) {
        if (!in.atEnd()) {
            throw new CorruptBookException("book bytes go on after their end at byte " + in.position());
        }
        if (book.liveOrders() != orders) {
            throw new CorruptBookException("book bytes promise " + orders + " orders, and lead to " + book.liveOrders()
                    + ": a delta of another state?");
        }
    }

    private static void readSide(final OrderBook book, final BookSide side, final BookReader in) {
        final long levels = in.getVarint("the number of levels", OrderLimits.MAX_ORDERS);
        long price = 0;
        long ref = 0;
        for (long level = 0; level < levels; level++) {
            price += in.getZigZag("a price");
            final long orders = in.getVarint("the orders of a level", OrderLimits.MAX_LEVEL_ORDERS);
            if (orders == 0 || book.levelOf(side, price) >= 0) {
                throw new CorruptBookException("the level " + price + " before byte " + in.position()
                        + (orders == 0 ? " has no orders" : " comes twice"));
            }
            for (long i = 0; i < orders; i++) {
                ref += in.getZigZag("an order reference");
                require(book.add(ref, side, price, in.getVarint("shares")), ref, in);
            }
        }
    }

    private static void require(final Applied applied, final long orderRef, final BookReader in) {
        if (applied != Applied.OK) {
            throw new CorruptBookException("order " + orderRef + " before byte " + in.position()
                    + " does not fit the book: " + applied);
        }
    }

    static void applyDelta(final OrderBook book, final BookReader in) {
        book.changes().suspend();
        try {
            final long orders = header(in, DELTA);
            readGone(book, in);
            readReduced(book, in);
            readAdded(book, in);
            finish(book, in, orders);
        } catch (final CorruptBookException e) {
            book.clear();
            throw e;
        }
        book.mark();
    }

    private static void readGone(final OrderBook book, final BookReader in) {
        final long count = in.getVarint("the number of orders gone", OrderLimits.MAX_ORDERS);
        long ref = 0;
        for (long i = 0; i < count; i++) {
            ref += in.getZigZag("an order reference");
            require(book.delete(ref), ref, in);
        }
    }

    private static void readReduced(final OrderBook book, final BookReader in) {
        final long count = in.getVarint("the number of orders reduced", OrderLimits.MAX_ORDERS);
        long ref = 0;
        for (long i = 0; i < count; i++) {
            ref += in.getZigZag("an order reference");
            final long left = in.getVarint("shares", OrderLimits.MAX_SHARES);
            final long resting = book.orderShares(ref);
            if (left == 0 || left >= resting) {
                throw new CorruptBookException("order " + ref + " before byte " + in.position() + " is to keep " + left
                        + " of " + resting + " shares");
            }
            require(book.cancel(ref, resting - left), ref, in);
        }
    }

    private static void readAdded(final OrderBook book, final BookReader in) {
        final long count = in.getVarint("the number of orders added", OrderLimits.MAX_ORDERS);
        long ref = 0;
        long price = 0;
        for (long i = 0; i < count; i++) {
            ref += in.getZigZag("an order reference");
            price += in.getZigZag("a price");
            final long packed = in.getVarint("shares and side", OrderLimits.MAX_SHARES << 1 | 1);
            final BookSide side = (packed & 1) == 0 ? BookSide.BID : BookSide.ASK;
            Applied applied = book.add(ref, side, price, packed >>> 1);
            if (applied == Applied.DUPLICATE_ORDER) {
                book.delete(ref);
                applied = book.add(ref, side, price, packed >>> 1);
            }
            require(applied, ref, in);
        }
    }
}
