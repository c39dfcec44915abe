package io.depthstream.orderbook;

import java.util.Objects;

/**
 * The full-depth book of one symbol, by order: price levels with their shares and order counts, and within a
 * level the orders in time priority. Partial executions and cancels keep an order's priority; a replace loses it.
 *
 * <p>Belongs to the thread of its {@link OrderBooks}. Changes are answered with an {@link Applied} code and never
 * throw; anything but {@code OK} leaves the book as it was. No object is made per order: a change allocates only when
 * an array has to grow or is given back.
 *
 * <p>An order lives in the shared table under its reference; that it is an order of <em>this</em> book is known
 * from the queue of its level. When two books use one reference (which no venue does within a session, but an old
 * session's leftovers may) the later one keeps the order in a table of its own.
 */
public final class OrderBook {
    private static final BookSide[] SIDES = BookSide.values();

    private final String symbol;
    private final OrderBooks books;
    private final OrderTable shared;
    private final FoundOrder at;
    private final LevelLadder bids;
    private final LevelLadder asks;
    private final BookChanges changes = new BookChanges(this);
    private OrderTable strays;
    private int live;

    private boolean noting;
    private BookSide touchedSide;
    private int touchedPrice;
    private int vacatedPrice;

    OrderBook(final String symbol, final OrderBooks books, final OrderTable shared) {
        this.symbol = Objects.requireNonNull(symbol, "symbol");
        this.books = books;
        this.shared = shared;
        at = books.found();
        bids = new LevelLadder(BookSide.BID, books.scratch());
        asks = new LevelLadder(BookSide.ASK, books.scratch());
    }

    /** The symbol the book was opened for. */
    public String symbol() {
        return symbol;
    }

    /** Rests a new order behind all others at its price. */
    public Applied add(final long orderRef, final BookSide side, final long price, final long shares) {
        final Applied judged = OrderLimits.check(orderRef, price, shares);
        if (judged != Applied.OK) {
            return judged;
        }
        return insert(orderRef, side, price, shares);
    }

    /**
     * Takes executed shares off an order, and the order off the book when none are left. At which price they were
     * executed is of no matter to the book, so this serves executions at another price too.
     */
    public Applied execute(final long orderRef, final long shares) {
        return reduce(orderRef, shares);
    }

    /** Takes cancelled shares off an order, and the order off the book when none are left. */
    public Applied cancel(final long orderRef, final long shares) {
        return reduce(orderRef, shares);
    }

    /** Takes an order off the book. */
    public Applied delete(final long orderRef) {
        if (!locate(orderRef)) {
            return Applied.UNKNOWN_ORDER;
        }
        final long order = at.table.order(at.slot);
        remember(order);
        takeOut(orderRef, order);
        return Applied.OK;
    }

    /**
     * Replaces an order by one of the same side with another reference, price and size, which queues anew. The new
     * reference may equal the old one.
     */
    public Applied replace(final long orderRef, final long newOrderRef, final long price, final long shares) {
        final Applied judged = OrderLimits.check(newOrderRef, price, shares);
        if (judged != Applied.OK) {
            return judged;
        }
        if (newOrderRef != orderRef && contains(newOrderRef)) {
            return Applied.DUPLICATE_ORDER;
        }
        if (!locate(orderRef)) {
            return Applied.UNKNOWN_ORDER;
        }
        final long order = at.table.order(at.slot);
        final BookSide side = OrderTable.isAsk(order) ? BookSide.ASK : BookSide.BID;
        final int level = at.ladder.find(price);
        if (level >= 0 && level != at.level && at.ladder.orders(level) == OrderLimits.MAX_LEVEL_ORDERS) {
            return Applied.FULL;
        }
        takeOut(orderRef, order);
        final Applied inserted = insert(newOrderRef, side, price, shares);
        vacatedPrice = (int) OrderTable.price(order);
        return inserted;
    }

