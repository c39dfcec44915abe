package io.depthstream.jobs.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.jobs.config.AnalyticsJobConfig;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import io.depthstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class MarketWatermarksTest {

    private final ManualClock clock = new ManualClock(1);
    private final List<String> said = new ArrayList<>();
    private final WatermarkOutput output = new WatermarkOutput() {
        @Override
        public void emitWatermark(final Watermark mark) {
            said.add(Long.toString(mark.getTimestamp()));
        }

        @Override
        public void markIdle() {
            said.add("idle");
        }

        @Override
        public void markActive() {
            said.add("active");
        }
    };

    private WatermarkGenerator<RawBatch> generator() {
        return MarketWatermarks.strategy(AnalyticsJobConfig.of(Map.of("source.latenessMillis", "100",
                "source.idleMillis", "1000", "signals.gridMicros", "10000")))
                .createWatermarkGenerator(new WatermarkGeneratorSupplier.Context() {
                    @Override
                    public MetricGroup getMetricGroup() {
                        return null;
                    }

                    @Override
                    public RelativeClock getInputActivityClock() {
                        return clock;
                    }
                });
    }

    private List<String> after(final WatermarkGenerator<RawBatch> generator, final String topic, final long... millis) {
        said.clear();
        for (final long at : millis) {
            generator.onEvent(new RawBatch("A", new byte[0], topic, 0, 0, at, RawFault.NONE), at, output);
        }
        generator.onPeriodicEmit(output);
        return said;
    }

    @Test
    void shouldHoldAtTheNewestRecordLessTheLateness() {
        assertEquals(List.of("899"), after(generator(), Topics.BOOK_TOP, 1_000, 997));
        assertEquals(List.of("899"), after(generator(), Topics.IMBALANCE, 1_000));
    }

    @Test
    void shouldHoldADepthAtTheEndOfItsCell() {
        assertEquals(List.of("908"), after(generator(), Topics.BOOK_DEPTH, 1_000));
        assertEquals(List.of("908"), after(generator(), Topics.BOOK_DEPTH, 1_009));
        assertEquals(List.of("918"), after(generator(), Topics.BOOK_DEPTH, 1_010, 1_009));
    }

    @Test
    void shouldHoldUpTheOthersUntilItIsIdle() {
        final WatermarkGenerator<RawBatch> empty = generator();
        assertEquals(List.of(), after(empty, Topics.TRADES));
        clock.advanceTime(Duration.ofMillis(999));
        assertEquals(List.of(), after(empty, Topics.TRADES));
        clock.advanceTime(Duration.ofMillis(2));
        assertEquals(List.of("idle"), after(empty, Topics.TRADES));
        assertEquals(List.of("899"), after(empty, Topics.TRADES, 1_000));
    }
}
