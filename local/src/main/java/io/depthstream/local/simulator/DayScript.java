package io.depthstream.local.simulator;

import java.util.Arrays;

/**
 * When the day's single events come: halts, pauses, quoting periods, resumptions, initial public offerings and the
 * sprinkled rest, each with the message count at which it is due. Drawn once the directory is out. One thread;
 * allocates only while it is drawn.
 */
final class DayScript {

    /** What happens. The order is that within a halt. */
    enum Event {
        NEWS_HALT, LULD_PAUSE, NEWS_QUOTING, LULD_QUOTING, LULD_COLLAR, REOPENING_IMBALANCE, REOPENING_CROSS, RESUMPTION,
        OPERATIONAL_HALT, OPERATIONAL_RESUMPTION,
        IPO_ANNOUNCEMENT, IPO_DISCOVERY, IPO_QUOTING,
        MARKET_BREACH, MARKET_HALT, MARKET_QUOTING, MARKET_RESUMPTION,
        RETAIL_INTEREST, REG_SHO, PARTICIPANT, BROKEN_TRADE
    }

    private static final Event[] EVENTS = Event.values();
    /** Parts of the day after the directory, in thousandths. */
    private static final int FIRST_HALT = 140;
    private static final int LAST_HALT = 700;
    private static final int LAST_HALT_BEFORE_BREACH = 520;
    private static final int BREACH = 600;
    private static final int MOST_HALTS = 100;
    /** The most active symbols that are not halted in a market large enough: a viewer watches those. */
    private static final int SPARED = 5;

    private final long first;
    private final long length;
    private final SeededRandom random;
    /** Due message count in the upper bits, event and symbol in the lower 24: sorting sorts by time. */
    private long[] entries = new long[256];
    private int count;
    private int next;

    DayScript(final SimulationConfig config, final Listings listings, final int[] offerings, final long first,
              final SeededRandom random) {
        this.first = first;
        this.length = config.messages() - first;
        this.random = random;
        final long messages = config.messages();
        drawHalts(config, listings, offerings);
        for (final int symbol : offerings) {
            drawOffering(symbol);
        }
        if (config.marketWideHalt()) {
            add(BREACH, Event.MARKET_BREACH, 0);
            add(BREACH, Event.MARKET_HALT, 0);
            add(BREACH + 20, Event.MARKET_QUOTING, 0);
            add(BREACH + 30, Event.MARKET_RESUMPTION, 0);
        }
        sprinkle(Event.RETAIL_INTEREST, limited(messages / 20_000, 3, 20_000), listings);
        sprinkle(Event.REG_SHO, limited(messages / 500_000, 1, 200), listings);
        sprinkle(Event.PARTICIPANT, limited(messages / 50_000, 2, 10_000), listings);
        sprinkle(Event.BROKEN_TRADE, limited(messages / 2_000_000, 1, 50), listings);
        Arrays.sort(entries, 0, count);
    }

    /** Whether an event is due when so many messages have been sent; {@link #event} and {@link #symbol} tell it. */
    boolean due(final long sent) {
        return next < count && entries[next] >>> 24 <= sent;
    }

    Event event() {
        return EVENTS[(int) (entries[next] >>> 16) & 0xFF];
    }

    int symbol() {
        return (int) entries[next] & 0xFFFF;
    }

    void done() {
        next++;
    }

    private void drawHalts(final SimulationConfig config, final Listings listings, final int[] offerings) {
        final int spared = listings.count > 4 * SPARED ? SPARED : 0;
        final int halts = (int) Math.min(limited(config.messages() / 200_000, 2, MOST_HALTS), listings.count - spared);
        final int last = config.marketWideHalt() ? LAST_HALT_BEFORE_BREACH : LAST_HALT;
        final int among = Math.min(listings.count - spared, 4 * halts);
        final int start = random.below(among);
        for (int i = 0; i < halts; i++) {
            final int symbol = listings.byRank[spared + (start + i) % among];
            if (!contains(offerings, symbol)) {
                drawHalt(symbol, random.between(FIRST_HALT, last), i % 2 == 0);
            }
        }
        final int operational = (int) limited(config.messages() / 5_000_000, 1, 5);
        for (int i = 0; i < operational; i++) {
            final int symbol = listings.byRank[random.below(listings.count)];
            final int begin = random.between(FIRST_HALT, last);
            add(begin, Event.OPERATIONAL_HALT, symbol);
            add(begin + 25, Event.OPERATIONAL_RESUMPTION, symbol);
        }
    }

    private void drawHalt(final int symbol, final int begin, final boolean priceBand) {
        add(begin, priceBand ? Event.LULD_PAUSE : Event.NEWS_HALT, symbol);
        final int quoting = begin + random.between(10, 40);
        add(quoting, priceBand ? Event.LULD_QUOTING : Event.NEWS_QUOTING, symbol);
        if (priceBand) {
            add(quoting + 2, Event.LULD_COLLAR, symbol);
        }
        reopen(symbol, quoting + 4);
    }

    private void drawOffering(final int symbol) {
        add(20, Event.IPO_ANNOUNCEMENT, symbol);
        add(30, Event.IPO_DISCOVERY, symbol);
        final int quoting = random.between(180, 240);
        add(quoting - 5, Event.IPO_DISCOVERY, symbol);
        add(quoting, Event.IPO_QUOTING, symbol);
        reopen(symbol, quoting + 10);
    }

    private void reopen(final int symbol, final int begin) {
        add(begin, Event.REOPENING_IMBALANCE, symbol);
        add(begin + 3, Event.REOPENING_IMBALANCE, symbol);
        add(begin + 6, Event.REOPENING_CROSS, symbol);
        add(begin + 6, Event.RESUMPTION, symbol);
    }

    private void sprinkle(final Event event, final long times, final Listings listings) {
        for (long i = 0; i < times; i++) {
            addAt(random.between(150_000, 850_000) / 1e6, event, listings.byRank[random.below(listings.count)]);
        }
    }

    private void add(final int thousandths, final Event event, final int symbol) {
        addAt(thousandths / 1e3, event, symbol);
    }

    private void addAt(final double part, final Event event, final int symbol) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, 2 * count);
        }
        final long due = first + (long) (length * part);
        entries[count++] = due << 24 | (long) event.ordinal() << 16 | symbol;
    }

    private static long limited(final long value, final long least, final long most) {
        return Math.max(least, Math.min(most, value));
    }

    private static boolean contains(final int[] symbols, final int symbol) {
        for (final int candidate : symbols) {
            if (candidate == symbol) {
                return true;
            }
        }
        return false;
    }
}
