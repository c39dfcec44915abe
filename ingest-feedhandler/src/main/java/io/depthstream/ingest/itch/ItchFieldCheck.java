package io.depthstream.ingest.itch;

/**
 * Finds fields that cannot be: bytes can have the right type and length and still not have come from the venue.
 *
 * <p>Each method returns null for a sound message, else the reason as one of a fixed set of texts. A reason names field
 * and rule, never the value seen (the parked bytes hold that), so it may serve as a metric label. Nothing allocates.
 *
 * <p>Checked are the fields that change a book, a trade or a trading state: time, side, shares, price, and the codes
 * the pipeline acts on. A descriptive code this revision of the specification does not list (a new market category,
 * say) passes: losing the message would be worse. Prices and shares the specification allows to be zero (a cross
 * nothing traded in, an imbalance without a far price) pass too. Immutable, so for any thread.
 */
public final class ItchFieldCheck {
    /**
     * Highest price an order or trade can have, in ten-thousandths of a dollar: $200,000.0000, which the venue shows
     * as the price of a market order in a cross (TotalView-ITCH 5.0, data types, Price(4)).
     */
    public static final long MAX_PRICE_E4 = 2_000_000_000L;
    /** Highest price the four bytes of a Price(4) can carry, in ten-thousandths of a dollar. */
    public static final long WIDEST_PRICE_E4 = 0xFFFF_FFFFL;
    /** Every timestamp is below this many nanoseconds. */
    public static final long NANOS_PER_DAY = 86_400_000_000_000L;
    /** Every release time is below this many seconds. */
    public static final long SECONDS_PER_DAY = 86_400L;

    static final String TIMESTAMP = "timestamp not below 24 hours";
    static final String SIDE = "buySellIndicator not B or S";
    static final String SHARES_ZERO = "shares zero";
    static final String SHARES_RANGE = "shares not below 2^63";
    static final String PRICE_ZERO = "price zero";
    static final String PRICE_CAP = "price above the cap";
    static final String STOCK_BLANK = "stock blank";
    static final String LOCATE_ZERO = "stockLocate zero";
    static final String EVENT_CODE = "eventCode not one of O S Q M E C";
    static final String TRADING_STATE = "tradingState not one of H P Q T";
    static final String REG_SHO_ACTION = "regSHOAction not one of 0 1 2";
    static final String PARTICIPANT_STATE = "marketParticipantState not one of A E W S D";
    static final String MWCB_LEVEL = "MWCB level not below 2^63";
    static final String BREACHED_LEVEL = "breachedLevel not one of 1 2 3";
    static final String RELEASE_TIME = "ipoQuotationReleaseTime not below 24 hours";
    static final String RELEASE_QUALIFIER = "ipoQuotationReleaseQualifier not A or C";
    static final String HALT_ACTION = "operationalHaltAction not H or T";
    static final String PRINTABLE = "printable not Y or N";
    static final String IMBALANCE_DIRECTION = "imbalanceDirection not one of B S N O P";
    static final String INTEREST_FLAG = "interestFlag not one of B S A N";
    static final String OPEN_ELIGIBILITY = "openEligibilityStatus not Y or N";

    private static final long BLANK_STOCK = ItchText.pack("");

    private final long maxPriceE4;

    /** A check that holds prices to {@link #MAX_PRICE_E4}. */
    public ItchFieldCheck() {
        this(MAX_PRICE_E4);
    }

    /**
     * A check with its own price cap: a security may trade above the documented one, as Berkshire Hathaway's class A
     * shares have since 2014.
     *
     * @param maxPriceE4 highest sound price in ten-thousandths of a dollar, 1 to {@link #WIDEST_PRICE_E4}
     * @throws IllegalArgumentException if the cap is outside that range
     */
    public ItchFieldCheck(final long maxPriceE4) {
        if (maxPriceE4 < 1 || maxPriceE4 > WIDEST_PRICE_E4) {
            throw new IllegalArgumentException(
                    "maxPriceE4 must be 1 to " + WIDEST_PRICE_E4 + ", was " + maxPriceE4);
        }
        this.maxPriceE4 = maxPriceE4;
    }

    /** What cannot be in this system event, or null. */
    public String check(final SystemEvent message) {
        final String time = timestamp(message);
        return time != null ? time : code(message.eventCode(), "OSQMEC", EVENT_CODE);
    }

    /** What cannot be in this directory entry, or null: a blank symbol or locate 0 would mislabel a day's messages. */
    public String check(final StockDirectory message) {
        final String time = timestamp(message);
        if (time != null) {
            return time;
        }
        if (message.stockAsLong() == BLANK_STOCK) {
            return STOCK_BLANK;
        }
        return message.stockLocate() == 0 ? LOCATE_ZERO : null;
    }

    /** What cannot be in this trading action, or null. */
    public String check(final StockTradingAction message) {
        final String time = timestamp(message);
        return time != null ? time : code(message.tradingState(), "HPQT", TRADING_STATE);
    }

    /** What cannot be in this short-sale state, or null. */
    public String check(final RegShoRestriction message) {
        final String time = timestamp(message);
        return time != null ? time : code(message.regSHOAction(), "012", REG_SHO_ACTION);
    }

    /** What cannot be in this participant's standing, or null. */
    public String check(final MarketParticipantPosition message) {
        final String time = timestamp(message);
        return time != null ? time : code(message.marketParticipantState(), "AEWSD", PARTICIPANT_STATE);
    }

    /** What cannot be in these circuit breaker levels, or null. */
    public String check(final MwcbDeclineLevel message) {
        final String time = timestamp(message);
        if (time != null) {
            return time;
        }
        return (message.level1() | message.level2() | message.level3()) < 0 ? MWCB_LEVEL : null;
    }

