package io.depthstream.orderbook.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RollingWindowsTest {
    private static final long BUCKET = 1_000;
    private static final int[] LENGTHS = {5, 20};

    private record Bucket(long volume, BigInteger notional, long trades, long mid) {}

    /** The definitions, bucket by bucket, each time from the beginning. */
    private static final class Plain {
        private final TreeMap<Long, Bucket> closed = new TreeMap<>();

        void check(final RollingWindows windows, final long closedThrough, final long firstBucket) {
            for (int w = 0; w < LENGTHS.length; w++) {
                final int length = LENGTHS[w];
                long volume = 0;
                long trades = 0;
                BigInteger notional = BigInteger.ZERO;
                double squared = 0;
                int n = 0;
                double sumSquares = 0;
                for (long b = Math.max(firstBucket, closedThrough - length + 1); b <= closedThrough; b++) {
                    final Bucket bucket = closed.get(b);
                    volume += bucket.volume;
                    trades += bucket.trades;
                    notional = notional.add(bucket.notional);
                    sumSquares += (double) bucket.volume * bucket.volume;
                    final Bucket before = closed.get(b - 1);
                    if (before != null && before.mid > 0 && bucket.mid > 0) {
                        final double r = Math.log((double) bucket.mid / before.mid);
                        squared += r * r;
                    }
                    n++;
                }
                assertEquals(volume, windows.volume(w));
                assertEquals(trades, windows.trades(w));
                assertEquals(volume == 0 ? BigDecimal.ZERO : new BigDecimal(notional.multiply(BigInteger.valueOf(100)))
                                .divide(BigDecimal.valueOf(volume), 0, RoundingMode.HALF_EVEN),
                        BigDecimal.valueOf(windows.vwap(w)));
                assertEquals(Math.sqrt(squared), windows.realisedVolatility(w), 1e-6);
                final double mean = (double) volume / n;
                final double variance = sumSquares / n - mean * mean;
                if (n > 1 && variance > 1e-6) {
                    assertEquals((closed.get(closedThrough).volume - mean) / Math.sqrt(variance),
                            windows.volumeZScore(w), 1e-6);
                }
            }
        }
    }

    @Property(tries = 60)
    void shouldEqualTheDefinitionsAfterAnyStreamAndAnyRestore(@ForAll final long seed) {
        final Random random = new Random(seed);
        final RollingWindows windows = new RollingWindows(BUCKET, LENGTHS);
        final Plain plain = new Plain();
        final long firstBucket = 1_000_000;
        long mid = 0;
        Longs base = null;
        RollingWindows restored = null;
        windows.advance(firstBucket * BUCKET);
        for (long bucket = firstBucket; bucket < firstBucket + 120; bucket++) {
            long volume = 0;
            long trades = 0;
            BigInteger notional = BigInteger.ZERO;
            windows.advance(bucket * BUCKET + random.nextInt((int) BUCKET));
            if (random.nextInt(60) == 0) {
                // A pause: the buckets of it are empty, at the last mid.
                final long end = bucket + random.nextInt(40);
                for (; bucket < end; bucket++) {
                    plain.closed.put(bucket, new Bucket(0, BigInteger.ZERO, 0, mid));
                }
                windows.advance(bucket * BUCKET);
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                final long price = 900_000 + random.nextInt(200_000);
                final long shares = random.nextInt(1_000_000);
                assertTrue(windows.trade(bucket * BUCKET, price, shares, 1));
                volume += shares;
                trades++;
                notional = notional.add(BigInteger.valueOf(price * shares));
                mid = price * 100;
                windows.mid(mid);
            }
            plain.closed.put(bucket, new Bucket(volume, notional, trades, mid));
            windows.advance((bucket + 1) * BUCKET);
            plain.check(windows, bucket, firstBucket);
            if (random.nextInt(7) == 0) {
                if (base == null) {
                    base = whole(windows);
                    restored = new RollingWindows(BUCKET, LENGTHS);
                    restored.load(base.source());
                } else {
                    final Longs delta = new Longs();
                    windows.save(delta, false);
                    restored.load(delta.source());
                }
                plain.check(restored, bucket, firstBucket);
            }
        }
        assertEquals(120, Math.min(120, plain.closed.size()));
    }

    private static Longs whole(final RollingWindows windows) {
        final Longs longs = new Longs();
        windows.save(longs, true);
        return longs;
    }

    @Test
    void shouldWorkALateAndABrokenTradeIntoTheBucketOfItsTime() {
        final RollingWindows windows = new RollingWindows(BUCKET, 2, 4);
        windows.advance(0);
        windows.trade(0, 100, 10, 1);
        windows.advance(3_000);
        assertEquals(0, windows.volume(0));
        assertEquals(10, windows.volume(1));
        assertTrue(windows.trade(2_500, 200, 30, 1));
        assertEquals(30, windows.volume(0));
        assertEquals(17_500, windows.vwap(1));
        assertTrue(windows.trade(2_500, 200, 30, -1));
        assertEquals(0, windows.volume(0));
        assertEquals(10_000, windows.vwap(1));
        windows.advance(50_000);
        assertEquals(0, windows.volume(1));
        assertEquals(false, windows.trade(2_500, 200, 30, 1));
    }

    @Test
    void shouldGiveMomentumMeanAndFrequencyOfTheirDefinitions() {
        final RollingWindows windows = new RollingWindows(1_000_000_000L, 2);
        windows.advance(0);
        windows.mid(1_000_000);
        windows.trade(0, 10_000, 5, 1);
        windows.advance(1_000_000_000L);
        windows.mid(1_010_000);
        windows.advance(2_000_000_000L);
        windows.mid(1_100_000);
        windows.trade(2_000_000_000L, 11_000, 5, 1);
        windows.advance(3_000_000_000L);
        assertEquals(0.1, windows.momentum(0));
        assertEquals(1_055_000, windows.meanMid(0));
        assertEquals(0.5, windows.tradesPerSecond(0));
        assertEquals(0.1, windows.vwapDeviation(0, 12_100), 1e-15);
    }
}
