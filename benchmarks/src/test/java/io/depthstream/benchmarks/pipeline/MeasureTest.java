package io.depthstream.benchmarks.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.benchmarks.report.Median;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {
    @Test
    void shouldTakeTheMiddleRound() {
        assertEquals(2.0, Median.of(List.of(9.0, 1.0, 2.0)));
        assertEquals(1.5, Median.of(List.of(2.0, 1.0)));
        assertThrows(IllegalArgumentException.class, () -> Median.of(List.of()));
    }

    @Test
    void shouldTellALagThatGrowsFromOneThatStays() {
        final LagTrend growing = new LagTrend();
        final LagTrend steady = new LagTrend();
        for (int i = 0; i < 100; i++) {
            growing.add(10L * i);
            steady.add(50 + i % 2);
        }

        assertEquals(750.0, growing.growth());
        assertEquals(990, growing.most());
        assertEquals(0, steady.growth(), 1);
        assertEquals(0, new LagTrend().growth());
    }

    @Test
    void shouldCountLatenessFromThePlannedMomentAndLeaveTheWarmUpOut() {
        final Schedule schedule = new Schedule(1_000_000, 10);
        final Schedule.Hop hop = schedule.hop();
        schedule.begin();

        hop.seen(10);
        assertEquals(0, hop.micros().getTotalCount());
        hop.seen(11);
        assertEquals(1, hop.micros().getTotalCount());
        assertTrue(schedule.untilDue(1_000_000_000) > 0, "a message far ahead was called due");
        assertTrue(schedule.untilDue(1) < 0, "the first message was not called due");
    }

    @Test
    void shouldFindTheSequenceInARedisUpdate() {
        assertEquals(4711, RedisObserver.sequence("{\"venue\":\"XNAS\",\"sequence\":4711,\"revision\":0}"));
        assertEquals(0, RedisObserver.sequence("{}"));
    }
}
