package io.depthstream.local.simulator;

import static io.depthstream.local.simulator.LiveOrders.NONE;

/**
 * Crosses and the net order imbalance indicators before them.
 *
 * <p>Only the most active symbols cross in a short day, so that crosses do not crowd out the rest of the mix. A
 * symbol's cross executes up to two displayed orders at one price as C messages that are not printable, and then
 * prints the whole: displayed shares plus the paired shares its last indicator announced. One thread; allocates
 * nothing after construction.
 */
final class Crosses {

    /** A symbol crosses for every so many messages of the day. */
    private static final int MESSAGES_PER_SYMBOL = 500;
    private static final int MOST_DISPLAYED = 2;

    private final Listings listings;
    private final ListingStates states;
    private final SeededRandom random;
    private final ItchWriter writer;
    private final Prints prints;
    private final OrderFlow flow;
    private final int symbols;
    private final long[] paired;

    private int indicated;
    private boolean everyoneIndicated;
    private int rank;
    private boolean crossing;
    private int displayedLeft;
    private int side;
    private int tick;
    private long executed;

    Crosses(final SimulationConfig config, final Listings listings, final ListingStates states,
            final SeededRandom random, final ItchWriter writer, final Prints prints, final OrderFlow flow) {
        this.listings = listings;
        this.states = states;
        this.random = random;
        this.writer = writer;
        this.prints = prints;
        this.flow = flow;
        symbols = (int) Math.max(1, Math.min(config.symbols(), config.messages() / MESSAGES_PER_SYMBOL));
        paired = new long[config.symbols()];
    }

    /** Before the indicators of a cross. */
    void begin() {
        indicated = 0;
        everyoneIndicated = false;
        rank = 0;
        crossing = false;
    }

    /** Writes the indicator of the next symbol in turn that can cross; 0 where none can. */
    int nextIndicator(final char crossType) {
        for (int tries = 0; tries < symbols; tries++) {
            final int symbol = listings.byRank[indicated];
            if (++indicated == symbols) {
                indicated = 0;
                everyoneIndicated = true;
            }
            if (states.trades(symbol)) {
                return indicator(symbol, crossType);
            }
        }
        everyoneIndicated = true;
        return 0;
    }

    /** Whether every symbol has had an indicator since {@link #begin}. */
    boolean everyoneIndicated() {
        return everyoneIndicated;
    }

    /** Writes the indicator of one symbol. */
    int indicator(final int symbol, final char crossType) {
        paired[symbol] += 100L * random.between(1, 60);
        final long imbalance = 100L * random.below(40);
        final int middle = flow.middle(symbol);
        final int tickE4 = listings.tickE4[symbol];
        final int near = middle + (int) Math.min(5, imbalance / 1_000);
        final char direction = imbalance == 0 ? 'N' : random.below(2) == 0 ? 'B' : 'S';
        return writer.imbalance(symbol + 1, listings.packedName(symbol), paired[symbol], imbalance, direction,
            (near + 1) * tickE4, near * tickE4, middle * tickE4, crossType);
    }

    /** Writes the next message of the opening or closing cross; 0 after the last symbol. */
    int nextCross(final char crossType) {
        while (rank < symbols) {
            final int symbol = listings.byRank[rank];
            if (!states.trades(symbol)) {
                rank++;
                continue;
            }
            if (!crossing) {
                start(symbol);
            }
            final int slot = displayedLeft-- > 0 ? flow.live().first(symbol, side) : NONE;
            if (slot != NONE && flow.live().tick(slot) == tick) {
                final int shares = flow.live().shares(slot);
                executed += shares;
                return flow.executeInCross(symbol, slot, shares);
            }
            crossing = false;
            rank++;
            return print(symbol, executed, tick, crossType);
        }
        return 0;
    }

    /** Writes the cross that reopens one symbol: paired shares only. */
    int reopen(final int symbol) {
        return print(symbol, 0, flow.middle(symbol), 'H');
    }

    private void start(final int symbol) {
        crossing = true;
        executed = 0;
        side = random.below(2);
        final int best = flow.live().bestTick(symbol, side);
        tick = best == 0 ? flow.middle(symbol) : best;
        displayedLeft = random.below(MOST_DISPLAYED + 1);
    }

    private int print(final int symbol, final long displayed, final int atTick, final char crossType) {
        final long shares = displayed + paired[symbol];
        paired[symbol] = 0;
        return writer.cross(symbol + 1, listings.packedName(symbol), shares, atTick * listings.tickE4[symbol],
            prints.printed(symbol + 1), crossType);
    }
}
