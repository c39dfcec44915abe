package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TradingDayTest {
    private static final long HALF_PAST_NINE = TimeUnit.MINUTES.toNanos(9 * 60 + 30);

    @Test
    void shouldPlaceMidnightFiveHoursAfterUtcInWinter() {
        assertEquals(nanos("2020-01-30T05:00:00Z"), TradingDay.of(LocalDate.of(2020, 1, 30)).midnightEpochNanos());
    }

    @Test
    void shouldPlaceMidnightFourHoursAfterUtcInSummer() {
        assertEquals(nanos("2020-07-30T04:00:00Z"), TradingDay.of(LocalDate.of(2020, 7, 30)).midnightEpochNanos());
    }

    @Test
    void shouldOpenAtTheSameVenueTimeOnBothSidesOfTheClockChange() {
        final TradingDay friday = TradingDay.of(LocalDate.of(2020, 3, 6));
        final TradingDay monday = TradingDay.of(LocalDate.of(2020, 3, 9));

        assertEquals(nanos("2020-03-06T14:30:00Z"), friday.epochNanos(HALF_PAST_NINE));
        assertEquals(nanos("2020-03-09T13:30:00Z"), monday.epochNanos(HALF_PAST_NINE));
    }

    @Test
    void shouldCountElapsedTimeOnTheDayTheClocksChange() {
        final TradingDay sunday = TradingDay.of(LocalDate.of(2020, 3, 8));

        assertEquals(nanos("2020-03-08T05:00:00Z") + TimeUnit.HOURS.toNanos(9),
            sunday.epochNanos(TimeUnit.HOURS.toNanos(9)));
    }

    @Test
    void shouldKeepEveryNanosecond() {
        assertEquals(nanos("2020-01-30T05:00:00Z") + 12_345_678_901_234L,
            TradingDay.of(LocalDate.of(2020, 1, 30)).epochNanos(12_345_678_901_234L));
    }

    @Test
    void shouldTakeTheDateFromNewYorkNotFromUtc() {
        assertEquals(LocalDate.of(2020, 1, 30), TradingDay.at(Instant.parse("2020-01-31T04:59:59Z")).date());
        assertEquals(LocalDate.of(2020, 1, 31), TradingDay.at(Instant.parse("2020-01-31T05:00:00Z")).date());
    }

    @Test
    void shouldAllowStampsOfOneDayOnly() {
        assertTrue(TradingDay.isPossible(0));
        assertTrue(TradingDay.isPossible(TradingDay.NANOS_PER_DAY - 1));
        assertFalse(TradingDay.isPossible(TradingDay.NANOS_PER_DAY));
        assertFalse(TradingDay.isPossible(-1));
    }

    private static long nanos(final String instant) {
        return TimeUnit.SECONDS.toNanos(Instant.parse(instant).getEpochSecond());
    }
}
