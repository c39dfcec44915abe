package io.depthstream.orderbook;

/**
 * What changed in one book since its last mark. Each order carries its change state in its own table slot, so
 * a second change of the same order costs nothing; the first appends its reference to a list. Nothing is noted
 * before the first mark: a book that is never written pays nothing.
 *
 * <p>The noting calls come last in a change: they may look orders up.
 */
final class BookChanges {
    /** Changes noted before the list is compared with the size of the book. */
    private static final int MIN_NOTED = 256;
    /** A delta of this many changes is always worth writing. */
    private static final int SMALL_DELTA = 16;

    private final OrderBook book;
    private final ChangeList list = new ChangeList();
    /** Noting was given up, so orders may carry states that are in no list. */
    private boolean tainted;

    BookChanges(final OrderBook book) {
        this.book = book;
    }

    /** Notes a new order, while noting. */
    void added(final long orderRef) {
        note(orderRef);
    }

    /** The order with the state it has after losing shares. */
    static long withReduced(final long order) {
        return isSame(order) ? order | ChangeList.REDUCED : order;
    }

    /** Notes, while noting, that an order, given as it was before, lost shares or is gone. */
    void lessened(final long orderRef, final long order) {
        if (isSame(order)) {
            note(-orderRef);
        }
    }

    private static boolean isSame(final long order) {
        return (order & OrderPool.STATE_MASK) == ChangeList.SAME;
    }

    static boolean isAdded(final long order) {
        return (order & OrderPool.STATE_MASK) == ChangeList.ADDED;
    }

    private void note(final long entry) {
        list.note(entry);
        if (list.size() > bound()) {
            dropVanished();
            if (list.size() > bound() / 2) {
                giveUp();
            }
        }
    }

    private int bound() {
        return (int) Math.max(MIN_NOTED, book.liveOrders() * 2);
    }

    /** Drops the entries of orders that came and went since the mark. */
    private void dropVanished() {
        int kept = 0;
        for (int i = 0; i < list.size(); i++) {
            final long entry = list.entry(i);
            if (entry < 0 || isAdded(book.packed(entry))) {
                list.keep(kept++, entry);
            }
        }
        list.truncate(kept);
    }

    /** Stops noting: the next thing written must be a base. */
    private void giveUp() {
        tainted |= book.noting();
        book.noting(false);
        list.clear();
    }

    /** The book was emptied: nothing carries a state, and a base of nothing is the smallest thing to write. */
    void cleared() {
        giveUp();
        tainted = false;
    }

    /** Stops noting while bytes are read into the book. */
    void suspend() {
        mark();
        book.noting(false);
    }

    void mark() {
        for (int i = 0; i < list.size(); i++) {
            book.resetState(Math.abs(list.entry(i)));
        }
        if (tainted) {
            resetAll();
        }
        list.clear();
        book.noting(true);
        tainted = false;
    }

    private void resetAll() {
        for (final BookSide side : BookSide.values()) {
            for (int level = 0; level < book.levels(side); level++) {
                book.forEachOrder(side, level, (orderRef, shares) -> book.resetState(orderRef));
            }
        }
    }

    boolean any() {
        return !book.noting() || list.size() > 0;
    }

    boolean outgrowBase() {
        if (!book.noting()) {
            return true;
        }
        final long most = Math.max(SMALL_DELTA, book.liveOrders());
        if (list.size() > most) {
            dropVanished();
        }
        return list.size() > most;
    }

    ChangeList list() {
        return list;
    }

    long memoryBytes() {
        return 32 + list.memoryBytes();
    }
}
