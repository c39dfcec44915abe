package io.depthstream.ingest.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;

/**
 * Turns the venue's nanoseconds since midnight into nanoseconds since the epoch, UTC.
 *
 * <p>ITCH stamps say only how far into the day they are (TotalView-ITCH 5.0, "Timestamp: nanoseconds since midnight");
 * the day is not in the stream, and midnight is New York's, so it falls at 04:00 or 05:00 UTC with daylight saving.
 * On the two days a year the clocks change a stamp is taken as time elapsed since midnight.
 *
 * <p>Immutable; any thread; allocation-free after construction.
 */
public final class TradingDay {
    /** Where the venue's midnight is. */
    public static final ZoneId VENUE_ZONE = ZoneId.of("America/New_York");

    /** A stamp at or above this is impossible: no session crosses midnight. */
    public static final long NANOS_PER_DAY = TimeUnit.DAYS.toNanos(1);

    private final LocalDate date;
    private final long midnightEpochNanos;

    private TradingDay(final LocalDate date) {
        this.date = date;
        midnightEpochNanos = TimeUnit.SECONDS.toNanos(date.atStartOfDay(VENUE_ZONE).toEpochSecond());
    }

    /** The trading day of that date in New York. */
    public static TradingDay of(final LocalDate date) {
        return new TradingDay(date);
    }

    /** The day it is in New York at that moment: late in the evening not the day it is in UTC. */
    public static TradingDay at(final Instant now) {
        return new TradingDay(ZonedDateTime.ofInstant(now, VENUE_ZONE).toLocalDate());
    }

    /** The date in New York. */
    public LocalDate date() {
        return date;
    }

    /** When the day began in New York, nanoseconds since the epoch, UTC. */
    public long midnightEpochNanos() {
        return midnightEpochNanos;
    }

    /**
     * @param nanosSinceMidnight as the venue stamps it, 0 to {@link #NANOS_PER_DAY} exclusive
     * @return nanoseconds since the epoch, UTC
     */
    public long epochNanos(final long nanosSinceMidnight) {
        return midnightEpochNanos + nanosSinceMidnight;
    }

    /** Whether a stamp lies within a day. */
    public static boolean isPossible(final long nanosSinceMidnight) {
        return nanosSinceMidnight >= 0 && nanosSinceMidnight < NANOS_PER_DAY;
    }

    @Override
    public String toString() {
        return date.toString();
    }
}
