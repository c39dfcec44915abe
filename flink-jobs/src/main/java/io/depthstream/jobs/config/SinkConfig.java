package io.depthstream.jobs.config;

import java.io.Serializable;

/**
 * How the job writes its topics.
 *
 * @param delivery                 promise after a failure
 * @param transactionalIdPrefix    start of every transactional id
 * @param transactionTimeoutMillis when the broker aborts an open transaction
 * @param lingerMillis             how long the producer waits to fill a batch
 * @param batchBytes               largest batch of one partition
 * @param compression              compression of batches
 * @param ownThread                whether Kafka's blocking calls (flush, commit, metadata) are made by a thread of the sink's own
 */
public record SinkConfig(
        Delivery delivery,
        String transactionalIdPrefix,
        int transactionTimeoutMillis,
        int lingerMillis,
        int batchBytes,
        Compression compression,
        boolean ownThread)
        implements Serializable {

    /** The same for another sink of the job, whose transactions must not be this one's. */
    public SinkConfig forPart(final String part) {
        return new SinkConfig(delivery, transactionalIdPrefix + "-" + part, transactionTimeoutMillis, lingerMillis, batchBytes,
                compression, ownThread);
    }

    static SinkConfig read(final ConfigReader in) {
        return new SinkConfig(
                in.get(ConfigKeys.DELIVERY),
                in.get(ConfigKeys.TRANSACTIONAL_PREFIX),
                in.get(ConfigKeys.TRANSACTION_TIMEOUT),
                in.get(ConfigKeys.LINGER),
                in.get(ConfigKeys.BATCH_BYTES),
                in.get(ConfigKeys.COMPRESSION),
                in.get(ConfigKeys.SINK_OWN_THREAD));
    }
}
