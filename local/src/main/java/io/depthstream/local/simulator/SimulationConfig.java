package io.depthstream.local.simulator;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What day the {@link MarketSimulator} makes. Equal configurations give byte-identical streams, on any JVM.
 *
 * <p>The whole day, from start of messages to end of messages, fits into {@code messages} messages and
 * {@code spanNanos} of event time: 50,000 messages a second for 20 seconds is a day of one million messages whose
 * opening cross comes after two seconds. Event time runs in step with the message count, so a sender that keeps the
 * planned rate also keeps the day's own clock. Immutable.
 *
 * @param seed           names the market; every number is a seed
 * @param symbols        listed symbols, 1 to {@value #MAX_SYMBOLS}; stock locates run from 1 to this number
 * @param messages       messages of the whole day, at least {@link #minimumMessages(int)}
 * @param startNanos     event time of the first message, nanoseconds since midnight at the venue
 * @param spanNanos      event time from the first message to the last; the day must end before midnight
 * @param tradingDate    day that event times are counted from
 * @param zipfExponent   activity of the symbol with rank r is in proportion to r^-exponent; 0 (all alike) to 2
 * @param marketWideHalt whether the day has a market-wide circuit breaker: W, then every symbol halted and resumed
 */
public record SimulationConfig(
    long seed,
    int symbols,
    long messages,
    long startNanos,
    long spanNanos,
    LocalDate tradingDate,
    double zipfExponent,
    boolean marketWideHalt) {

    /** Symbols of a full NASDAQ day. */
    public static final int DEFAULT_SYMBOLS = 8_000;
    /** Stock locate is an unsigned 16-bit number and 0 is no symbol's. */
    public static final int MAX_SYMBOLS = 65_000;
    /** The day's script keeps a message count in 40 bits. */
    public static final long MAX_MESSAGES = 100_000_000_000L;

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long FIXED_MESSAGES = 500;
    private static final long MESSAGES_PER_SYMBOL = 10;
    private static final long MESSAGES_PER_SYMBOL_HALTED = 40;
    private static final long COMFORTABLE_MESSAGES_PER_SYMBOL = 100;

    /** Checks every value; a message says what was expected, what was given and what to change. */
    public SimulationConfig {
        Objects.requireNonNull(tradingDate, "tradingDate");
        require(symbols >= 1 && symbols <= MAX_SYMBOLS,
            "symbols must be from 1 to " + MAX_SYMBOLS + ", not " + symbols);
        require(messages <= MAX_MESSAGES, "messages must be at most " + MAX_MESSAGES + ", not " + messages);
        final long least = leastMessages(symbols, marketWideHalt);
        require(messages >= least, "a day of " + symbols + " symbols" + (marketWideHalt ? " with a market-wide halt" : "")
            + " needs at least " + least + " messages, not " + messages + ": ask for more messages or fewer symbols");
        require(startNanos >= 0 && startNanos < DAY,
            "startNanos must be from 0 to " + (DAY - 1) + " (nanoseconds since midnight), not " + startNanos);
        require(spanNanos >= 1 && startNanos + spanNanos < DAY && startNanos + spanNanos > 0,
            "spanNanos must be at least 1 and end before midnight (at most " + (DAY - 1 - startNanos)
                + " from startNanos " + startNanos + "), not " + spanNanos);
        require(zipfExponent >= 0.0 && zipfExponent <= 2.0,
            "zipfExponent must be from 0 to 2, not " + zipfExponent);
    }

    /** A full day of 8,000 symbols and 50 million messages, 03:00 to 20:05, seed 20200130. */
    public static SimulationConfig fullDay() {
        return new SimulationConfig(20200130, DEFAULT_SYMBOLS, 50_000_000, 3 * 3600 * SECOND,
            (17 * 3600 + 300) * SECOND, LocalDate.of(2020, 1, 30), 0.8, false);
    }

    /**
     * A day compressed to a number of seconds at a rate, with as many symbols as that many messages bear (up to
     * {@value #DEFAULT_SYMBOLS}), 09:00 on 30 January 2020 onwards; a span over 14 hours starts at midnight.
     *
     * @param seconds           length of the day, at least 1
     * @param messagesPerSecond planned rate, at least 1; the day has at least {@link #minimumMessages(int)} for one
     *                          symbol, so that a very slow day is cut short by its sender, not refused
     */
    public static SimulationConfig compressedDay(final long seed, final int seconds, final long messagesPerSecond) {
        require(seconds >= 1, "seconds must be at least 1, not " + seconds);
        require(messagesPerSecond >= 1, "messagesPerSecond must be at least 1, not " + messagesPerSecond);
        final long messages = Math.max(leastMessages(1, false), Math.multiplyExact(seconds, messagesPerSecond));
        final long span = Math.min(DAY - 1, (long) ((double) messages / messagesPerSecond * SECOND));
        final long start = span < 14 * 3600 * SECOND ? 9 * 3600 * SECOND : 0;
        return fullDay().withSeed(seed).withSymbols(1).withMessages(messages).withSymbols(symbolsFor(messages))
            .withEventTime(start, start + span < DAY ? span : DAY - 1 - start);
    }

    /** Fewest messages that a day without a market-wide halt has room for. */
    public static long minimumMessages(final int symbols) {
        return leastMessages(symbols, false);
    }

    /** Symbols that so many messages bear without the directory taking more than a few per cent of them. */
    public static int symbolsFor(final long messages) {
        return (int) Math.max(1, Math.min(DEFAULT_SYMBOLS,
            (messages - FIXED_MESSAGES) / COMFORTABLE_MESSAGES_PER_SYMBOL));
    }

    /** Orders live at the busiest time: 3 % of the messages, at most 190 a symbol; 1.5 million on a full day. */
    public long peakLiveOrders() {
        return Math.max(2L * symbols, Math.min(messages * 3 / 100, 190L * symbols));
    }

    /** The same day from another seed. */
    public SimulationConfig withSeed(final long newSeed) {
        return new SimulationConfig(
            newSeed, symbols, messages, startNanos, spanNanos, tradingDate, zipfExponent, marketWideHalt);
    }

    /** The same day with another number of symbols. */
    public SimulationConfig withSymbols(final int newSymbols) {
        return new SimulationConfig(
            seed, newSymbols, messages, startNanos, spanNanos, tradingDate, zipfExponent, marketWideHalt);
    }

    /** The same day with another number of messages. */
    public SimulationConfig withMessages(final long newMessages) {
        return new SimulationConfig(
            seed, symbols, newMessages, startNanos, spanNanos, tradingDate, zipfExponent, marketWideHalt);
    }

    /** The same day at another time and of another length, nanoseconds. */
    public SimulationConfig withEventTime(final long newStartNanos, final long newSpanNanos) {
        return new SimulationConfig(
            seed, symbols, messages, newStartNanos, newSpanNanos, tradingDate, zipfExponent, marketWideHalt);
    }

    /** The same day on another date. */
    public SimulationConfig withTradingDate(final LocalDate newDate) {
        return new SimulationConfig(
            seed, symbols, messages, startNanos, spanNanos, newDate, zipfExponent, marketWideHalt);
    }

    /** The same day with activity spread more (lower) or less (higher) evenly. */
    public SimulationConfig withZipfExponent(final double newExponent) {
        return new SimulationConfig(
            seed, symbols, messages, startNanos, spanNanos, tradingDate, newExponent, marketWideHalt);
    }

    /** The same day with or without a market-wide circuit breaker. */
    public SimulationConfig withMarketWideHalt(final boolean halt) {
        return new SimulationConfig(
            seed, symbols, messages, startNanos, spanNanos, tradingDate, zipfExponent, halt);
    }

    private static long leastMessages(final int symbols, final boolean marketWideHalt) {
        return FIXED_MESSAGES + (marketWideHalt ? MESSAGES_PER_SYMBOL_HALTED : MESSAGES_PER_SYMBOL) * symbols;
    }

    private static void require(final boolean condition, final String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
