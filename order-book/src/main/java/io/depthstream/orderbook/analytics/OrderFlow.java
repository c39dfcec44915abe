package io.depthstream.orderbook.analytics;

/**
 * Order-flow imbalance at the touch, after Cont, Kukanov and Stoikov, "The Price Impact of Order Book Events" (2014),
 * section 2.1.
 *
 * <p>Between two successive quotes, {@code e = [Pb' >= Pb] qb' - [Pb' <= Pb] qb - [Pa' <= Pa] qa' + [Pa' >= Pa] qa}: what
 * demand gained less what supply gained. The imbalance of a window is the sum of its {@code e}. A side that is empty
 * counts as infinitely far away with no shares, so a side that appears adds all of it and one that vanishes takes all of
 * it. One thread; no allocation.
 */
public final class OrderFlow {

    private boolean known;
    private long bidPrice;
    private long bidShares;
    private long askPrice;
    private long askShares;
    private long total;

    /** Forgets the last quote and the total: nothing flows from one session into the next. */
    public void clear() {
        known = false;
        total = 0;
    }

    /**
     * Takes the next quote.
     *
     * @return what it contributes; 0 for the first
     */
    public long quote(final long newBid, final long newBidShares, final long newAsk, final long newAskShares) {
        final long bid = newBidShares == 0 ? Long.MIN_VALUE : newBid;
        final long ask = newAskShares == 0 ? Long.MAX_VALUE : newAsk;
        long contribution = 0;
        if (known) {
            contribution += bid >= bidPrice ? newBidShares : 0;
            contribution -= bid <= bidPrice ? bidShares : 0;
            contribution -= ask <= askPrice ? newAskShares : 0;
            contribution += ask >= askPrice ? askShares : 0;
        }
        known = true;
        bidPrice = bid;
        bidShares = newBidShares;
        askPrice = ask;
        askShares = newAskShares;
        total += contribution;
        return contribution;
    }

    /** Sum of all contributions since {@link #clear}, in shares. The imbalance of any window is a difference of two. */
    public long total() {
        return total;
    }

    /** Gives its state. */
    public void save(final LongSink out) {
        out.put(known);
        out.put(bidPrice);
        out.put(bidShares);
        out.put(askPrice);
        out.put(askShares);
        out.put(total);
    }

    /** Takes its state. */
    public void load(final LongSource in) {
        known = in.nextFlag();
        bidPrice = in.next();
        bidShares = in.next();
        askPrice = in.next();
        askShares = in.next();
        total = in.next();
    }
}
