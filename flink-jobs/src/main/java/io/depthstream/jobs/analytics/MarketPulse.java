package io.depthstream.jobs.analytics;

import java.util.Objects;

/**
 * What the operators of the symbols tell the one that looks at the whole market: a symbol's second, or how far a
 * partition has been read. Flat and immutable.
 *
 * @param kind       which of the two
 * @param name       symbol, or topic
 * @param venue      venue
 * @param session    session; of a partition, that of the newest event read
 * @param timeNanos  end of the second; of a partition, the newest event time read
 * @param a          shares of the session; of a partition, the next offset
 * @param b          shares of the second; of a partition, the partition's number
 * @param c          last price; of a partition, the clock when it was told, nanoseconds since the epoch
 * @param d          first price of the session
 * @param priceScale decimal places of the prices
 */
public record MarketPulse(
        Kind kind, String name, String venue, String session, long timeNanos, long a, long b, long c, long d,
        int priceScale) {

    /** Which of the two a pulse is; the ordinal is part of the serialised form. */
    public enum Kind {
        /** A symbol's second. */
        SECOND,
        /** How far a partition has been read. */
        PARTITION
    }

    /** Checks that the parts that are always there are there. */
    public MarketPulse {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    static MarketPulse second(
            final String symbol,
            final String venue,
            final String session,
            final long endNanos,
            final long sessionVolume,
            final long secondVolume,
            final long lastPrice,
            final long openPrice,
            final int priceScale) {
        return new MarketPulse(
                Kind.SECOND, symbol, venue, session, endNanos, sessionVolume, secondVolume, lastPrice, openPrice, priceScale);
    }

    static MarketPulse partition(
            final String topic, final int partition, final String venue, final String session, final long nextOffset,
            final long newestNanos, final long clockNanos) {
        return new MarketPulse(Kind.PARTITION, topic, venue, session, newestNanos, nextOffset, partition, clockNanos, 0, 0);
    }
}