    private Applied insert(final long orderRef, final BookSide side, final long price, final long shares) {
        if (!shared.ensureRoom()) {
            return Applied.FULL;
        }
        OrderTable table = shared;
        int slot = shared.place(orderRef);
        if (slot < 0 || strays != null) {
            if (locate(orderRef)) {
                return Applied.DUPLICATE_ORDER;
            }
            if (slot < 0) {
                if (strays == null) {
                    strays = new OrderTable(0);
                }
                if (!strays.ensureRoom()) {
                    return Applied.FULL;
                }
                table = strays;
                slot = strays.place(orderRef);
            }
        }
        final LevelLadder ladder = ladder(side);
        final int level = ladder.find(price);
        if (level < 0) {
            ladder.open(~level, price, orderRef, shares);
        } else if (!ladder.append(level, orderRef, shares)) {
            return Applied.FULL;
        }
        table.put(slot, orderRef, OrderTable.pack(price, side, shares) | (noting ? ChangeList.ADDED : ChangeList.SAME));
        live++;
        if (table != shared) {
            books.countStrays(1);
        }
        if (noting) {
            changes.added(orderRef);
        }
        touchedSide = side;
        touchedPrice = (int) price;
        vacatedPrice = (int) price;
        return Applied.OK;
    }

    private Applied reduce(final long orderRef, final long shares) {
        if (!locate(orderRef)) {
            return Applied.UNKNOWN_ORDER;
        }
        final long order = at.table.order(at.slot);
        final long resting = OrderTable.shares(order);
        if (shares <= 0) {
            return Applied.BAD_SHARES;
        }
        if (shares > resting) {
            return Applied.EXCESS_SHARES;
        }
        remember(order);
        if (shares == resting) {
            takeOut(orderRef, order);
        } else {
            at.table.order(at.slot, (noting ? BookChanges.withReduced(order) : order) - shares);
            at.ladder.reduce(at.level, shares);
            if (noting) {
                changes.lessened(orderRef, order);
            }
        }
        return Applied.OK;
    }

    /** Takes the order that {@link #locate} just found off the book. */
    private void takeOut(final long orderRef, final long order) {
        at.ladder.remove(at.level, at.position, OrderTable.shares(order));
        at.table.remove(at.slot);
        live--;
        if (at.table != shared) {
            books.countStrays(-1);
            if (strays.size() == 0) {
                strays = null;
            }
        }
        if (at.ladder.sparse()) {
            at.ladder.pack();
        }
        if (noting) {
            changes.lessened(orderRef, order);
        }
    }

    private void remember(final long order) {
        touchedSide = OrderTable.isAsk(order) ? BookSide.ASK : BookSide.BID;
        touchedPrice = (int) OrderTable.price(order);
        vacatedPrice = touchedPrice;
    }

    /** Finds an order of this book, and where its level and its place in the queue are. */
    private boolean locate(final long orderRef) {
        final OrderTable own = strays;
        if (orderRef <= 0) {
            return false;
        }
        return own != null && locateIn(own, orderRef) || locateIn(shared, orderRef);
    }

    private boolean locateIn(final OrderTable table, final long orderRef) {
        final int slot = table.find(orderRef);
        if (slot < 0) {
            return false;
        }
        final long order = table.order(slot);
        final LevelLadder ladder = OrderTable.isAsk(order) ? asks : bids;
        final int level = ladder.find(OrderTable.price(order));
        if (level < 0) {
            return false;
        }
        at.position = ladder.position(level, orderRef);
        at.table = table;
        at.slot = slot;
        at.ladder = ladder;
        at.level = level;
        return at.position >= 0;
    }

    /** The side of the last order that a call touched; null before the first. */
    public BookSide touchedSide() {
        return touchedSide;
    }

    /** The price of the last order that a call touched; after a replace, of the new order. */
    public long touchedPrice() {
        return touchedPrice;
    }

    /** After a replace, the price of the order that went; else the same as {@link #touchedPrice}. */
    public long vacatedPrice() {
        return vacatedPrice;
    }

    /** How many price levels a side has. */
    public int levels(final BookSide side) {
        return ladder(side).levels();
    }

    /**
     * The price of a level; 0 is the best.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= level &lt; {@code levels(side)}, as for every accessor by level
     */
    public long price(final BookSide side, final int level) {
        final LevelLadder ladder = ladder(side);
        return ladder.price(fromBest(ladder, level));
    }

    /** The shares resting at a level; 0 is the best. */
    public long shares(final BookSide side, final int level) {
        final LevelLadder ladder = ladder(side);
        return ladder.shares(fromBest(ladder, level));
    }

    /** The orders resting at a level; 0 is the best. */
    public int orders(final BookSide side, final int level) {
        final LevelLadder ladder = ladder(side);
        return ladder.orders(fromBest(ladder, level));
    }

