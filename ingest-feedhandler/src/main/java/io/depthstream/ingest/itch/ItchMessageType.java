package io.depthstream.ingest.itch;

/** The 23 message types of TotalView-ITCH 5.0, in the order of the specification's section 1. */
public enum ItchMessageType {
    /** System Event, section 1.1. */
    SYSTEM_EVENT(SystemEvent.TYPE, SystemEvent.LENGTH, "1.1"),
    /** Stock Directory, section 1.2.1. */
    STOCK_DIRECTORY(StockDirectory.TYPE, StockDirectory.LENGTH, "1.2.1"),
    /** Stock Trading Action, section 1.2.2. */
    STOCK_TRADING_ACTION(StockTradingAction.TYPE, StockTradingAction.LENGTH, "1.2.2"),
    /** Reg SHO Short Sale Price Test Restricted Indicator, section 1.2.3. */
    REG_SHO_RESTRICTION(RegShoRestriction.TYPE, RegShoRestriction.LENGTH, "1.2.3"),
    /** Market Participant Position, section 1.2.4. */
    MARKET_PARTICIPANT_POSITION(MarketParticipantPosition.TYPE, MarketParticipantPosition.LENGTH, "1.2.4"),
    /** MWCB Decline Level, section 1.2.5.1. */
    MWCB_DECLINE_LEVEL(MwcbDeclineLevel.TYPE, MwcbDeclineLevel.LENGTH, "1.2.5.1"),
    /** MWCB Status, section 1.2.5.2. */
    MWCB_STATUS(MwcbStatus.TYPE, MwcbStatus.LENGTH, "1.2.5.2"),
    /** Quoting Period Update, section 1.2.6. */
    IPO_QUOTING_PERIOD_UPDATE(IpoQuotingPeriodUpdate.TYPE, IpoQuotingPeriodUpdate.LENGTH, "1.2.6"),
    /** Limit Up – Limit Down (LULD) Auction Collar, section 1.2.7. */
    LULD_AUCTION_COLLAR(LuldAuctionCollar.TYPE, LuldAuctionCollar.LENGTH, "1.2.7"),
    /** Operational Halt, section 1.2.8. */
    OPERATIONAL_HALT(OperationalHalt.TYPE, OperationalHalt.LENGTH, "1.2.8"),
    /** Add Order – No MPID Attribution, section 1.3.1. */
    ADD_ORDER(AddOrder.TYPE, AddOrder.LENGTH, "1.3.1"),
    /** Add Order with MPID Attribution, section 1.3.2. */
    ADD_ORDER_MPID(AddOrderMpid.TYPE, AddOrderMpid.LENGTH, "1.3.2"),
    /** Order Executed, section 1.4.1. */
    ORDER_EXECUTED(OrderExecuted.TYPE, OrderExecuted.LENGTH, "1.4.1"),
    /** Order Executed with Price, section 1.4.2. */
    ORDER_EXECUTED_WITH_PRICE(OrderExecutedWithPrice.TYPE, OrderExecutedWithPrice.LENGTH, "1.4.2"),
    /** Order Cancel, section 1.4.3. */
    ORDER_CANCEL(OrderCancel.TYPE, OrderCancel.LENGTH, "1.4.3"),
    /** Order Delete, section 1.4.4. */
    ORDER_DELETE(OrderDelete.TYPE, OrderDelete.LENGTH, "1.4.4"),
    /** Order Replace, section 1.4.5. */
    ORDER_REPLACE(OrderReplace.TYPE, OrderReplace.LENGTH, "1.4.5"),
    /** Trade (Non-Cross), section 1.5.1. */
    TRADE(Trade.TYPE, Trade.LENGTH, "1.5.1"),
    /** Cross Trade, section 1.5.2. */
    CROSS_TRADE(CrossTrade.TYPE, CrossTrade.LENGTH, "1.5.2"),
    /** Broken Trade / Order Execution, section 1.5.3. */
    BROKEN_TRADE(BrokenTrade.TYPE, BrokenTrade.LENGTH, "1.5.3"),
    /** Net Order Imbalance Indicator (NOII), section 1.6. */
    NET_ORDER_IMBALANCE(NetOrderImbalance.TYPE, NetOrderImbalance.LENGTH, "1.6"),
    /** Retail Price Improvement Indicator (RPII), section 1.7. */
    RETAIL_PRICE_IMPROVEMENT(RetailPriceImprovement.TYPE, RetailPriceImprovement.LENGTH, "1.7"),
    /** Direct Listing with Capital Raise Price Discovery, section 1.8. */
    DIRECT_LISTING_PRICE_DISCOVERY(DirectListingPriceDiscovery.TYPE, DirectListingPriceDiscovery.LENGTH, "1.8");

    private static final ItchMessageType[] BY_CODE = new ItchMessageType[128];

    static {
        for (final ItchMessageType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final char code;
    private final int length;
    private final String section;

    ItchMessageType(final char code, final int length, final String section) {
        this.code = code;
        this.length = length;
        this.section = section;
    }

    /** The type a message's first byte names, or null if the specification has none such. */
    public static ItchMessageType of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** First byte of such a message. */
    public char code() {
        return code;
    }

    /** Exact length of such a message in bytes, header included. */
    public int length() {
        return length;
    }

    /** Section of the specification that defines it, such as {@code 1.3.1}. */
    public String section() {
        return section;
    }
}
