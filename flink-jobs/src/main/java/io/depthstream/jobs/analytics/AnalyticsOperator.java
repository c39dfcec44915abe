package io.depthstream.jobs.analytics;

import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.sink.PublishedRecordTypeInfo;
import io.depthstream.jobs.source.RawBatch;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.clock.Clock;

/**
 * Turns the order-book job's records into analytics, keyed by symbol.
 *
 * <p>Symbols live in the operator's memory; keyed state is touched only at a barrier (docs/decisions/0030). Events wait
 * in their lanes until the watermark says that their time is complete, and are then taken in the venue's order, so it
 * does not matter how the topics were interleaved (docs/decisions/0060). Late events go to {@link #LATE}; what the whole
 * market's operator needs goes to {@link #PULSES}. Runs in the task's thread.
 */
public final class AnalyticsOperator extends AbstractStreamOperator<PublishedRecord>
        implements OneInputStreamOperator<RawBatch, PublishedRecord> {

    private static final long serialVersionUID = 1L;

    /** Side output of late events, records of {@code market.late}. */
    public static final OutputTag<PublishedRecord> LATE = new OutputTag<>("late", PublishedRecordTypeInfo.INSTANCE);

    /** Side output for {@link MarketOperator}. */
    public static final OutputTag<MarketPulse> PULSES = new OutputTag<>("pulses", MarketPulseTypeInfo.INSTANCE);

    /** How often, in processing time, positions are told and late events are looked for. */
    private static final long TICK_MILLIS = 100;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final AnalyticsConfig config;
    private final boolean metricsEnabled;

    private transient AnalyticsEngine engine;
    private transient AnalyticsStore store;
    private transient AnalyticsTotals totals;
    private transient AnalyticsMetrics analyticsMetrics;
    private transient ReadPositions positions;
    private transient Clock clock;

    /**
     * An operator that computes as configured.
     *
     * @param config         what to compute and how much to remember
     * @param metricsEnabled whether to register metrics with Flink; totals are kept either way
     */
    public AnalyticsOperator(final AnalyticsConfig config, final boolean metricsEnabled) {
        this.config = config;
        this.metricsEnabled = metricsEnabled;
    }

    @Override
    public void initializeState(final StateInitializationContext context) throws Exception {
        super.initializeState(context);
        totals = new AnalyticsTotals();
        final StreamRecord<PublishedRecord> carrier = new StreamRecord<>(null);
        final StreamRecord<PublishedRecord> lateCarrier = new StreamRecord<>(null);
        engine = new AnalyticsEngine(config,
                record -> output.collect(carrier.replace(record)),
                record -> output.collect(LATE, lateCarrier.replace(record)),
                this::pulse, totals);
        store = new AnalyticsStore(getKeyedStateBackend());
        if (context.isRestored()) {
            final int restored = store.restore(engine::open);
            engine.symbols().forEach(engine::restored);
            LOG.info("restored the analytics of {} symbols", restored);
        }
        engine.onChange(store::changed);
    }

    @Override
    public void open() throws Exception {
        super.open();
        clock = getProcessingTimeService().getClock();
        positions = new ReadPositions();
        analyticsMetrics = new AnalyticsMetrics();
        if (metricsEnabled) {
            analyticsMetrics.register(getMetricGroup(), totals);
        }
        getRuntimeContext().addAccumulator(AnalyticsTotals.NAME, totals);
        armTimer();
    }

    /** Does nothing: keyed state is not touched between barriers, so setting its key for each record would be waste. */
    @Override
    @SuppressWarnings("rawtypes") // the superclass declares it raw
    public void setKeyContextElement1(final StreamRecord record) {
        // The flush sets the key of each symbol it writes.
    }

    @Override
    public void processElement(final StreamRecord<RawBatch> element) {
        final RawBatch raw = element.getValue();
        engine.process(raw);
        if (!raw.malformed()) {
            positions.read(raw, engine.newestNanos());
        }
    }

    @Override
    public void processWatermark(final Watermark mark) throws Exception {
        final boolean endOfInput = mark.getTimestamp() >= Long.MAX_VALUE / NANOS_PER_MILLI - 1;
        engine.complete(endOfInput ? Long.MAX_VALUE
                : Math.max(engine.completeNanos(), (mark.getTimestamp() + 1) * NANOS_PER_MILLI));
        super.processWatermark(mark);
    }

    @Override
    public void snapshotState(final StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        final long begin = clock.relativeTimeNanos();
        store.flush();
        analyticsMetrics.flushed(store, clock.relativeTimeNanos() - begin);
        engine.measure();
    }

    @Override
    public void finish() throws Exception {
        // An idle partition holds up no watermark: its last records may come behind the last one.
        engine.complete(Long.MAX_VALUE);
        engine.measure();
        super.finish();
    }

    private void pulse(final MarketPulse pulse) {
        output.collect(PULSES, new StreamRecord<>(pulse));
    }

    private void armTimer() {
        getProcessingTimeService().registerTimer(
                getProcessingTimeService().getCurrentProcessingTime() + TICK_MILLIS, this::onTick);
    }

    /** Decides nothing about a symbol's records but when late ones are looked at. */
    private void onTick(final long time) {
        if (engine.completeNanos() != Long.MIN_VALUE && engine.completeNanos() != Long.MAX_VALUE) {
            engine.complete(engine.completeNanos());
        }
        positions.tell(this::pulse, engine.newestVenue(), engine.newestSession(),
                getProcessingTimeService().getCurrentProcessingTime() * NANOS_PER_MILLI);
        armTimer();
    }
}