    /** What cannot be in this circuit breaker breach, or null. */
    public String check(final MwcbStatus message) {
        final String time = timestamp(message);
        return time != null ? time : code(message.breachedLevel(), "123", BREACHED_LEVEL);
    }

    /** What cannot be in this IPO announcement, or null. */
    public String check(final IpoQuotingPeriodUpdate message) {
        final String time = timestamp(message);
        if (time != null) {
            return time;
        }
        if (message.ipoQuotationReleaseTime() >= SECONDS_PER_DAY) {
            return RELEASE_TIME;
        }
        final String price = priceOrZero(message.ipoPrice());
        return price != null ? price : code(message.ipoQuotationReleaseQualifier(), "AC", RELEASE_QUALIFIER);
    }

    /** What cannot be in this auction collar, or null. */
    public String check(final LuldAuctionCollar message) {
        final String time = timestamp(message);
        if (time != null) {
            return time;
        }
        return highestOf(
                message.auctionCollarReferencePrice(),
                message.upperAuctionCollarPrice(),
                message.lowerAuctionCollarPrice());
    }

    /** What cannot be in this operational halt, or null. */
    public String check(final OperationalHalt message) {
        final String time = timestamp(message);
        return time != null ? time : code(message.operationalHaltAction(), "HT", HALT_ACTION);
    }

    /** What cannot be in this order, or null. */
    public String check(final AddOrder message) {
        final String time = timestamp(message);
        return time != null ? time : order(message.buySellIndicator(), message.shares(), message.price());
    }

    /** What cannot be in this order, or null. */
    public String check(final AddOrderMpid message) {
        final String time = timestamp(message);
        return time != null ? time : order(message.buySellIndicator(), message.shares(), message.price());
    }

    /** What cannot be in this execution, or null. */
    public String check(final OrderExecuted message) {
        final String time = timestamp(message);
        return time != null ? time : shares(message.executedShares());
    }

    /** What cannot be in this execution, or null. */
    public String check(final OrderExecutedWithPrice message) {
        final String time = timestamp(message);
        if (time != null) {
            return time;
        }
        final String shares = shares(message.executedShares());
        if (shares != null) {
            return shares;
        }
        final String price = priceOrZero(message.executionPrice());
        return price != null ? price : code(message.printable(), "YN", PRINTABLE);
    }

    /** What cannot be in this cancel, or null. */
    public String check(final OrderCancel message) {
        final String time = timestamp(message);
        return time != null ? time : shares(message.cancelledShares());
    }

    /** What cannot be in this delete, or null. */
    public String check(final OrderDelete message) {
        return timestamp(message);
    }

    /** What cannot be in this replace, or null. */
    public String check(final OrderReplace message) {
        final String time = timestamp(message);
        if (time != null) {
            return time;
        }
        final String shares = shares(message.shares());
        return shares != null ? shares : price(message.price());
    }

    /** What cannot be in this trade, or null. */
    public String check(final Trade message) {
        final String time = timestamp(message);
        return time != null ? time : order(message.buySellIndicator(), message.shares(), message.price());
    }

    /** What cannot be in this cross, or null; a cross in which nothing traded has neither shares nor price. */
    public String check(final CrossTrade message) {
        final String time = timestamp(message);
        if (time != null) {
            return time;
        }
        return message.shares() < 0 ? SHARES_RANGE : priceOrZero(message.crossPrice());
    }

    /** What cannot be in this broken trade, or null. */
    public String check(final BrokenTrade message) {
        return timestamp(message);
    }

    /** What cannot be in this imbalance, or null. */
    public String check(final NetOrderImbalance message) {
        final String time = timestamp(message);
        if (time != null) {
            return time;
        }
        if ((message.pairedShares() | message.imbalanceShares()) < 0) {
            return SHARES_RANGE;
        }
        final String price =
                highestOf(message.farPrice(), message.nearPrice(), message.currentReferencePrice());
        return price != null ? price : code(message.imbalanceDirection(), "BSNOP", IMBALANCE_DIRECTION);
    }

    /** What cannot be in this retail interest, or null. */
    public String check(final RetailPriceImprovement message) {
        final String time = timestamp(message);
        return time != null ? time : code(message.interestFlag(), "BSAN", INTEREST_FLAG);
    }

    /** What cannot be in this direct listing, or null; its allowable prices are bounds, and may lie above the cap. */
    public String check(final DirectListingPriceDiscovery message) {
        final String time = timestamp(message);
        if (time != null) {
            return time;
        }
        final String price = priceOrZero(message.nearExecutionPrice());
        return price != null ? price : code(message.openEligibilityStatus(), "YN", OPEN_ELIGIBILITY);
    }

    private static String timestamp(final ItchMessage message) {
        return message.timestamp() >= NANOS_PER_DAY ? TIMESTAMP : null;
    }

    private String order(final char side, final long shares, final long priceE4) {
        if (side != 'B' && side != 'S') {
            return SIDE;
        }
        return shares == 0 ? SHARES_ZERO : price(priceE4);
    }

    private static String shares(final long shares) {
        return shares == 0 ? SHARES_ZERO : null;
    }

    private String price(final long priceE4) {
        return priceE4 == 0 ? PRICE_ZERO : priceOrZero(priceE4);
    }

    private String priceOrZero(final long priceE4) {
        return priceE4 > maxPriceE4 ? PRICE_CAP : null;
    }

    private String highestOf(final long first, final long second, final long third) {
        return priceOrZero(Math.max(first, Math.max(second, third)));
    }

    private static String code(final char code, final String allowed, final String reason) {
        return allowed.indexOf(code) < 0 ? reason : null;
    }
}
