package io.depthstream.jobs.hot;

import java.util.List;

/** Sums up the replies to the calls that one batch was split into; the last one answers the batch. Any thread. */
final class BatchAnswers {

    private final HotBatch batch;
    private final Runnable answered;
    private int awaited;
    private BatchReply sum = BatchReply.NONE;
    private Throwable firstError;

    /** Waits for so many replies. */
    BatchAnswers(final HotBatch batch, final int calls, final Runnable answered) {
        this.batch = batch;
        this.awaited = calls;
        this.answered = answered;
    }

    /** Takes the reply to a call for so many symbols, or its error. */
    void take(final List<Object> reply, final int symbols, final Throwable error) {
        synchronized (this) {
            try {
                if (error != null) {
                    throw error;
                }
                sum = sum.plus(PublishScript.reply(reply, symbols));
            } catch (final Throwable failed) {
                firstError = firstError == null ? failed : firstError;
            }
            if (--awaited > 0) {
                return;
            }
            batch.answer(firstError == null ? sum : null, firstError);
        }
        answered.run();
    }
}
