package io.depthstream.jobs.cold;

import io.depthstream.jobs.source.RawBatch;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A Flink sink into a cold store: records as they lie in Kafka in, rows in the store, at least once in transport and once
 * by key.
 *
 * <p>It keeps no state: a checkpoint completes when the store has confirmed all rows of the records before it, so what
 * a failure makes come again is what the store may already have, and the store ignores that by key.
 */
public final class ColdSink implements Sink<RawBatch> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final ColdStoreFactory stores;
    private final DeadLetters.Factory deadLetters;
    private final ColdLimits limits;

    /**
     * A sink.
     *
     * @param name        of the store, for logs, alerts and threads, such as {@code kdb}
     * @param stores      makes each subtask's store
     * @param deadLetters makes each subtask's dead letters
     * @param limits      every limit
     */
    public ColdSink(
            final String name, final ColdStoreFactory stores, final DeadLetters.Factory deadLetters, final ColdLimits limits) {
        this.name = name;
        this.stores = stores;
        this.deadLetters = deadLetters;
        this.limits = limits;
    }

    @Override
    public SinkWriter<RawBatch> createWriter(final WriterInitContext context) {
        final String subtask = name + "-" + context.getTaskInfo().getIndexOfThisSubtask();
        final ColdWriter writer = new ColdWriter(
                subtask, stores.create(subtask), limits, deadLetters.open(), context.getProcessingTimeService());
        ColdMetrics.register(context.metricGroup(), writer);
        return writer;
    }
}
