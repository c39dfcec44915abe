package io.depthstream.jobs.hot;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once when a hot store has answered nothing for too long though something waits for it, and once when it does again:
 * an ERROR line that begins with {@code ALERT}, and the gauge {@code hotStoreDown}. The draining thread looks; any thread
 * may read.
 */
final class HotAlert {

    private static final Logger LOG = LoggerFactory.getLogger(HotAlert.class);

    private final String store;
    private final long afterNanos;
    private long fineNanos;
    private long raisedSinceNanos;
    private volatile boolean raised;

    /** Not raised; the time begins now. */
    HotAlert(final String store, final long afterMillis, final long nowNanos) {
        this.store = store;
        afterNanos = TimeUnit.MILLISECONDS.toNanos(afterMillis);
        fineNanos = nowNanos;
    }

    /** The store has taken or refused something. */
    void answered(final long nowNanos) {
        fineNanos = nowNanos;
    }

    /**
     * Looks whether to raise or to clear.
     *
     * @param waiting whether there is no connection, or anything to send or to be answered
     * @param error   what went wrong last, for the text
     */
    void look(final boolean waiting, final long nowNanos, final String error) {
        if (!waiting) {
            fineNanos = nowNanos;
        }
        final boolean late = nowNanos - fineNanos > afterNanos;
        if (late && !raised) {
            raised = true;
            raisedSinceNanos = fineNanos;
            LOG.error("ALERT: {} has answered nothing for {} s ({}): its readers see old states; the newest of each symbol waits in"
                    + " memory, the job goes on", store, TimeUnit.NANOSECONDS.toSeconds(nowNanos - fineNanos),
                    error.isEmpty() ? "no error seen" : error);
        } else if (!late && raised) {
            raised = false;
            LOG.warn("alert over: {} answers again after {} s", store, TimeUnit.NANOSECONDS.toSeconds(nowNanos - raisedSinceNanos));
        }
    }

    /** Whether the alert is raised. */
    boolean raised() {
        return raised;
    }
}
