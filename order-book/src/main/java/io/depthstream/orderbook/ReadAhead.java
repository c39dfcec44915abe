package io.depthstream.orderbook;

/**
 * Asks the memory for what the next messages will need, before any of them is applied. A message alone costs a chain of
 * reads that each wait for the one before: index, order, its level and neighbours; or book, level, last order. Taken step by
 * step for many messages at once, the reads of one step are under way together and the chain is paid once a group, not once a
 * message ("group prefetching": Chen, Ailamaki, Gibbons, Mowry, "Improving Hash Join Performance through Prefetching", ICDE 2004).
 *
 * <p>A hint only: it changes nothing, and a message may be left out or noted wrongly without harm. Of the thread of its
 * books; allocates nothing after construction.
 */
public final class ReadAhead {
    /** Groups above this outgrow the nearest caches before they are applied. */
    public static final int MAX_MESSAGES = 1_024;

    private final OrderIndex index;
    private final OrderPool pool;
    private final LevelTable levels;
    private final int most;
    private int noted;

    private final OrderBook[] restingBooks;
    private final long[] restingReferences;
    private final int[] records;
    private int resting;

    private final OrderBook[] joiningBooks;
    private final long[] joiningReferences;
    /** Price and side as {@link LevelTable#key}; of a replacing order, whose side is not known at first, that of a bid. */
    private final long[] keys;
    /** Where a replaced order is noted, or -1. */
    private final int[] replaced;
    private final int[] numbers;
    private int joining;

    private final LevelLadder[] ladders;
    private final long[] prices;
    private int changing;
    private long folded;

    /**
     * Room for so many messages at once.
     *
     * @param messages 1 to {@link #MAX_MESSAGES}
     */
    public ReadAhead(final OrderBooks of, final int messages) {
        if (messages < 1 || messages > MAX_MESSAGES) {
            throw new IllegalArgumentException("messages must be 1 to " + MAX_MESSAGES + ", was " + messages);
        }
        index = of.index();
        pool = of.pool();
        levels = of.levelTable();
        most = messages;
        restingBooks = new OrderBook[messages];
        restingReferences = new long[messages];
        records = new int[messages];
        joiningBooks = new OrderBook[messages];
        joiningReferences = new long[messages];
        keys = new long[messages];
        replaced = new int[messages];
        numbers = new int[messages];
        ladders = new LevelLadder[2 * messages];
        prices = new long[2 * messages];
    }

    /** Notes a message about an order that rests already; beyond the capacity nothing is noted. */
    public void resting(final OrderBook book, final long orderRef) {
        if (noted < most) {
            noted++;
            restingBooks[resting] = book;
            restingReferences[resting++] = orderRef;
        }
    }

    /** Notes a new order; parameters as {@link OrderBook#add}. */
    public void adding(final OrderBook book, final long orderRef, final BookSide side, final long price) {
        if (noted < most) {
            noted++;
            join(book, orderRef, LevelTable.key(side, price), -1);
        }
    }

    /** Notes every order that changed since a book's mark: {@link OrderBook#writeDelta} and the mark after it read them. */
    public void changed(final OrderBook book) {
        final ChangeList list = book.changes().list();
        for (int i = 0; i < list.size(); i++) {
            resting(book, Math.abs(list.entry(i)));
        }
    }

    /** Notes an order that takes another's place; parameters as {@link OrderBook#replace}. */
    public void replacing(final OrderBook book, final long orderRef, final long newOrderRef, final long price) {
        if (noted < most) {
            join(book, newOrderRef, LevelTable.key(BookSide.BID, price), resting);
            resting(book, orderRef);
        }
    }

    private void join(final OrderBook book, final long orderRef, final long key, final int replacing) {
        joiningBooks[joining] = book;
        joiningReferences[joining] = orderRef;
        keys[joining] = key;
        replaced[joining++] = replacing;
    }

