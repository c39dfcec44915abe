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
 * <p>An order is found in the shared index under its reference; that it is an order of <em>this</em> book is known
 * from its record. When two books use one reference (which no venue does within a session, but an old
 * session's leftovers may) the later one keeps the order in an index of its own.
 */
public final class OrderBook {
    private static final BookSide[] SIDES = BookSide.values();

    // What every change reads comes first, so that it fills one cache line, or two neighbours.
    private final int number;
    private int live;
    private int touchedPrice;
    private int vacatedPrice;
    private boolean noting;
    private final OrderIndex shared;
    private final OrderPool pool;
    private final LevelTable table;
    private OrderIndex strays;
    private BookSide touchedSide;
    private final OrderBooks books;
    private final LevelLadder bids;
    private final LevelLadder asks;
    private final BookChanges changes = new BookChanges(this);
    private final String symbol;

    /** The book of a symbol, with a number above 0 that no other of these books has or had. */
    OrderBook(final String symbol, final int number, final OrderBooks books) {
        this.symbol = Objects.requireNonNull(symbol, "symbol");
        this.number = number;
        this.books = books;
        shared = books.index();
        pool = books.pool();
        table = books.levelTable();
        bids = new LevelLadder(BookSide.BID, table);
        asks = new LevelLadder(BookSide.ASK, table);
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
        if (pool.full()) {
            return Applied.FULL;
        }
        if (contains(orderRef)) {
            return Applied.DUPLICATE_ORDER;
        }
        final int level = table.find(number, LevelTable.key(side, price));
        if (table.orders(level) == OrderLimits.MAX_LEVEL_ORDERS) {
            return Applied.FULL;
        }
        rest(orderRef, side, price, shares, level);
        return Applied.OK;
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
        final int record = locate(orderRef);
        if (record == 0) {
            return Applied.UNKNOWN_ORDER;
        }
        final long order = pool.order(record);
        remember(order);
        takeOut(orderRef, record, order);
        books.giveBack();
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
        final int record = locate(orderRef);
        if (record == 0) {
            return Applied.UNKNOWN_ORDER;
        }
        final long order = pool.order(record);
        final BookSide side = OrderPool.isAsk(order) ? BookSide.ASK : BookSide.BID;
        final int level = OrderPool.level(order);
        final long vacated = table.price(level);
        final int joined = price == vacated ? level : table.find(number, LevelTable.key(side, price));
        if (joined != level && table.orders(joined) == OrderLimits.MAX_LEVEL_ORDERS) {
            return Applied.FULL;
        }
        final boolean closed = takeOut(orderRef, record, order);
        rest(newOrderRef, side, price, shares, closed && joined == level ? 0 : joined);
        vacatedPrice = (int) vacated;
        books.giveBack();
        return Applied.OK;
    }

    /** Rests an order that is not in this book, at a level that has room for it, or 0 to open one. */
    private void rest(
            final long orderRef, final BookSide side, final long price, final long shares, final int known) {
        int level = known;
        if (level == 0) {
            level = table.open(number, LevelTable.key(side, price));
            ladder(side).open(price, level);
        }
        final boolean taken = shared.find(orderRef) != 0;
        if (taken && strays == null) {
            strays = new OrderIndex(pool, 0);
        }
        final long order = OrderPool.pack(level, side, shares) | (noting ? ChangeList.ADDED : ChangeList.SAME);
        final int record = pool.put(orderRef, order, number);
        (taken ? strays : shared).add(orderRef, record);
        table.append(level, record, shares);
        live++;
        if (noting) {
            changes.added(orderRef);
        }
        touchedSide = side;
        touchedPrice = (int) price;
        vacatedPrice = (int) price;
    }

    private Applied reduce(final long orderRef, final long shares) {
        final int record = locate(orderRef);
        if (record == 0) {
            return Applied.UNKNOWN_ORDER;
        }
        final long order = pool.order(record);
        final long resting = OrderPool.shares(order);
        if (shares <= 0) {
            return Applied.BAD_SHARES;
        }
        if (shares > resting) {
            return Applied.EXCESS_SHARES;
        }
        remember(order);
        if (shares == resting) {
            takeOut(orderRef, record, order);
            books.giveBack();
        } else {
            pool.order(record, (noting ? BookChanges.withReduced(order) : order) - shares);
            table.reduce(OrderPool.level(order), shares);
            if (noting) {
                changes.lessened(orderRef, order);
            }
        }
        return Applied.OK;
    }

    /** Takes an order off the book; whether its level was closed then. */
    private boolean takeOut(final long orderRef, final int record, final long order) {
        final int level = OrderPool.level(order);
        final boolean last = table.remove(level, record, OrderPool.shares(order)) == 0;
        if (last) {
            ladder(order).close(table.price(level));
            table.close(level);
        }
        forget(orderRef, record);
        live--;
        if (noting) {
            changes.lessened(orderRef, order);
        }
        return last;
    }

    /** Takes an order, which has left its level, out of its index and the pool. */
    private void forget(final long orderRef, final int record) {
        if (strays != null && strays.find(orderRef) == record) {
            strays.remove(orderRef, record);
            if (strays.size() == 0) {
                strays = null;
            }
        } else {
            shared.remove(orderRef, record);
        }
        pool.free(record);
    }

    private void remember(final long order) {
        touchedSide = OrderPool.isAsk(order) ? BookSide.ASK : BookSide.BID;
        touchedPrice = (int) price(order);
        vacatedPrice = touchedPrice;
    }

    /** The record of an order of this book, or 0. */
    private int locate(final long orderRef) {
        final OrderIndex own = strays;
        final int stray = own == null ? 0 : own.find(orderRef);
        if (stray != 0) {
            return stray;
        }
        final int record = shared.find(orderRef);
        return record == 0 || pool.book(record) != number ? 0 : record;
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
        return locate(orderRef) != 0;
    }

    /** The shares left of an order; 0 when there is no such order. */
    public long orderShares(final long orderRef) {
        return OrderPool.shares(packed(orderRef));
    }

    /** The price of an order; -1 when there is no such order. */
    public long orderPrice(final long orderRef) {
        final long order = packed(orderRef);
        return order == 0 ? -1 : price(order);
    }

    /** The side of an order; null when there is no such order. */
    public BookSide orderSide(final long orderRef) {
        final long order = packed(orderRef);
        if (order == 0) {
            return null;
        }
        return OrderPool.isAsk(order) ? BookSide.ASK : BookSide.BID;
    }

    /** The shares that trade before an order at its price; -1 when there is no such order. */
    public long sharesAhead(final long orderRef) {
        final int record = locate(orderRef);
        if (record == 0) {
            return -1;
        }
        long ahead = 0;
        for (int before = pool.before(record); before != 0; before = pool.before(before)) {
            ahead += OrderPool.shares(pool.order(before));
        }
        return ahead;
    }

    /** Shows the orders of a level (0 the best) in time priority. */
    public void forEachOrder(final BookSide side, final int level, final OrderVisitor visitor) {
        final LevelLadder ladder = ladder(side);
        final int number = ladder.number(fromBest(ladder, level));
        for (int record = table.first(number); record != 0; record = pool.behind(record)) {
            visitor.order(pool.reference(record), OrderPool.shares(pool.order(record)));
        }
    }

    /** Hash of the whole state, time priority included; see {@link BookHash}. Reads every order. */
    public long hash() {
        long hash = BookHash.SEED;
        for (final BookSide side : SIDES) {
            final LevelLadder ladder = ladder(side);
            for (int level = ladder.levels() - 1; level >= 0; level--) {
                hash = BookHash.level(hash, side, ladder.price(level));
                for (int record = table.first(ladder.number(level)); record != 0; record = pool.behind(record)) {
                    hash = BookHash.order(hash, pool.reference(record), OrderPool.shares(pool.order(record)));
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
                final int number = ladder.number(level);
                int next;
                for (int record = table.first(number); record != 0; record = next) {
                    next = pool.behind(record);
                    forget(pool.reference(record), record);
                }
                table.close(number);
            }
            ladder.clear();
        }
        live = 0;
        books.giveBack();
        changes.cleared();
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

    /** Bytes of this book's own structures, without its orders and levels in the tables that all books share. */
    public long memoryBytes() {
        return 72 + bids.memoryBytes() + asks.memoryBytes() + changes.memoryBytes()
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
        return OrderPool.isAsk(order) ? asks : bids;
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

    LevelTable levelTable() {
        return table;
    }

    /** Room for one number per noted change, shared by all books. */
    long[] scratch(final int size) {
        return books.scratch().words(size);
    }

    OrderPool pool() {
        return pool;
    }

    /** The packed order of a reference in this book, or 0. */
    long packed(final long orderRef) {
        final int record = locate(orderRef);
        return record == 0 ? 0 : pool.order(record);
    }

    /** Resets the change state of an order, if it rests here. */
    void resetState(final long orderRef) {
        final int record = locate(orderRef);
        if (record != 0) {
            pool.order(record, pool.order(record) & ~OrderPool.STATE_MASK);
        }
    }

    /** The price of a packed order that rests here. */
    long price(final long order) {
        return table.price(OrderPool.level(order));
    }

    /** The number of this book among all. */
    int number() {
        return number;
    }

    /** Reads both ends of what a change needs of this object. */
    int touch() {
        return number + (asks == bids ? 1 : 0);
    }

    void renumberOrders(final int[] moved) {
        if (strays != null) {
            strays.renumber(moved);
        }
    }

    void renumberLevels(final int[] moved) {
        bids.renumber(moved);
        asks.renumber(moved);
    }

    private static int fromBest(final LevelLadder ladder, final int level) {
        return ladder.levels() - 1 - Objects.checkIndex(level, ladder.levels());
    }
}
