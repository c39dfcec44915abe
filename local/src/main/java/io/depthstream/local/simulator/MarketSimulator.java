package io.depthstream.local.simulator;

import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * A whole NASDAQ day as ITCH 5.0 messages, made from a seed: see {@link SimulationConfig} for what it is made of and
 * {@link Phase} for its course.
 *
 * <p>Every message can be applied: an execution names the order first in price and time and no more than its shares,
 * a cancel, delete or replace names a live order, a symbol that is halted or quoting executes nothing, and no book is
 * ever locked or crossed. Order references and match numbers increase, times never decrease.
 *
 * <p>One thread. {@link #next} allocates only while the number of live orders passes its largest so far.
 */
public final class MarketSimulator implements MessageSource {

    /** No message is longer, so a buffer needs this much room. */
    public static final int MAX_MESSAGE_LENGTH = 50;

    /** How often the mix and the wanted number of orders are set anew, in messages; a power of two. */
    private static final int RETUNE_EVERY = 256;
    private static final int MESSAGES_AFTER_DAY = 2;
    /** Ends of phases in thousandths of the day after the directory. */
    private static final int PRE_OPEN_ENDS = 70;
    private static final int OPENING_IMBALANCE_ENDS = 100;
    private static final int CONTINUOUS_ENDS = 830;
    private static final int CLOSING_IMBALANCE_ENDS = 880;
    private static final int BUSIEST_FROM = 450;
    /** Shares of the peak number of orders, out of 65,536: at the open, and kept when the day ends. */
    private static final int PEAK = 1 << 16;
    private static final int AT_OPEN = PEAK / 2;
    private static final int AT_END = PEAK * 3 / 10;
    /** While indicators are sent, one in so many messages is one. */
    private static final int INDICATOR_EVERY = 10;
    private static final int OFFERINGS_FROM_SYMBOLS = 50;
    private static final int SYMBOLS_PER_OFFERING = 2_000;

    private final SimulationConfig config;
    private final SeededRandom random;
    private final Listings listings;
    private final ItchWriter writer = new ItchWriter();
    private final OrderFlow flow;
    private final Crosses crosses;
    private final StatusFlow status;
    private final int[] offerings;
    private final long[] phaseEnds = new long[Phase.values().length];

    private final long stepNanos;
    private final long stepRemainder;
    private long remainder;
    private long time;
    private long sent;
    private long directoryMessages;
    private DayScript script;
    private Phase phase = Phase.DIRECTORY;

    /** A simulator at the start of its day. */
    public MarketSimulator(final SimulationConfig config) {
        this.config = config;
        random = new SeededRandom(config.seed());
        listings = new Listings(config.symbols(), random);
        offerings = offerings(listings, random);
        final ListingStates states = new ListingStates(config.symbols());
        final Prints prints = new Prints();
        flow = new OrderFlow(config, listings, states, random, writer, prints);
        crosses = new Crosses(config, listings, states, random, writer, prints, flow);
        status = new StatusFlow(
            config, listings, states, random, writer, prints, flow, crosses, offerings);
        stepNanos = config.spanNanos() / config.messages();
        stepRemainder = config.spanNanos() % config.messages();
        time = config.startNanos();
    }

    /**
     * Writes the next message.
     *
     * @return its length, at most {@link #MAX_MESSAGE_LENGTH}, or 0 when the day is over
     */
    @Override
    public int next(final MutableDirectBuffer buffer, final int offset) {
        if (sent == config.messages()) {
            return 0;
        }
        final long jitter = stepNanos > 1 ? Math.floorMod(random.nextLong(), stepNanos) : 0;
        writer.at(buffer, offset, time + jitter);
        final int length = write();
        sent++;
        time += stepNanos;
        remainder += stepRemainder;
        if (remainder >= config.messages()) {
            remainder -= config.messages();
            time++;
        }
        return length;
    }

    /** The day this simulator makes. */
    public SimulationConfig config() {
        return config;
    }

    /** Messages written so far. */
    public long sent() {
        return sent;
    }

    /** Messages of an ITCH type written so far. */
    public long sent(final char messageType) {
        return writer.written(messageType);
    }

    /** Where the day stands. */
    public Phase phase() {
        return phase;
    }

    /** Orders live now. */
    public long liveOrders() {
        return flow.live().live();
    }

    /** Most orders that have been live at one time. */
    public long peakLiveOrders() {
        return flow.live().peak();
    }

    /** Price levels that hold an order now, over all symbols. */
    public long liveLevels() {
        return flow.live().liveLevels();
    }

    /** Bytes held for live orders, levels and ladders. */
    public long memoryBytes() {
        return flow.live().memoryBytes();
    }

    /** Every symbol, most active first: element 0 is the busiest. Allocates. */
    public List<String> symbolsByActivity() {
        final List<String> symbols = new ArrayList<>(listings.count);
        for (final int index : listings.byRank) {
            symbols.add(listings.name(index));
        }
        return symbols;
    }

    /** The symbol with a stock locate, 1 to the number of symbols. */
    public String symbol(final int stockLocate) {
        return listings.name(stockLocate - 1);
    }

    private int write() {
        final long left = config.messages() - sent;
        if (left <= MESSAGES_AFTER_DAY) {
            phase = Phase.END;
            return writer.system(left == MESSAGES_AFTER_DAY ? 'E' : 'C');
        }
        if (sent == 0) {
            return writer.system('O');
        }
        if ((sent & (RETUNE_EVERY - 1)) == 0) {
            retune();
        }
        int length;
        do {
            length = switch (phase) {
                case DIRECTORY -> directory();
                case PRE_OPEN, CONTINUOUS, AFTER_HOURS -> ordinary();
                case OPENING_IMBALANCE -> imbalance('O');
                case CLOSING_IMBALANCE -> imbalance('C');
                case OPENING_CROSS -> cross('O');
                case CLOSING_CROSS -> cross('C');
                case END -> throw new IllegalStateException("the day's end was reached with " + left + " messages left");
            };
        } while (length == 0);
        return length;
    }

    private int directory() {
        final int length = status.nextDirectory();
        if (length != 0) {
            return length;
        }
        directoryMessages = sent;
        script = new DayScript(config, listings, offerings, sent, random);
        endPhase(Phase.PRE_OPEN, PRE_OPEN_ENDS);
        endPhase(Phase.OPENING_IMBALANCE, OPENING_IMBALANCE_ENDS);
        endPhase(Phase.CONTINUOUS, CONTINUOUS_ENDS);
        endPhase(Phase.CLOSING_IMBALANCE, CLOSING_IMBALANCE_ENDS);
        phaseEnds[Phase.AFTER_HOURS.ordinal()] = config.messages();
        phase = Phase.PRE_OPEN;
        retune();
        return writer.system('S');
    }

    private int ordinary() {
        if (sent >= phaseEnds[phase.ordinal()]) {
            phase = phase == Phase.PRE_OPEN ? Phase.OPENING_IMBALANCE : Phase.CLOSING_IMBALANCE;
            crosses.begin();
            retune();
            return 0;
        }
        final int scripted = scripted();
        return scripted != 0 ? scripted : flow.next();
    }

    private int imbalance(final char crossType) {
        final boolean over = sent >= phaseEnds[phase.ordinal()];
        if (over && crosses.everyoneIndicated()) {
            final boolean opening = phase == Phase.OPENING_IMBALANCE;
            phase = opening ? Phase.OPENING_CROSS : Phase.CLOSING_CROSS;
            return writer.system(opening ? 'Q' : 'M');
        }
        if (over || random.below(INDICATOR_EVERY) == 0) {
            final int length = crosses.nextIndicator(crossType);
            if (length != 0 || over) {
                return length;
            }
        }
        final int scripted = scripted();
        return scripted != 0 ? scripted : flow.next();
    }

    private int cross(final char crossType) {
        final int length = crosses.nextCross(crossType);
        if (length == 0) {
            phase = phase == Phase.OPENING_CROSS ? Phase.CONTINUOUS : Phase.AFTER_HOURS;
            retune();
        }
        return length;
    }

    private int scripted() {
        if (status.inMarketEvent()) {
            final int length = status.nextOfMarketEvent();
            if (length != 0) {
                return length;
            }
        }
        while (script.due(sent)) {
            final int length = status.write(script.event(), script.symbol());
            script.done();
            if (length != 0) {
                return length;
            }
        }
        return 0;
    }

    private void retune() {
        final boolean continuous = phase == Phase.CONTINUOUS || phase == Phase.CLOSING_IMBALANCE;
        flow.retune(sent, continuous ? 8 : 4, population());
    }

    /** Orders wanted now as a share of the peak: they gather to the open and to midday, stay, and go after the close. */
    private int population() {
        if (script == null) {
            return 0;
        }
        final int thousandths = (int) ((sent - directoryMessages) * 1000 / (config.messages() - directoryMessages));
        if (thousandths < OPENING_IMBALANCE_ENDS) {
            return AT_OPEN / OPENING_IMBALANCE_ENDS * thousandths;
        }
        if (thousandths < BUSIEST_FROM) {
            return AT_OPEN + (PEAK - AT_OPEN) / (BUSIEST_FROM - OPENING_IMBALANCE_ENDS)
                * (thousandths - OPENING_IMBALANCE_ENDS);
        }
        if (thousandths < CLOSING_IMBALANCE_ENDS) {
            return PEAK;
        }
        return Math.max(AT_END, PEAK - (PEAK - AT_END) / 100 * (thousandths - CLOSING_IMBALANCE_ENDS));
    }

    private void endPhase(final Phase ending, final int thousandths) {
        phaseEnds[ending.ordinal()] = sent + (long) ((config.messages() - sent) * (thousandths / 1e3));
    }

    private static int[] offerings(final Listings listings, final SeededRandom random) {
        if (listings.count < OFFERINGS_FROM_SYMBOLS) {
            return new int[0];
        }
        final int[] offerings = new int[Math.max(1, listings.count / SYMBOLS_PER_OFFERING)];
        final int first = random.between(20, 40);
        for (int i = 0; i < offerings.length; i++) {
            offerings[i] = listings.byRank[(first + 37 * i) % listings.count];
        }
        return offerings;
    }
}
