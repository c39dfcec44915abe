package io.depthstream.jobs.analytics;

import io.depthstream.jobs.sink.PublishedRecord;

/** Where the operator's records go, in order. */
@FunctionalInterface
public interface RecordOutput {

    /** Takes one record. */
    void publish(PublishedRecord record);
}
