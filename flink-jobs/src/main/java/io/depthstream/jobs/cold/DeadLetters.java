package io.depthstream.jobs.cold;

import io.depthstream.jobs.source.RawBatch;
import java.io.IOException;
import java.io.Serializable;

/** Where a cold sink parks records it can't use. Any thread. After a failure a record may be parked again, the same. */
public interface DeadLetters extends AutoCloseable {

    /**
     * Parks a record; need not wait until it is kept.
     *
     * @param record  record with its bytes and position
     * @param reason  counted reason, short
     * @param message what was expected, what was seen
     */
    void park(RawBatch record, String reason, String message);

    /**
     * Returns when everything parked is kept.
     *
     * @throws IOException when it could not be
     */
    void flush() throws IOException;

    /** Ends without waiting for what was not flushed. */
    @Override
    void close();

    /** Makes each subtask's dead letters; travels with the job graph. */
    @FunctionalInterface
    interface Factory extends Serializable {

        /** Opens them. */
        DeadLetters open();
    }
}