    /** The level of a price, 0 the best; or -1 when nothing rests there. */
    public int levelOf(final BookSide side, final long price) {
        final LevelLadder ladder = ladder(side);
        final int level = price < 0 || price > OrderLimits.MAX_PRICE ? -1 : ladder.find(price);
        return level < 0 ? -1 : ladder.levels() - 1 - level;
    }

    /** The best price of a side; 0 when the side is empty, which {@link #bestShares} tells from a price of 0. */
    public long bestPrice(final BookSide side) {
        final LevelLadder ladder = ladder(side);
        return ladder.levels() == 0 ? 0 : ladder.price(ladder.levels() - 1);
    }

    /** The shares at the best price of a side; 0 when the side is empty. */
    public long bestShares(final BookSide side) {
        final LevelLadder ladder = ladder(side);
        return ladder.levels() == 0 ? 0 : ladder.shares(ladder.levels() - 1);
    }

    /** The orders at the best price of a side; 0 when the side is empty. */
    public int bestOrders(final BookSide side) {
        final LevelLadder ladder = ladder(side);
        return ladder.levels() == 0 ? 0 : ladder.orders(ladder.levels() - 1);
    }

    /** The best bid is above the best ask. Real captures do this; the book keeps both. */
    public boolean crossed() {
        return bids.levels() > 0 && asks.levels() > 0 && bestPrice(BookSide.BID) > bestPrice(BookSide.ASK);
    }

    /** The best bid equals the best ask. */
    public boolean locked() {
        return bids.levels() > 0 && asks.levels() > 0 && bestPrice(BookSide.BID) == bestPrice(BookSide.ASK);
    }

    /** Orders resting in this book. */
    public long liveOrders() {
        return live;
    }

    /** Whether an order of this reference rests in this book. */
    public boolean contains(final long orderRef) {
        return locate(orderRef);
    }

    /** The shares left of an order; 0 when there is no such order. */
    public long orderShares(final long orderRef) {
        return locate(orderRef) ? OrderTable.shares(at.table.order(at.slot)) : 0;
    }

    /** The price of an order; -1 when there is no such order. */
    public long orderPrice(final long orderRef) {
        return locate(orderRef) ? OrderTable.price(at.table.order(at.slot)) : -1;
    }

    /** The side of an order; null when there is no such order. */
    public BookSide orderSide(final long orderRef) {
        return !locate(orderRef) ? null : at.ladder == asks ? BookSide.ASK : BookSide.BID;
    }

    /** The shares that trade before an order at its price; -1 when there is no such order. */
    public long sharesAhead(final long orderRef) {
        if (!locate(orderRef)) {
            return -1;
        }
        final LevelLadder ladder = at.ladder;
        final int level = at.level;
        final int position = at.position;
        long ahead = 0;
        for (int i = 0; i < position; i++) {
            ahead += sharesIn(ladder, level, i);
        }
        return ahead;
    }

    /** Shows the orders of a level (0 the best) in time priority. */
    public void forEachOrder(final BookSide side, final int level, final OrderVisitor visitor) {
        final LevelLadder ladder = ladder(side);
        final int index = fromBest(ladder, level);
        final int count = ladder.orders(index);
        for (int i = 0; i < count; i++) {
            visitor.order(ladder.reference(index, i), sharesIn(ladder, index, i));
        }
    }

    /** Hash of the whole state, time priority included; see {@link BookHash}. Reads every order. */
    public long hash() {
        long hash = BookHash.SEED;
        for (final BookSide side : SIDES) {
            final LevelLadder ladder = ladder(side);
            for (int level = ladder.levels() - 1; level >= 0; level--) {
                hash = BookHash.level(hash, side, ladder.price(level));
                final int count = ladder.orders(level);
                for (int i = 0; i < count; i++) {
                    hash = BookHash.order(hash, ladder.reference(level, i), sharesIn(ladder, level, i));
                }
            }
        }
        return hash;
    }

    /** Takes every order off the book and gives its memory back. */
    public void clear() {
        for (final BookSide side : SIDES) {
            final LevelLadder ladder = ladder(side);
            for (int level = ladder.levels() - 1; level >= 0; level--) {
                for (int i = ladder.orders(level) - 1; i >= 0; i--) {
                    forget(ladder.reference(level, i));
                }
            }
            ladder.clear();
        }
        live = 0;
        changes.cleared();
    }

