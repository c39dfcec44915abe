package io.depthstream.jobs.cold;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once when a store has confirmed nothing of what waits for too long, and once when it does again.
 *
 * <p>An ERROR line that begins with {@code ALERT} and the gauge {@code storeDown}; both go by the age of the oldest batch
 * that is not confirmed, so a store that is up and does nothing is told as well as one that is gone. Any thread.
 */
final class StoreAlert {

    private static final Logger LOG = LoggerFactory.getLogger(StoreAlert.class);

    private final String store;
    private final long afterNanos;
    private final BatchQueue queue;
    private volatile String lastError = "no error seen";
    private volatile boolean raised;
    private long raisedSinceNanos;

    StoreAlert(final String store, final long afterMillis, final BatchQueue queue) {
        this.store = store;
        this.afterNanos = TimeUnit.MILLISECONDS.toNanos(afterMillis);
        this.queue = queue;
    }

    /** Remembers why the connection was lost, for the alert's text. */
    void failed(final Exception why) {
        lastError = String.valueOf(why.getMessage());
    }

    /** Looks whether to raise or to clear. */
    synchronized void look() {
        final long now = System.nanoTime();
        final long since = queue.oldestSinceNanos(now);
        final boolean late = now - since > afterNanos;
        if (late && !raised) {
            raised = true;
            raisedSinceNanos = since;
            LOG.error("ALERT: {} has confirmed nothing for {} s ({}): {} batches wait in memory and the topics' readers of"
                    + " this job stand still; nothing is lost, start the store again or look why it is slow",
                    store, TimeUnit.NANOSECONDS.toSeconds(now - since), lastError, queue.size());
        } else if (!late && raised) {
            raised = false;
            LOG.warn("alert over: {} confirms again after {} s",
                    store, TimeUnit.NANOSECONDS.toSeconds(now - raisedSinceNanos));
        }
    }

    /** Whether the alert is raised now. */
    boolean raised() {
        look();
        return raised;
    }
}
