package io.depthstream.orderbook.analytics;

/**
 * Says who started a trade: +1 a buyer, -1 a seller, 0 not known. What the venue says comes first, then the rule of Lee
 * and Ready, "Inferring Trade Direction from Intraday Data" (1991): the quote rule, and the tick rule at the mid.
 *
 * <p>One thread; no allocation.
 */
public final class TradeSigner {

    private long lastPrice;
    private int lastMove;
    private SignRule rule = SignRule.NONE;

    /** Forgets earlier trades, as at the start of a session. */
    public void clear() {
        lastPrice = 0;
        lastMove = 0;
        rule = SignRule.NONE;
    }

    /**
     * Takes the next trade.
     *
     * @param venueSign what the venue says, or 0
     * @param price     trade price
     * @param bidPrice  best bid just before it, 0 when none
     * @param askPrice  best ask just before it, 0 when none
     * @return +1, -1 or 0; {@link #rule} says why
     */
    public int trade(final int venueSign, final long price, final long bidPrice, final long askPrice) {
        if (lastPrice != 0 && price != lastPrice) {
            lastMove = price > lastPrice ? 1 : -1;
        }
        lastPrice = price;
        if (venueSign != 0) {
            rule = SignRule.VENUE;
            return venueSign;
        }
        if (bidPrice > 0 && askPrice > 0) {
            final int fromMid = Long.compare(2 * price, bidPrice + askPrice);
            if (fromMid != 0) {
                rule = SignRule.QUOTE;
                return fromMid > 0 ? 1 : -1;
            }
        }
        rule = lastMove == 0 ? SignRule.NONE : SignRule.TICK;
        return lastMove;
    }

    /** How the last sign was found. */
    public SignRule rule() {
        return rule;
    }

    /** Gives its state. */
    public void save(final LongSink out) {
        out.put(lastPrice);
        out.put(lastMove);
    }

    /** Takes its state. */
    public void load(final LongSource in) {
        lastPrice = in.next();
        lastMove = (int) in.next();
    }
}
