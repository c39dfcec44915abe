package io.depthstream.jobs.analytics;

import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.jobs.config.BarPublishing;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.sink.PublishedRecordTypeInfo;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.KeyGroups;
import io.depthstream.schemas.codec.Records;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.SharedStateRegistry;
import org.apache.flink.runtime.state.SharedStateRegistryImpl;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One life of the symbols' operator (one subtask) in Flink's operator harness, from a snapshot or from nothing. */
final class AnalyticsRun implements AutoCloseable {

    static final int MAX_PARALLELISM = KeyGroups.DEFAULT_MAX_PARALLELISM;
    static final AnalyticsConfig CONFIG = AnalyticsConfig.defaults().withBars(List.of(1_000_000_000L), BarPublishing.ACTIVE);

    private static final SharedStateRegistry SHARED = new SharedStateRegistryImpl();
    private static final AtomicLong CHECKPOINTS = new AtomicLong();

    private final KeyedOneInputStreamOperatorTestHarness<String, RawBatch, PublishedRecord> harness;
    private final AnalyticsOperator operator;

    private AnalyticsRun(
            final AnalyticsConfig config, final boolean rocks, final int parallelism, final int subtask,
            final OperatorSubtaskState from) throws Exception {
        operator = new AnalyticsOperator(config, true);
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                operator, RawBatch::symbol, Types.STRING, MAX_PARALLELISM, parallelism, subtask);
        harness.setStateBackend(rocks ? new EmbeddedRocksDBStateBackend(true) : new HashMapStateBackend());
        harness.setup(PublishedRecordTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl()));
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
    }

    static AnalyticsRun fresh() throws Exception {
        return new AnalyticsRun(CONFIG, false, 1, 0, null);
    }

    static AnalyticsRun fresh(final AnalyticsConfig config) throws Exception {
        return new AnalyticsRun(config, false, 1, 0, null);
    }

    static AnalyticsRun from(final OperatorSubtaskState snapshot, final AnalyticsConfig config) throws Exception {
        return new AnalyticsRun(config, false, 1, 0, snapshot);
    }

    static AnalyticsRun rescaled(
            final OperatorSubtaskState snapshot, final AnalyticsConfig config, final boolean rocks, final int before,
            final int parallelism, final int subtask) throws Exception {
        final OperatorSubtaskState share = snapshot == null ? null
                : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        snapshot, MAX_PARALLELISM, before, parallelism, subtask);
        return new AnalyticsRun(config, rocks, parallelism, subtask, share);
    }

    static OperatorSubtaskState merge(final OperatorSubtaskState... snapshots) throws Exception {
        return AbstractStreamOperatorTestHarness.repackageState(snapshots);
    }

    AnalyticsRun feed(final RawBatch... records) throws Exception {
        return feed(List.of(records));
    }

    AnalyticsRun feed(final List<RawBatch> records) throws Exception {
        for (final RawBatch record : records) {
            harness.processElement(new StreamRecord<>(record));
        }
        return this;
    }

    /** Event time is complete up to so many milliseconds after {@link Market#START}. */
    AnalyticsRun complete(final long millis) throws Exception {
        return watermark(Market.nanos(millis) / Market.MILLI - 1);
    }

    AnalyticsRun watermark(final long millis) throws Exception {
        harness.processWatermark(new Watermark(millis));
        return this;
    }

    AnalyticsRun finish() throws Exception {
        harness.processWatermark(new Watermark(Long.MAX_VALUE));
        operator.finish();
        return this;
    }

    AnalyticsRun pass(final long millis) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + millis);
        return this;
    }

    OperatorSubtaskState snapshot() throws Exception {
        final long id = CHECKPOINTS.incrementAndGet();
        final OperatorSubtaskState snapshot = harness.snapshot(id, 0L);
        snapshot.registerSharedStates(SHARED, id);
        harness.notifyOfCompletedCheckpoint(id);
        return snapshot;
    }

    List<PublishedRecord> output() {
        return harness.extractOutputValues();
    }

    List<PublishedRecord> late() {
        return values(harness.getSideOutput(AnalyticsOperator.LATE));
    }

    List<MarketPulse> pulses() {
        return values(harness.getSideOutput(AnalyticsOperator.PULSES));
    }

    private static <T> List<T> values(final Iterable<StreamRecord<T>> records) {
        final List<T> values = new ArrayList<>();
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }

    <T extends SpecificRecord> List<T> output(final String topic, final Class<T> type) {
        return decode(output(), topic, type);
    }

    static <T extends SpecificRecord> List<T> decode(
            final List<PublishedRecord> records, final String topic, final Class<T> type) {
        final List<T> decoded = new ArrayList<>();
        for (final PublishedRecord record : records) {
            if (record.topic().equals(topic)) {
                decoded.add(Records.decode(type, record.value()));
            }
        }
        return decoded;
    }

    AnalyticsTotals totals() {
        return operator.getRuntimeContext().<AnalyticsTotals, AnalyticsTotals>getAccumulator(AnalyticsTotals.NAME)
                .getLocalValue();
    }

    @Override
    public void close() throws IOException {
        try {
            harness.close();
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } catch (final Exception failed) {
            throw new IOException("the operator did not close", failed);
        }
    }
}
