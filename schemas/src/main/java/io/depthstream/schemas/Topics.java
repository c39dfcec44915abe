package io.depthstream.schemas;

/**
 * Names of the Kafka topics every part of Depthstream agrees on. docs/protocol/topics.md says for each what its key,
 * value and cleanup policy are, who writes it and who reads it.
 */
public final class Topics {

    /** Decoded NASDAQ events, one {@code EventBatch} a record. Never compacted: that would destroy the books. */
    public static final String RAW_XNAS = "market.itch.raw";

    /** Best bid and offer on change, {@code TopOfBook}. */
    public static final String BOOK_TOP = "market.book.top";

    /** Best levels of both sides, conflated by event time, {@code Depth}. */
    public static final String BOOK_DEPTH = "market.book.depth";

    /** Executions, crosses and broken trades, {@code Trade}. */
    public static final String TRADES = "market.trades";

    /** Changes of trading state, restriction or quality, {@code MarketStatus}. */
    public static final String STATUS = "market.status";

    /** Net order imbalance before a cross, {@code Imbalance}. */
    public static final String IMBALANCE = "market.imbalance";

    /** Newest full book per symbol, {@code BookLatest}, compacted. */
    public static final String BOOK_LATEST = "market.book.latest";

    /** Stock directory, {@code Reference}, compacted. */
    public static final String REFERENCE = "market.reference";

    /** Bars of every width, {@code Bar}. */
    public static final String BARS = "market.bars";

    /** What a book says, on change and on an event-time grid, {@code BookSignal}. */
    public static final String SIGNALS = "market.signals";

    /** What each trade cost, {@code TradeSignal}. */
    public static final String TRADE_SIGNALS = "market.trades.signals";

    /** Rolling features by the second, {@code Features}. */
    public static final String FEATURES = "market.features";

    /** Volume by price of the session, {@code Profile}. */
    public static final String PROFILE = "market.profile";

    /** Most active symbols and top movers by the second, {@code Leaders}; its key is {@link #MARKET_WIDE_SYMBOL}. */
    public static final String LEADERS = "market.leaders";

    /** What a desk should look at, {@code Alert}. */
    public static final String ALERTS = "market.alerts";

    /** Events that came after their time had been published, {@code LateEvent}. */
    public static final String LATE = "market.late";

    /** Input that could not be used, {@code DeadLetter}. */
    public static final String DLQ = "market.dlq";

    /**
     * Symbol (and so key) of events that concern the whole market and carry no symbol of their own: system events,
     * market-wide circuit breaker levels and breaches.
     */
    public static final String MARKET_WIDE_SYMBOL = "*";

    /**
     * Beginning of the keys of heartbeats on a raw topic: batches without events, by which a reader knows that their publisher
     * and its lines live. No venue symbol begins so.
     */
    public static final String HEARTBEAT_PREFIX = "*heartbeat-";

    private Topics() {
    }
}
