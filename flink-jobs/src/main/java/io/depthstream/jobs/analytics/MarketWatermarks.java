package io.depthstream.jobs.analytics;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of one partition: that of its newest record less the lateness allowed. Only the touch and the trades carry
 * time: depths, full books and imbalances come when something else brings them out, so a partition of theirs never holds
 * up the others.
 */
public final class MarketWatermarks implements WatermarkGenerator<RawBatch> {

    private final long latenessMillis;
    private long newestMillis = Long.MIN_VALUE;
    private boolean timed;
    private boolean untimed;

    private MarketWatermarks(final long latenessMillis) {
        this.latenessMillis = latenessMillis;
    }

    /**
     * The strategy: Kafka's timestamp is the venue's.
     *
     * @param idleMillis silence after which a partition holds up the others no more
     */
    public static WatermarkStrategy<RawBatch> strategy(final long latenessMillis, final long idleMillis) {
        return WatermarkStrategy.<RawBatch>forGenerator(context -> new MarketWatermarks(latenessMillis))
                .withTimestampAssigner((record, timestamp) -> record.timestampMillis())
                .withIdleness(Duration.ofMillis(idleMillis));
    }

    @Override
    public void onEvent(final RawBatch record, final long timestamp, final WatermarkOutput output) {
        final boolean carriesTime = record.topic().equals(Topics.BOOK_TOP) || record.topic().equals(Topics.TRADES);
        timed |= carriesTime;
        untimed |= !carriesTime;
        if (carriesTime) {
            newestMillis = Math.max(newestMillis, record.timestampMillis());
        }
    }

    @Override
    public void onPeriodicEmit(final WatermarkOutput output) {
        if (timed) {
            output.emitWatermark(new Watermark(newestMillis - latenessMillis - 1));
        } else if (untimed) {
            output.markIdle();
        }
    }
}