    /** Reads what the noted messages will need, and forgets them. */
    public void fetch() {
        readBucketsAndBooks();
        readOrders();
        readLevels();
        readNeighbours();
        readLadders();
        forget();
    }

    /** Reads what writing the noted orders will need, which is less, and forgets them. */
    public void fetchChanged() {
        readBucketsAndBooks();
        readOrders();
        readLevels();
        forget();
    }

    private void forget() {
        noted = 0;
        resting = 0;
        joining = 0;
        changing = 0;
    }

    // Each loop holds one read that may miss and next to nothing else: the fewer instructions between two such reads, the
    // more of them the processor has under way. No loop asks what it has just read, as a wrong guess would wait for it.

    private void readBucketsAndBooks() {
        long read = 0;
        for (int i = 0; i < resting; i++) {
            records[i] = index.youngest(restingReferences[i]);
        }
        for (int i = 0; i < joining; i++) {
            read += index.youngest(joiningReferences[i]);
        }
        for (int i = 0; i < resting; i++) {
            read += restingBooks[i].touch();
        }
        for (int i = 0; i < joining; i++) {
            read += joiningBooks[i].touch();
        }
        folded += read;
    }

    private void readOrders() {
        long read = 0;
        for (int i = 0; i < resting; i++) {
            read += pool.touch(records[i]);
        }
        for (int i = 0; i < joining; i++) {
            read += pool.touch(index.suspect(joiningReferences[i]));
        }
        for (int i = 0; i < resting; i++) {
            records[i] = index.find(restingReferences[i]);
        }
        for (int i = 0; i < joining; i++) {
            if (replaced[i] >= 0 && OrderPool.isAsk(pool.order(records[replaced[i]]))) {
                keys[i] |= 1;
            }
        }
        folded += read;
    }

    /** The levels of orders that rest, and those that new orders join. */
    private void readLevels() {
        long read = 0;
        for (int i = 0; i < joining; i++) {
            numbers[i] = levels.youngest(joiningBooks[i].number(), keys[i]);
        }
        for (int i = 0; i < resting; i++) {
            read += levels.touch(OrderPool.level(pool.order(records[i])));
        }
        for (int i = 0; i < joining; i++) {
            read += levels.touch(numbers[i]);
        }
        for (int i = 0; i < joining; i++) {
            numbers[i] = levels.find(joiningBooks[i].number(), keys[i]);
        }
        folded += read;
    }

    /** The orders beside those that will leave, and before those that will join. */
    private void readNeighbours() {
        long read = 0;
        for (int i = 0; i < resting; i++) {
            read += pool.touchQueue(pool.before(records[i])) + pool.touchQueue(pool.behind(records[i]));
        }
        for (int i = 0; i < joining; i++) {
            read += pool.touchQueue(levels.last(numbers[i]));
        }
        folded += read;
    }

    /** The ladders where a level may come or go. */
    private void readLadders() {
        long read = 0;
        for (int i = 0; i < resting; i++) {
            final long order = pool.order(records[i]);
            final int level = OrderPool.level(order);
            if (levels.orders(level) == 1) {
                ladders[changing] = restingBooks[i].ladder(order);
                prices[changing++] = levels.price(level);
                read += levels.youngest(restingBooks[i].number(), levels.key(level));
            }
        }
        for (int i = 0; i < joining; i++) {
            if (numbers[i] == 0) {
                ladders[changing] = joiningBooks[i].ladder((keys[i] & 1) == 0 ? BookSide.BID : BookSide.ASK);
                prices[changing++] = keys[i] >>> 1;
            }
        }
        for (int i = 0; i < changing; i++) {
            read += ladders[i].touchBest();
        }
        for (int i = 0; i < changing; i++) {
            read += ladders[i].find(prices[i]);
        }
        folded += read;
    }

    /** What was read, folded into one number: a caller that keeps it keeps the compiler from dropping the reads. */
    public long folded() {
        return folded;
    }
}
