package io.depthstream.jobs.cold;

import io.depthstream.jobs.source.RawBatch;

/**
 * Rows of a store on their way, filled record by record and sent as one. The store chooses the form, such as columns.
 *
 * <p>Filled by the task's thread, sent by the sender's; never by both at once.
 */
public interface ColdBatch {

    /**
     * Decodes a record and appends its rows: all of them, or none when it throws.
     *
     * @param record sound record ({@link RawBatch#malformed()} is false)
     * @throws UnusableRecordException when the record can't become rows; it is parked as a dead letter
     */
    void add(RawBatch record) throws UnusableRecordException;

    /** Rows appended so far. */
    int rows();

    /** Memory that the rows take, roughly, in bytes. */
    long bytes();
}
