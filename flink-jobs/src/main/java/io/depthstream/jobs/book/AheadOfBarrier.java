package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.BookStore;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.clock.Clock;

/**
 * Has changed symbols written shortly before a barrier, so that the barrier finds fewer of them (docs/decisions/0100, 0103):
 * wherever the task would wait, and from half of that time on between its records, too, but then those alone that had changed when
 * it began, and only if the task did wait before the barrier before: one that never waits would write nearly all of them twice.
 *
 * <p>The task takes one mail between two records: if no record came since this one sent its last mail, the
 * task has nothing else to do. Belongs to the task's thread; one mail is under way at most.
 */
final class AheadOfBarrier {
    /** A task that waited more often than this does wait: before the first mail no record can come. */
    private static final int WAITS = 4;

    private final BookStore store;
    private final MailboxExecutor mailbox;
    private final Clock clock;
    private final BarrierForecast forecast = new BarrierForecast();
    private boolean mailed;
    private int waited;
    private boolean waitedBefore;
    private long records;
    private long recordsAtMail;

    AheadOfBarrier(final BookStore store, final MailboxExecutor mailbox, final Clock clock) {
        this.store = store;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** Notes that a record came. */
    void record() {
        records++;
    }

    /** Notes a barrier, in nanoseconds of the clock. */
    void barrier(final long nanos) {
        forecast.barrier(nanos);
        waitedBefore = waited > WAITS;
        waited = 0;
    }

    /** Begins if the barrier is near; to be called now and then. */
    void look() {
        if (!mailed && forecast.near(clock.relativeTimeNanos())) {
            mailed = true;
            recordsAtMail = records;
            mailbox.execute(this::write, "write some of what changed ahead of the barrier");
        }
    }

    private void write() throws Exception {
        mailed = false;
        final long now = clock.relativeTimeNanos();
        final boolean waits = records == recordsAtMail;
        waited += waits ? 1 : 0;
        final boolean writes = waits || waitedBefore && forecast.nearer(now);
        if (!writes || store.flushSome(waits && forecast.nearest(now))) {
            look();
        }
    }
}
