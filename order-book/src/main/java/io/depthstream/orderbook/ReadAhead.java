package io.depthstream.orderbook;

/**
 * Asks the memory for what the next messages will need, before any of them is applied. A message alone costs a chain of
 * reads that each wait for the one before: order table, book, ladder, level, queue. Taken step by step for many messages at
 * once, the reads of one step are under way together and the chain is paid once a group, not once a message ("group
 * prefetching": Chen, Ailamaki, Gibbons, Mowry, "Improving Hash Join Performance through Prefetching", ICDE 2004).
 *
 * <p>A hint only: it changes nothing, and a message may be left out or noted wrongly without harm. Of the thread of its
 * books; allocates nothing after construction.
 */
public final class ReadAhead {
    /** Groups above this outgrow the nearest caches before they are applied. */
    public static final int MAX_MESSAGES = 1_024;

    private final OrderTable table;
    private final OrderBook[] books;
    private final long[] references;
    private final long[] orders;
    private final LevelLadder[] ladders;
    private final int[] levels;
    private int count;
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
        table = of.table();
        books = new OrderBook[messages];
        references = new long[messages];
        orders = new long[messages];
        ladders = new LevelLadder[messages];
        levels = new int[messages];
    }

    /** Notes a message about an order that rests already; beyond the capacity nothing is noted. */
    public void resting(final OrderBook book, final long orderRef) {
        note(book, orderRef, 0);
    }

    /** Notes a new order; parameters as {@link OrderBook#add}. */
    public void adding(final OrderBook book, final long orderRef, final BookSide side, final long price) {
        note(book, orderRef, OrderTable.pack(price, side, 1));
    }

    /** Notes every order that changed since a book's mark: {@link OrderBook#writeDelta} and the mark after it read them. */
    public void changed(final OrderBook book) {
        final ChangeList list = book.changes().list();
        for (int i = 0; i < list.size(); i++) {
            note(book, Math.abs(list.entry(i)), 0);
        }
    }

    private void note(final OrderBook book, final long orderRef, final long order) {
        if (count < books.length) {
            books[count] = book;
            references[count] = orderRef;
            orders[count++] = order;
        }
    }

    /** Reads what the noted messages will need, and forgets them. */
    public void fetch() {
        readSlotsAndBooks();
        readLadders();
        readLevels();
        readQueues();
        count = 0;
    }

    // Each loop holds one read that may miss and next to nothing else: the fewer instructions between two such reads, the
    // more of them the processor has under way.

    private void readSlotsAndBooks() {
        long read = 0;
        for (int i = 0; i < count; i++) {
            read += table.touch(references[i]);
        }
        for (int i = 0; i < count; i++) {
            read += books[i].liveOrders();
        }
        folded += read;
    }

    private void readLadders() {
        long read = 0;
        for (int i = 0; i < count; i++) {
            if (orders[i] == 0) {
                final int slot = table.find(references[i]);
                orders[i] = slot < 0 ? 0 : table.order(slot);
            }
            ladders[i] = books[i].ladder(orders[i]);
        }
        for (int i = 0; i < count; i++) {
            read += ladders[i].levels();
        }
        folded += read;
    }

    private void readLevels() {
        long read = 0;
        for (int i = 0; i < count; i++) {
            read += ladders[i].touchBest();
        }
        for (int i = 0; i < count; i++) {
            levels[i] = orders[i] == 0 ? -1 : ladders[i].find(OrderTable.price(orders[i]));
        }
        folded += read;
    }

    private void readQueues() {
        long read = 0;
        for (int i = 0; i < count; i++) {
            read += levels[i] < 0 ? 0 : ladders[i].touchQueue(levels[i]);
        }
        folded += read;
    }

    /** What was read, folded into one number: a caller that keeps it keeps the compiler from dropping the reads. */
    public long folded() {
        return folded;
    }
}
