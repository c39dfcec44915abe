package io.depthstream.jobs.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Barriers every 200 ms: near from 40 ms before to 40 ms after, nearest from 10 ms before. */
class BarrierForecastTest {

    private final BarrierForecast forecast = new BarrierForecast();

    @Test
    void shouldExpectTheThirdBarrierAsLongAfterTheSecondAsThatWasAfterTheFirst() {
        forecast.barrier(millis(1_000));
        forecast.barrier(millis(1_200));
        assertEquals("- - near near nearest nearest nearest -",
                at(1_210) + at(1_359) + at(1_361) + at(1_389) + at(1_391) + at(1_400) + at(1_439) + at(1_441).trim());
    }

    @Test
    void shouldBeginAnewWithABarrierThatIsFarFromItsTime() {
        forecast.barrier(millis(1_000));
        forecast.barrier(millis(1_200));
        forecast.barrier(millis(1_500));
        assertEquals("- near", at(1_740) + at(1_761).trim());
    }

    @Test
    void shouldTakeAQuarterOfADelayOver() {
        forecast.barrier(millis(1_000));
        forecast.barrier(millis(1_200));
        forecast.barrier(millis(1_408));
        // 1,600 ms, two of the eight and half a millisecond of a slower rate.
        assertEquals("- near", at(1_562) + at(1_563).trim());
        assertEquals("near nearest", at(1_592) + at(1_593).trim());
    }

    @Test
    void shouldBeRightAboutARateWhateverTheDelays() {
        final Random random = new Random(20200130);
        for (int i = 0; i < 500; i++) {
            final int barrier = 200 * i + random.nextInt(8);
            if (i > 10) {
                assertTrue(forecast.nearest(millis(barrier - 3)), i + "th barrier, 3 ms before");
                assertFalse(forecast.nearest(millis(barrier - 18)), i + "th barrier, 18 ms before");
            }
            forecast.barrier(millis(barrier));
        }
    }

    @Test
    void shouldBeNearerFromHalfOfTheTimeOn() {
        forecast.barrier(millis(1_000));
        forecast.barrier(millis(1_200));
        assertFalse(forecast.nearer(millis(1_379)));
        assertTrue(forecast.nearer(millis(1_381)));
        assertTrue(forecast.nearer(millis(1_439)));
        assertFalse(forecast.nearer(millis(1_441)));
    }

    @Test
    void shouldExpectNothingBeforeTheSecondBarrier() {
        assertFalse(forecast.near(0));
        assertFalse(forecast.near(millis(200)));
        forecast.barrier(millis(1_000));
        for (int millis = 1_000; millis < 3_000; millis += 10) {
            assertFalse(forecast.near(millis(millis)));
        }
    }

    @Test
    void shouldGiveAQuarterOfAShortIntervalAtMost() {
        forecast.barrier(millis(1_000));
        forecast.barrier(millis(1_010));
        assertFalse(forecast.near(millis(1_017)));
        assertTrue(forecast.near(millis(1_018)));
    }

    private String at(final int millis) {
        return !forecast.near(millis(millis)) ? "- " : forecast.nearest(millis(millis)) ? "nearest " : "near ";
    }

    private static long millis(final int millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
