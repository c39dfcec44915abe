package io.depthstream.jobs.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.sink.PublishedRecordTypeInfo;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Alert;
import io.depthstream.schemas.avro.AlertKind;
import io.depthstream.schemas.avro.LeaderRanking;
import io.depthstream.schemas.avro.Leaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MarketOperatorTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Map<Integer, Long> ENDS = new ConcurrentHashMap<>();

    /** Ends that the test says. */
    private static final class SaidEnds implements PartitionEnds {
        @Override
        public long end(final String topic, final int partition) {
            return ENDS.getOrDefault(partition, -1L);
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, MarketPulse, PublishedRecord> open(
            final OperatorSubtaskState from) throws Exception {
        final KeyedOneInputStreamOperatorTestHarness<String, MarketPulse, PublishedRecord> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new MarketOperator(AnalyticsRun.CONFIG, SaidEnds::new), MarketPulse::name, Types.STRING);
        harness.setup(PublishedRecordTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl()));
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    private static StreamRecord<MarketPulse> second(
            final String symbol, final long end, final long session, final long second, final long last, final long open) {
        return new StreamRecord<>(MarketPulse.second(symbol, "XNAS", "S1", end * SECOND, session, second, last, open, 4));
    }

    private static StreamRecord<MarketPulse> position(
            final int partition, final long offset, final long newestMillis, final long clockMillis) {
        return new StreamRecord<>(MarketPulse.partition(
                Topics.BOOK_TOP, partition, "XNAS", "S1", offset, newestMillis * 1_000_000, clockMillis * 1_000_000));
    }

    private static Leaders leaders(final List<PublishedRecord> records, final LeaderRanking ranking, final long end) {
        return AnalyticsRun.decode(records, Topics.LEADERS, Leaders.class).stream()
                .filter(list -> list.getRanking() == ranking && list.getEndNanos() == end * SECOND)
                .findFirst().orElseThrow();
    }

    @Test
    void shouldRankSymbolsThatDidNothingThisSecondToo() throws Exception {
        try (var harness = open(null)) {
            harness.processElement(second("B", 1, 500, 500, 110, 100));
            harness.processElement(second("A", 1, 500, 500, 90, 100));
            harness.processElement(second("C", 2, 40, 40, 101, 100));
            harness.processWatermark(new Watermark(999));
            final OperatorSubtaskState snapshot = harness.snapshot(1, 0);
            assertEquals(List.of("A", "B"),
                    leaders(harness.extractOutputValues(), LeaderRanking.MOST_ACTIVE, 1).getSymbols(), "ties by symbol");
            try (var restored = open(snapshot)) {
                restored.processWatermark(new Watermark(1_999));
                final List<PublishedRecord> records = restored.extractOutputValues();
                assertEquals(List.of("A", "B", "C"), leaders(records, LeaderRanking.MOST_ACTIVE, 2).getSymbols());
                assertEquals(List.of("C"), leaders(records, LeaderRanking.BUSIEST, 2).getSymbols());
                assertEquals(List.of("B", "C"), leaders(records, LeaderRanking.GAINERS, 2).getSymbols());
                assertEquals(List.of(0.1, 0.01), leaders(records, LeaderRanking.GAINERS, 2).getChanges());
                assertEquals(List.of("A"), leaders(records, LeaderRanking.LOSERS, 2).getSymbols());
            }
        }
    }

    @Test
    void shouldRaiseAStaleFeedAndClearItAcrossARestart() throws Exception {
        try (var harness = open(null)) {
            harness.setProcessingTime(1_000);
            harness.processElement(position(0, 10, 998, 1_000));
            harness.setProcessingTime(1_100);
            assertEquals(0, harness.extractOutputValues().size(), "2 ms behind is in time");
            harness.setProcessingTime(1_300);
            harness.setProcessingTime(1_500);
            final Alert raised = AnalyticsRun.decode(harness.extractOutputValues(), Topics.ALERTS, Alert.class).get(0);
            assertEquals(AlertKind.STALE_FEED, raised.getKind());
            assertEquals(5, raised.getLimit());
            assertTrue(raised.getObserved() > 5 && raised.getActive());
            assertEquals("XNAS S1 * ms", raised.getVenue() + ' ' + raised.getSession() + ' ' + raised.getSymbol() + ' '
                    + raised.getUnit());
            assertEquals(998_000_000L, raised.getVenueTimeNanos());
            try (var restored = open(harness.snapshot(1, 0))) {
                restored.setProcessingTime(2_000);
                restored.processElement(position(0, 20, 1_999, 2_000));
                restored.setProcessingTime(2_100);
                final List<Alert> alerts =
                        AnalyticsRun.decode(restored.extractOutputValues(), Topics.ALERTS, Alert.class);
                final Alert cleared = alerts.get(alerts.size() - 1);
                assertEquals(raised.getId(), cleared.getId());
                assertEquals(false, cleared.getActive());
            }
        }
    }

    @Test
    void shouldRaiseASkewWhenOnePartitionLagsTwiceTheMedian() throws Exception {
        ENDS.putAll(Map.of(0, 10_000L, 1, 10_000L, 2, 10_000L));
        try (var harness = open(null)) {
            harness.setProcessingTime(1_000);
            harness.processElement(position(0, 9_990, 1_000, 1_000));
            harness.processElement(position(1, 9_100, 1_000, 1_000));
            harness.processElement(position(2, 5_000, 1_000, 1_000));
            harness.setProcessingTime(1_100);
            final List<Alert> raised = AnalyticsRun.decode(harness.extractOutputValues(), Topics.ALERTS, Alert.class);
            assertEquals(1, raised.size());
            assertEquals(AlertKind.PARTITION_SKEW, raised.get(0).getKind());
            assertEquals(5_000, raised.get(0).getObserved());
            assertEquals(1_800, raised.get(0).getLimit());
            harness.processElement(position(2, 9_999, 1_200, 1_200));
            harness.setProcessingTime(1_200);
            final List<Alert> both = AnalyticsRun.decode(harness.extractOutputValues(), Topics.ALERTS, Alert.class);
            assertEquals(raised.get(0).getId(), both.get(1).getId());
            assertEquals(false, both.get(1).getActive());
        } finally {
            ENDS.clear();
        }
    }

    @Test
    void shouldSerialisePulses() throws Exception {
        final MarketPulse pulse = new MarketPulse(MarketPulse.Kind.PARTITION, "t", "XNAS", "S", -1, 2, 3, 4, 5, 6);
        final DataOutputSerializer out = new DataOutputSerializer(16);
        MarketPulseSerializer.INSTANCE.serialize(pulse, out);
        final DataOutputSerializer copy = new DataOutputSerializer(16);
        MarketPulseSerializer.INSTANCE.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);
        assertEquals(pulse, MarketPulseSerializer.INSTANCE.deserialize(new DataInputDeserializer(copy.getCopyOfBuffer())));
        assertTrue(MarketPulseSerializer.INSTANCE.snapshotConfiguration()
                .resolveSchemaCompatibility(new MarketPulseSerializerSnapshot()).isCompatibleAsIs());
    }
}
