package io.depthstream.jobs.book;

import io.depthstream.jobs.sink.PublishedRecord;

/** Where the operator's records go, in order; never blocks for long, never fails a single record. */
@FunctionalInterface
interface RecordOutput {

    /** Takes one record. */
    void publish(PublishedRecord record);
}
