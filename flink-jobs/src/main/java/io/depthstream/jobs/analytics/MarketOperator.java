package io.depthstream.jobs.analytics;

import io.depthstream.jobs.analytics.state.StateWriter;
import io.depthstream.jobs.book.state.StateBytesSerializer;
import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.jobs.sink.PublishedRecord;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Looks at the whole market: lists of leaders by the second, and the two alerts that concern the feed. Runs once, with
 * parallelism 1: it gets a record a symbol and second, not the events. In keyed state each symbol has its own small value,
 * written at a barrier if it changed.
 */
public final class MarketOperator extends AbstractStreamOperator<PublishedRecord>
        implements OneInputStreamOperator<MarketPulse, PublishedRecord> {

    private static final long serialVersionUID = 1L;

    /** Name of the leaders' state; part of every savepoint. */
    static final String LEADER_STATE = "leaders";

    /** Name of the feed alerts' state; part of every savepoint. */
    static final String FEED_STATE = "feed-alerts";

    /** How often the feed is looked at, processing time. */
    static final long TICK_MILLIS = 100;

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final ValueStateDescriptor<byte[]> LEADERS =
            new ValueStateDescriptor<>(LEADER_STATE, StateBytesSerializer.INSTANCE);
    private static final ListStateDescriptor<byte[]> FEED =
            new ListStateDescriptor<>(FEED_STATE, StateBytesSerializer.INSTANCE);

    private final AnalyticsConfig config;
    private final PartitionEnds.Factory endsFactory;

    private transient LeaderBoard leaders;
    private transient FeedWatch feed;
    private transient PartitionEnds ends;
    private transient ValueState<byte[]> leaderState;
    private transient ListState<byte[]> feedState;
    private transient StateWriter writer;
    private transient boolean told;
    private transient boolean quiet;

    /** An operator with the given limits; {@code ends} says where partitions end. */
    public MarketOperator(final AnalyticsConfig config, final PartitionEnds.Factory ends) {
        this.config = config;
        this.endsFactory = ends;
    }

    @Override
    public void initializeState(final StateInitializationContext context) throws Exception {
        super.initializeState(context);
        final StreamRecord<PublishedRecord> carrier = new StreamRecord<>(null);
        final RecordOutput records = record -> output.collect(carrier.replace(record));
        writer = new StateWriter();
        leaders = new LeaderBoard(config.leaders(), records);
        ends = endsFactory.open();
        feed = new FeedWatch(config.alerts(), ends, records);
        final KeyedStateBackend<String> backend = getKeyedStateBackend();
        leaderState = backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, LEADERS);
        feedState = context.getOperatorStateStore().getListState(FEED);
        if (context.isRestored()) {
            backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, LEADERS,
                    (symbol, state) -> leaders.restore(symbol, state.value()));
            for (final byte[] value : feedState.get()) {
                feed.load(value);
            }
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        armTimer();
    }

    @Override
    @SuppressWarnings("rawtypes") // the superclass declares it raw
    public void setKeyContextElement1(final StreamRecord record) {
        // The snapshot sets the key of each symbol it writes.
    }

    @Override
    public void processElement(final StreamRecord<MarketPulse> element) {
        final MarketPulse pulse = element.getValue();
        if (pulse.kind() == MarketPulse.Kind.SECOND) {
            leaders.second(pulse);
        } else {
            feed.position(pulse);
            told = true;
        }
    }

    @Override
    public void processWatermark(final Watermark mark) throws Exception {
        final boolean all = mark.getTimestamp() >= Long.MAX_VALUE / NANOS_PER_MILLI - 1;
        leaders.complete(all ? Long.MAX_VALUE : (mark.getTimestamp() + 1) * NANOS_PER_MILLI);
        super.processWatermark(mark);
    }

    @Override
    public void snapshotState(final StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (final LeaderBoard.Entry entry : leaders.takeChanged()) {
            this.<String>getKeyedStateBackend().setCurrentKey(entry.symbol);
            leaderState.update(LeaderBoard.write(entry, writer));
        }
        feedState.clear();
        feedState.add(feed.save());
    }

    @Override
    public void close() throws Exception {
        if (ends != null) {
            ends.close();
        }
        super.close();
    }

    private void armTimer() {
        getProcessingTimeService().registerTimer(
                getProcessingTimeService().getCurrentProcessingTime() + TICK_MILLIS, this::onTick);
    }

    /** A tick without news waits for one more, so that a position on its way is not taken for silence. */
    private void onTick(final long time) {
        if (told || quiet) {
            feed.look(told ? feed.toldNanos()
                    : getProcessingTimeService().getCurrentProcessingTime() * NANOS_PER_MILLI);
        }
        quiet = !told;
        told = false;
        armTimer();
    }
}
