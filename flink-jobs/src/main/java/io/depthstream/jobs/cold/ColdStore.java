package io.depthstream.jobs.cold;

import java.io.IOException;

/**
 * One subtask's connection to a cold store; implement this and give {@link ColdSink} a factory of it to plug a store in.
 *
 * <p><b>What the base does.</b> {@link ColdWriter} fills batches from {@link #newBatch()} and hands each over when it has
 * its rows, its bytes or its time ({@link ColdLimits}). One sender thread calls {@link #open}, {@link #send} and
 * {@link #confirm}, in that order, and keeps every batch in memory until it is confirmed. Whatever throws an
 * {@link IOException} costs the connection: {@link #close}, a pause that doubles, {@link #open}, and every batch not yet
 * confirmed is sent again, in order. A checkpoint completes only after a {@link #confirm} of all that came before it.
 *
 * <p><b>What a store must do.</b> Taking the same rows again must change nothing: rows come again after an outage, after
 * a failure of the job, and while a refused row is looked for. A store that answers, but not with yes, throws
 * {@link RefusedBatchException} from {@code send} or {@code confirm}; the base then sends what is not confirmed in ever
 * smaller parts until the record that is refused stands alone, and parks that record.
 *
 * <p>Time-outs are the store's own; one that cannot bound a call (a blocked socket write) ends it in {@link #abort}, which
 * the base calls when a call has taken {@link ColdLimits#callTimeoutMillis()}.
 */
public interface ColdStore extends AutoCloseable {

    /** An empty batch. Called by the task's thread as well as the sender's; must not need the connection. */
    ColdBatch newBatch();

    /**
     * Connects.
     *
     * @throws IOException when the store can't be reached or refuses the connection; tried again after a pause
     */
    void open() throws IOException;

    /**
     * Sends a batch; need not wait until the store has it.
     *
     * @throws RefusedBatchException when the store answers that it does not take it
     * @throws IOException           when the connection is lost or the store silent for too long
     */
    void send(ColdBatch batch) throws IOException;

    /**
     * Returns when the store holds everything sent since the last call (or since {@link #open}).
     *
     * @throws RefusedBatchException when the store says that it did not take some of it
     * @throws IOException           when the connection is lost or the store silent for too long
     */
    void confirm() throws IOException;

    /** Makes a call that hangs in another thread fail soon. Any thread; nothing to do where each call has its limit. */
    default void abort() {}

    /** Drops the connection where there is one; {@link #open} may follow. Never throws. */
    @Override
    void close();
}