    private void forget(final long orderRef) {
        final int stray = strays == null ? -1 : strays.find(orderRef);
        if (stray < 0) {
            shared.remove(shared.find(orderRef));
            return;
        }
        strays.remove(stray);
        books.countStrays(-1);
        if (strays.size() == 0) {
            strays = null;
        }
    }

    /**
     * Appends the whole book in the compact form of format version 1.
     *
     * @return bytes appended
     */
    public int writeBase(final BookWriter out) {
        return BookCodec.writeBase(this, out);
    }

    /**
     * Appends what changed since the last {@link #mark}; an order that was added and deleted in between leaves no
     * trace. Does not mark.
     *
     * @return bytes appended
     * @throws IllegalStateException when {@link #deltaOutgrowsBase()}: write a base instead
     */
    public int writeDelta(final BookWriter out) {
        return BookCodec.writeDelta(this, changes, out);
    }

    /** Declares the present state written: the next delta starts here. The first call starts the noting of changes. */
    public void mark() {
        changes.mark();
    }

    /**
     * Whether anything changed since the last mark, or there was none yet. Also true when all that changed has
     * vanished again.
     */
    public boolean changedSinceMark() {
        return changes.any();
    }

    /**
     * Whether to write a base rather than a delta: there was no mark yet, the book was cleared, or more orders
     * changed than rest.
     */
    public boolean deltaOutgrowsBase() {
        return changes.outgrowBase();
    }

    /** About how many bytes {@link #writeBase} would append, without looking at the orders. */
    public long baseBytesEstimate() {
        return BookCodec.baseBytesEstimate(this);
    }

    /**
     * Replaces the content by what {@link #writeBase} wrote, and marks.
     *
     * @throws CorruptBookException when the bytes are no sound base; the book is then empty and unmarked
     * @throws IndexOutOfBoundsException when the range is not inside the array
     */
    public void readBase(final byte[] bytes, final int offset, final int length) {
        BookCodec.readBase(this, new BookReader(bytes, offset, length));
    }

    /**
     * Applies what {@link #writeDelta} wrote to the state it started from, and marks.
     *
     * @throws CorruptBookException when the bytes are no sound delta or do not fit this state; the book is then
     *     empty and unmarked
     * @throws IndexOutOfBoundsException when the range is not inside the array
     */
    public void applyDelta(final byte[] bytes, final int offset, final int length) {
        BookCodec.applyDelta(this, new BookReader(bytes, offset, length));
    }

    /** Bytes of this book's own structures, without its orders' slots in the shared table. */
    public long memoryBytes() {
        return 64 + bids.memoryBytes() + asks.memoryBytes() + changes.memoryBytes()
                + (strays == null ? 0 : strays.memoryBytes());
    }

    @Override
    public String toString() {
        return symbol + "{orders=" + live + ", bids=" + bids.levels() + ", asks=" + asks.levels()
                + ", best=" + bestPrice(BookSide.BID) + '/' + bestPrice(BookSide.ASK) + '}';
    }

    LevelLadder ladder(final BookSide side) {
        return side == BookSide.BID ? bids : asks;
    }

    /** The ladder where a packed order rests. */
    LevelLadder ladder(final long order) {
        return OrderTable.isAsk(order) ? asks : bids;
    }

    boolean noting() {
        return noting;
    }

    void noting(final boolean on) {
        noting = on;
    }

    BookChanges changes() {
        return changes;
    }

    /** Room for one number per noted change, shared by all books. */
    long[] scratch(final int size) {
        return books.scratch().words(size);
    }

    /** The packed order of a reference in this book, or 0. */
    long packed(final long orderRef) {
        return locate(orderRef) ? at.table.order(at.slot) : 0;
    }

    /** Resets the change state of an order, if it rests here. */
    void resetState(final long orderRef) {
        if (locate(orderRef)) {
            at.table.order(at.slot, at.table.order(at.slot) & ~OrderTable.STATE_MASK);
        }
    }

    /** The shares of the order at a place of a level that is known to be there. */
    long sharesIn(final LevelLadder ladder, final int level, final int position) {
        final long orderRef = ladder.reference(level, position);
        final int stray = strays == null ? -1 : strays.find(orderRef);
        return OrderTable.shares(stray >= 0 ? strays.order(stray) : shared.order(shared.find(orderRef)));
    }

    private static int fromBest(final LevelLadder ladder, final int level) {
        return ladder.levels() - 1 - Objects.checkIndex(level, ladder.levels());
    }
}
