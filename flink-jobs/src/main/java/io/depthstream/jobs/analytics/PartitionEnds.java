package io.depthstream.jobs.analytics;

import java.io.Serializable;

/** Says where the partitions of the topics end at the moment; asked from the task's thread, so it must not wait. */
public interface PartitionEnds extends AutoCloseable {

    /** End offset of a partition as last known, or -1. */
    long end(String topic, int partition);

    @Override
    void close();

    /** Makes one for a subtask. */
    @FunctionalInterface
    interface Factory extends Serializable {

        /** Opens one. */
        PartitionEnds open();
    }

    /** Knows nothing: for inputs that are not Kafka. */
    static Factory unknown() {
        return Unknown::new;
    }

    /** The one that knows nothing. */
    final class Unknown implements PartitionEnds {

        @Override
        public long end(final String topic, final int partition) {
            return -1;
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
