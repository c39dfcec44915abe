package io.depthstream.local.simulator;

import io.depthstream.local.simulator.DayScript.Event;

/**
 * Writes the messages that change no order: the directory, trading states and the other events of the script, and
 * keeps {@link ListingStates} in step with them. One thread; allocates nothing after construction.
 */
final class StatusFlow {

    private static final int NO_REASON = Codes.four("");
    private static final int NEWS_PENDING = Codes.four("T1");
    private static final int NEWS_OUT = Codes.four("T3");
    private static final int PRICE_BAND = Codes.four("LUDP");
    private static final int NOT_YET_TRADED = Codes.four("IPO1");
    private static final int OFFERING_QUOTES = Codes.four("IPOQ");
    private static final int MARKET_BREACH = Codes.four("MWC1");
    private static final int MARKET_QUOTES = Codes.four("MWCQ");
    private static final int[] MARKET_MAKERS = {
        Codes.four("NITE"), Codes.four("ETMM"), Codes.four("UBSS"), Codes.four("GSCO"), Codes.four("JPMS")};
    private static final char[] INTERESTS = {'B', 'S', 'A', 'N'};
    private static final char[] CATEGORIES = {'Q', 'Q', 'G', 'S', 'N', 'N', 'A', 'P', 'P', 'Z'};
    private static final long INDEX_E8 = 328_330_000_000L;

    private final SimulationConfig config;
    private final Listings listings;
    private final ListingStates states;
    private final SeededRandom random;
    private final ItchWriter writer;
    private final Prints prints;
    private final OrderFlow flow;
    private final Crosses crosses;
    private final int[] offerings;
    private final boolean[] offering;
    /** Most active symbols whose market makers are listed in the directory, two each. */
    private final int makersListed;

    private long directoryStep;
    private Event marketEvent;
    private int marketSymbol;

    StatusFlow(final SimulationConfig config, final Listings listings, final ListingStates states,
               final SeededRandom random, final ItchWriter writer, final Prints prints, final OrderFlow flow,
               final Crosses crosses, final int[] offerings) {
        this.config = config;
        this.listings = listings;
        this.states = states;
        this.random = random;
        this.writer = writer;
        this.prints = prints;
        this.flow = flow;
        this.crosses = crosses;
        this.offerings = offerings;
        offering = new boolean[config.symbols()];
        for (final int symbol : offerings) {
            offering[symbol] = true;
        }
        makersListed = (int) Math.min(config.symbols(), config.messages() / 5_000);
    }

    /** Writes the next message of the directory; 0 after the last. */
    int nextDirectory() {
        final long step = directoryStep++;
        if (step == 0) {
            return writer.breakerLevels(INDEX_E8 / 100 * 93, INDEX_E8 / 100 * 87, INDEX_E8 / 100 * 80);
        }
        final long listed = step - 1;
        if (listed < 3L * config.symbols()) {
            return listing((int) (listed / 3), (int) (listed % 3));
        }
        final long maker = listed - 3L * config.symbols();
        if (maker < 2L * makersListed) {
            final int symbol = listings.byRank[(int) (maker / 2)];
            return participant(symbol, (int) ((maker + symbol) % MARKET_MAKERS.length), 'A');
        }
        return 0;
    }

    /** Whether a market-wide halt, quoting period or resumption is still going from symbol to symbol. */
    boolean inMarketEvent() {
        return marketEvent != null;
    }

    /** Writes the market-wide event's message of the next symbol; 0 after the last. */
    int nextOfMarketEvent() {
        while (marketSymbol < config.symbols()) {
            final int symbol = marketSymbol++;
            final char state = states.state(symbol);
            switch (marketEvent) {
                case MARKET_HALT -> {
                    if (state == ListingStates.TRADING) {
                        return action(symbol, ListingStates.HALTED, MARKET_BREACH);
                    }
                }
                case MARKET_QUOTING -> {
                    return action(symbol, ListingStates.QUOTING, MARKET_QUOTES);
                }
                default -> {
                    return action(symbol, ListingStates.TRADING, NO_REASON);
                }
            }
        }
        marketEvent = null;
        return 0;
    }

