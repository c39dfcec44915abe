package io.depthstream.ingest.feed;

import io.depthstream.schemas.KeyGroups;
import java.util.Arrays;

/**
 * Sends finished batches to the raw topic: key the symbol, partition by Flink's key-group arithmetic, so that the book
 * job may read without a shuffle.
 *
 * <p>One thread. A symbol's partition is reckoned once and kept.
 */
public final class BatchPublisher implements BatchSink {
    private final RecordSender sender;
    private final SymbolDirectory directory;
    private final FeedHandlerCounters counters;
    private final String topic;
    private final int partitions;
    private final int maxParallelism;
    private Integer[] partitionById = new Integer[1024];

    /**
     * A publisher to one topic.
     *
     * @param partitions     how many the topic has
     * @param maxParallelism Flink's, of the job that reads the topic
     */
    BatchPublisher(
            final RecordSender sender,
            final SymbolDirectory directory,
            final FeedHandlerCounters counters,
            final String topic,
            final int partitions,
            final int maxParallelism) {
        this.sender = sender;
        this.directory = directory;
        this.counters = counters;
        this.topic = topic;
        this.partitions = partitions;
        this.maxParallelism = maxParallelism;
    }

    @Override
    public void accept(final int symbolId, final byte[] value) {
        counters.onBatch(value.length);
        sender.send(topic, partition(symbolId), directory.key(symbolId), value);
    }

    private Integer partition(final int symbolId) {
        if (symbolId >= partitionById.length) {
            partitionById = Arrays.copyOf(partitionById, Math.max(symbolId + 1, 2 * partitionById.length));
        }
        Integer partition = partitionById[symbolId];
        if (partition == null) {
            partition = KeyGroups.partition(directory.symbol(symbolId), topic, partitions, maxParallelism);
            partitionById[symbolId] = partition;
        }
        return partition;
    }
}
