package io.depthstream.orderbook.analytics;

/**
 * One window of a symbol: open, high, low, close, volume, VWAP, and what the quotes did.
 *
 * <p>Trades may come in any order: open and close go by venue sequence. A cross counts in the price range, the volume
 * and the VWAP, and as one trade, but neither as bought nor as sold. One thread; no allocation.
 */
public final class Bar {

    private long open;
    private long high;
    private long low;
    private long close;
    private long openSequence;
    private long closeSequence;
    private long volume;
    private long buyVolume;
    private long sellVolume;
    private long crossVolume;
    private long trades;
    private long quotes;
    private long orderFlow;
    private long openMid;
    private long closeMid;
    private final WideSum notional = new WideSum();

    /** Empties it. */
    public void clear() {
        open = 0;
        high = 0;
        low = 0;
        close = 0;
        openSequence = 0;
        closeSequence = 0;
        volume = 0;
        buyVolume = 0;
        sellVolume = 0;
        crossVolume = 0;
        trades = 0;
        notional.clear();
        clearQuotes();
    }

    private void clearQuotes() {
        quotes = 0;
        orderFlow = 0;
        openMid = 0;
        closeMid = 0;
    }

    /**
     * Adds a trade that counts.
     *
     * @param sequence venue sequence
     * @param price    price, in the venue's scale
     * @param shares   shares, 0 or more
     * @param sign     +1 bought, -1 sold, 0 not known
     * @param cross    whether it is a cross
     */
    public void trade(final long sequence, final long price, final long shares, final int sign, final boolean cross) {
        if (trades == 0 || sequence < openSequence) {
            open = price;
            openSequence = sequence;
        }
        if (trades == 0 || sequence >= closeSequence) {
            close = price;
            closeSequence = sequence;
        }
        high = trades == 0 ? price : Math.max(high, price);
        low = trades == 0 ? price : Math.min(low, price);
        trades++;
        volume += shares;
        notional.addProduct(price, shares);
        if (cross) {
            crossVolume += shares;
        } else if (sign > 0) {
            buyVolume += shares;
        } else if (sign < 0) {
            sellVolume += shares;
        }
    }

    /**
     * Takes a trade away from the sums alone, exactly; the price range stays. For a trade whose neighbours are no longer
     * known.
     */
    public void removeFromSums(final long price, final long shares, final int sign, final boolean cross) {
        trades--;
        volume -= shares;
        notional.subtractProduct(price, shares);
        if (cross) {
            crossVolume -= shares;
        } else if (sign > 0) {
            buyVolume -= shares;
        } else if (sign < 0) {
            sellVolume -= shares;
        }
    }

    /**
     * Adds a change of the touch.
     *
     * @param flow      its contribution to order-flow imbalance, in shares
     * @param midBefore fine mid before it, 0 when there was none
     * @param midAfter  fine mid after it, 0 when there is none
     */
    public void quote(final long flow, final long midBefore, final long midAfter) {
        if (quotes == 0) {
            openMid = midBefore;
        }
        quotes++;
        orderFlow += flow;
        closeMid = midAfter;
    }

    /** Takes over what the quotes of a window did. */
    public void quotes(final long count, final long flow, final long midAtOpen, final long midAtClose) {
        quotes = count;
        orderFlow = flow;
        openMid = midAtOpen;
        closeMid = midAtClose;
    }

    /** Gives an empty bar a price to stand at: all four prices are this one. */
    public void flatAt(final long price) {
        open = price;
        high = price;
        low = price;
        close = price;
    }

    /** Whether it has neither trade nor quote. */
    public boolean isEmpty() {
        return (trades | quotes) == 0;
    }

    /** Price of the trade with the lowest sequence. */
    public long open() {
        return open;
    }

    /** Highest price. */
    public long high() {
        return high;
    }

    /** Lowest price. */
    public long low() {
        return low;
    }

    /** Price of the trade with the highest sequence. */
    public long close() {
        return close;
    }

    /** Shares traded. */
    public long volume() {
        return volume;
    }

    /** Shares that buyers took. */
    public long buyVolume() {
        return buyVolume;
    }

    /** Shares that sellers took. */
    public long sellVolume() {
        return sellVolume;
    }

    /** Shares of crosses. */
    public long crossVolume() {
        return crossVolume;
    }

    /** Trades. */
    public long trades() {
        return trades;
    }

    /** Changes of the touch. */
    public long quotes() {
        return quotes;
    }

    /** Order-flow imbalance, in shares. */
    public long orderFlow() {
        return orderFlow;
    }

    /** Fine mid before the first change of the touch; 0 when there was none. */
    public long openMid() {
        return openMid;
    }

    /** Fine mid after the last change of the touch; 0 when there was none. */
    public long closeMid() {
        return closeMid;
    }

    /** Sum of price times shares. */
    public WideSum notional() {
        return notional;
    }

    /** Volume-weighted average price in fine units, rounded half to even from the exact sums; 0 without volume. */
    public long vwap() {
        return volume == 0 ? 0 : notional.ratio(QuoteMath.FINE, volume);
    }

    /** Gives its state. */
    public void save(final LongSink out) {
        out.put(open);
        out.put(high);
        out.put(low);
        out.put(close);
        out.put(openSequence);
        out.put(closeSequence);
        out.put(volume);
        out.put(buyVolume);
        out.put(sellVolume);
        out.put(crossVolume);
        out.put(trades);
        out.put(quotes);
        out.put(orderFlow);
        out.put(openMid);
        out.put(closeMid);
        notional.save(out);
    }

    /** Takes its state. */
    public void load(final LongSource in) {
        open = in.next();
        high = in.next();
        low = in.next();
        close = in.next();
        openSequence = in.next();
        closeSequence = in.next();
        volume = in.next();
        buyVolume = in.next();
        sellVolume = in.next();
        crossVolume = in.next();
        trades = in.next();
        quotes = in.next();
        orderFlow = in.next();
        openMid = in.next();
        closeMid = in.next();
        notional.load(in);
    }
}
