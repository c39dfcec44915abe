package io.depthstream.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SilenceMeterTest {
    private static final long MILLI = 1_000_000;

    private final SilenceMeter meter = new SilenceMeter();

    @Test
    void shouldTellTheLongestTimeBetweenTwoUpdates() {
        updates(10, 12, 50, 51);
        assertEquals(38, meter.longestMillis());
    }

    @Test
    void shouldRoundUpSoThatNoSilenceIsMadeShorter() {
        meter.update(0);
        meter.update(MILLI + 1);
        assertEquals(2, meter.longestMillis());
    }

    @Test
    void shouldNotCountTheTimeBeforeTheFirstUpdateNorAfterTheEnd() {
        updates(1_000, 1_001);
        meter.end();
        updates(9_000);
        assertEquals(1, meter.longestMillis());
    }

    @Test
    void shouldForgetWhatWasBeforeTheBeginning() {
        updates(0, 900);
        meter.begin();
        updates(2_000, 2_003);
        assertEquals(3, meter.longestMillis());
    }

    @Test
    void shouldTellTheSilenceAroundAMomentApart() {
        updates(0, 400, 410);
        meter.mark(415 * MILLI);
        updates(440, 442, 2_417, 2_917);
        assertEquals(1_975, meter.longestAtMarkMillis(), "the one that spans the mark has 30 ms, a later one 1,975");
        assertEquals(1_975, meter.longestMillis());
    }

    @Test
    void shouldKnowNoSilenceAtAMomentThatNobodyMarked() {
        updates(0, 400);
        assertEquals(0, meter.longestAtMarkMillis());
    }

    private void updates(final long... millis) {
        for (final long at : millis) {
            meter.update(at * MILLI);
        }
    }
}