    /** Writes what an event of the script says; 0 where it says nothing (yet). */
    int write(final Event event, final int symbol) {
        final int locate = symbol + 1;
        final long stock = listings.packedName(symbol);
        return switch (event) {
            case NEWS_HALT -> action(symbol, ListingStates.HALTED, NEWS_PENDING);
            case LULD_PAUSE -> action(symbol, ListingStates.PAUSED, PRICE_BAND);
            case NEWS_QUOTING -> action(symbol, ListingStates.QUOTING, NEWS_OUT);
            case LULD_QUOTING -> action(symbol, ListingStates.QUOTING, PRICE_BAND);
            case IPO_QUOTING -> action(symbol, ListingStates.QUOTING, OFFERING_QUOTES);
            case RESUMPTION -> action(symbol, ListingStates.TRADING, NO_REASON);
            case LULD_COLLAR -> collar(symbol);
            case REOPENING_IMBALANCE -> crosses.indicator(symbol, 'H');
            case REOPENING_CROSS -> crosses.reopen(symbol);
            case OPERATIONAL_HALT -> operational(symbol, true);
            case OPERATIONAL_RESUMPTION -> operational(symbol, false);
            case IPO_ANNOUNCEMENT -> writer.ipoQuoting(locate, stock,
                (int) ((config.startNanos() + config.spanNanos() / 5) / 1_000_000_000L), 'A', priceE4(symbol));
            case IPO_DISCOVERY -> symbol == offerings[0] ? discovery(symbol) : 0;
            case MARKET_BREACH -> writer.breakerBreach('1');
            case MARKET_HALT, MARKET_QUOTING, MARKET_RESUMPTION -> {
                marketEvent = event;
                marketSymbol = 0;
                yield nextOfMarketEvent();
            }
            case RETAIL_INTEREST -> writer.retailInterest(locate, stock, INTERESTS[random.below(INTERESTS.length)]);
            case REG_SHO -> writer.regSho(locate, stock, random.below(2) == 0 ? '1' : '2');
            case PARTICIPANT -> participant(symbol, random.below(MARKET_MAKERS.length), random.below(2) == 0 ? 'A' : 'W');
            case BROKEN_TRADE -> {
                final int print = prints.toBreak(random);
                yield print < 0 ? 0 : writer.broken(prints.locate(print), prints.take(print));
            }
        };
    }

    private int listing(final int symbol, final int part) {
        final int locate = symbol + 1;
        final long stock = listings.packedName(symbol);
        if (part == 1) {
            return offering[symbol] ? action(symbol, ListingStates.HALTED, NOT_YET_TRADED)
                : action(symbol, ListingStates.TRADING, NO_REASON);
        }
        if (part == 2) {
            return writer.regSho(locate, stock, '0');
        }
        final char category = offering[symbol] ? 'Q' : CATEGORIES[random.below(CATEGORIES.length)];
        final boolean nasdaq = category == 'Q' || category == 'G' || category == 'S';
        final boolean fund = category == 'P';
        return writer.directory(locate, stock, category, nasdaq ? 'N' : ' ', fund ? 'Q' : 'C', fund ? "E" : "Z",
            nasdaq ? offering[symbol] ? 'Y' : 'N' : ' ', random.below(8) == 0 ? '1' : '2', fund ? 'Y' : 'N');
    }

    private int action(final int symbol, final char state, final int reason) {
        states.state(symbol, state);
        return writer.tradingAction(symbol + 1, listings.packedName(symbol), state, reason);
    }

    private int operational(final int symbol, final boolean halted) {
        states.operationalHalt(symbol, halted);
        return writer.operationalHalt(symbol + 1, listings.packedName(symbol), 'Q', halted ? 'H' : 'T');
    }

    private int participant(final int symbol, final int maker, final char state) {
        return writer.participant(symbol + 1, listings.packedName(symbol), MARKET_MAKERS[maker],
            random.below(4) == 0 ? 'Y' : 'N', state);
    }

    private int collar(final int symbol) {
        final int reference = priceE4(symbol);
        final int tickE4 = listings.tickE4[symbol];
        final int width = Math.max(tickE4, reference / 20 / tickE4 * tickE4);
        return writer.collar(symbol + 1, listings.packedName(symbol), reference, reference + width,
            reference - width, 0);
    }

    private int discovery(final int symbol) {
        final int price = priceE4(symbol);
        return writer.directListing(symbol + 1, listings.packedName(symbol), 'Y', price * 8 / 10, price / 10 * 18,
            price, config.startNanos() + config.spanNanos() / 5, price / 10 * 9, price / 10 * 11);
    }

    private int priceE4(final int symbol) {
        return flow.middle(symbol) * listings.tickE4[symbol];
    }
}
