package io.depthstream.jobs.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.book.BookTopics;
import io.depthstream.jobs.config.AnalyticsJobConfig;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import io.depthstream.schemas.Topics;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/** The running job, its topics read at different speeds by different tasks, and one operator alone agree record by record. */
class AnalyticsJobIT {

    private static final Map<String, List<RawBatch>> TOPICS = new ConcurrentHashMap<>();
    /** Longer than the hour: the topics are read without regard to each other. */
    private static final long LATENESS_MILLIS = 7_200_000;

    @Test
    void shouldAgreeWithAnOperatorAloneRecordByRecord() throws Exception {
        final List<RawBatch> records = BookTopics.lobsterHour();
        final AnalyticsJobConfig config = AnalyticsJobConfig.of(Map.of(
                "alerts.staleFeedMillis", "0", "alerts.skewFactor", "0", "source.pendingEvents", "4194304"));
        final List<String> expected = new ArrayList<>();
        try (AnalyticsRun run = AnalyticsRun.fresh(config.analytics()).feed(records).finish()) {
            run.output().forEach(record -> expected.add(text(record)));
        }
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(
                new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        env.setParallelism(1);
        DataStream<RawBatch> all = null;
        for (final String topic : AnalyticsJob.TOPICS) {
            final List<RawBatch> ofTopic = records.stream().filter(record -> record.topic().equals(topic)).toList();
            if (!ofTopic.isEmpty()) {
                TOPICS.put(topic, ofTopic);
                final DataStream<RawBatch> stream = env
                        .fromSource(new NumberSequenceSource(0, ofTopic.size() - 1L), WatermarkStrategy.noWatermarks(), topic)
                        .map(index -> TOPICS.get(topic).get(index.intValue())).returns(RawBatchTypeInfo.INSTANCE)
                        .assignTimestampsAndWatermarks(MarketWatermarks.strategy(LATENESS_MILLIS, LATENESS_MILLIS));
                all = all == null ? stream : all.union(stream);
            }
        }
        final List<String> got = new ArrayList<>();
        try (CloseableIterator<PublishedRecord> output =
                new AnalyticsJob(config, null, null, PartitionEnds.unknown()).attach(all).executeAndCollect("analytics")) {
            output.forEachRemaining(record -> {
                if (!record.topic().equals(Topics.LEADERS)) {
                    got.add(text(record));
                }
            });
        }
        assertTrue(expected.size() > 50_000, "records " + expected.size());
        assertEquals(expected.size(), got.size());
        assertEquals(expected, got);
    }

    private static String text(final PublishedRecord record) {
        return record.topic() + " " + record.timestampNanos() + " " + HexFormat.of().formatHex(record.value());
    }
}
