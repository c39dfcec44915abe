package io.depthstream.orderbook.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VolumeProfileTest {

    @Property(tries = 40)
    void shouldKeepEveryShareHoweverManyPricesThereAre(@ForAll final long seed) {
        final Random random = new Random(seed);
        final VolumeProfile profile = new VolumeProfile();
        final VolumeProfile restored = new VolumeProfile();
        final TreeMap<Long, Long> truth = new TreeMap<>();
        final int spread = 1 + random.nextInt(2_000_000);
        long total = 0;
        for (int i = 0; i < 6_000; i++) {
            final long price = 100 * (1 + random.nextInt(spread) / 100);
            final long shares = 1 + random.nextInt(1_000);
            profile.trade(price, shares, 1, 100);
            truth.merge(price, shares, Long::sum);
            total += shares;
            if (random.nextInt(200) == 0) {
                final Longs saved = new Longs();
                profile.save(saved, i == 0);
                restored.load(saved.source());
            }
        }
        assertEquals(total, profile.total());
        assertTrue(profile.levels() <= VolumeProfile.MAX_LEVELS);
        for (int level = 0; level < profile.levels(); level++) {
            final long from = profile.price(level);
            final long expected = truth.subMap(from, from + profile.width()).values().stream()
                    .mapToLong(Long::longValue).sum();
            assertEquals(expected, profile.volume(level));
            assertEquals(expected, profile.bought(level));
        }
        final Longs last = new Longs();
        profile.save(last, false);
        restored.load(last.source());
        final Longs expected = new Longs();
        profile.save(expected, true);
        final Longs got = new Longs();
        restored.save(got, true);
        assertEquals(expected, got);
    }

    @Test
    void shouldFindPointOfControlAndValueArea() {
        final VolumeProfile profile = new VolumeProfile();
        final long[] volumes = {5, 10, 40, 30, 10, 5};
        for (int i = 0; i < volumes.length; i++) {
            profile.trade(1_000 + 100L * i, volumes[i], -1, 100);
        }
        assertEquals(2, profile.pointOfControl());
        assertEquals(2, profile.valueAreaLow());
        assertEquals(3, profile.valueAreaHigh());
        profile.trade(1_200, -40, -1, 100);
        assertEquals(3, profile.pointOfControl());
        assertEquals(60, profile.total());
    }
}
