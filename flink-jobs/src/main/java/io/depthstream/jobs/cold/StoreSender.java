package io.depthstream.jobs.cold;

import io.depthstream.jobs.source.RawBatch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that talks to the store: opens, sends, confirms, and begins again when the connection is lost.
 *
 * <p>Ends when the queue is closed, or by an error that is not the store's; that one is kept for the task to throw.
 */
final class StoreSender implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreSender.class);
    private static final String REFUSED = "store-refused";

    private final String name;
    private final ColdStore store;
    private final ColdLimits limits;
    private final BatchQueue queue;
    private final DeadLetters deadLetters;
    private final ColdCounters counters;
    private final StoreAlert alert;

    private long pauseMillis;
    private boolean open;
    private volatile long callSinceNanos;
    private volatile boolean calling;
    private volatile Throwable failure;

    StoreSender(
            final String name,
            final ColdStore store,
            final ColdLimits limits,
            final BatchQueue queue,
            final DeadLetters deadLetters,
            final ColdCounters counters,
            final StoreAlert alert) {
        this.name = name;
        this.store = store;
        this.limits = limits;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.counters = counters;
        this.alert = alert;
        this.pauseMillis = limits.firstPauseMillis();
    }

    @Override
    public void run() {
        try {
            BatchQueue.Step step = queue.nextStep();
            while (step != BatchQueue.Step.CLOSE) {
                take(step);
                step = queue.nextStep();
            }
        } catch (final InterruptedException closing) {
            LOG.debug("sender of {} interrupted while closing", name);
        } catch (final RuntimeException | Error unexpected) {
            failure = unexpected;
        } finally {
            counters.connected = false;
            store.close();
        }
    }

    /** The error that ended the sender, or null. */
    Throwable failure() {
        return failure;
    }

    /** Aborts the call that the sender is in when it takes too long. Any thread. */
    void abortIfStuck() {
        if (calling && System.nanoTime() - callSinceNanos > TimeUnit.MILLISECONDS.toNanos(limits.callTimeoutMillis())) {
            counters.abortedCalls.increment();
            callSinceNanos = System.nanoTime();
            store.abort();
        }
    }

    private void take(final BatchQueue.Step step) throws InterruptedException {
        try {
            begin();
            if (!open) {
                store.open();
                open = true;
                counters.connected = true;
                LOG.info("{} connected", name);
            }
            if (step == BatchQueue.Step.SEND) {
                send(queue.nextToSend());
            } else {
                confirm();
            }
        } catch (final RefusedBatchException refused) {
            isolate(refused);
        } catch (final IOException lost) {
            lost(lost);
        } finally {
            calling = false;
        }
    }

    private void send(final PendingBatch next) throws IOException {
        // Counted before it is sent: a refusal is about this batch too.
        queue.sent();
        store.send(next.batch());
        counters.sentBatches.increment();
    }

    private void confirm() throws IOException {
        final List<PendingBatch> asked = queue.unconfirmed();
        store.confirm();
        kept(asked);
    }

    private void kept(final List<PendingBatch> batches) {
        for (final PendingBatch batch : batches) {
            counters.confirmedRows.add(batch.batch().rows());
            counters.confirmedBatches.increment();
        }
        pauseMillis = limits.firstPauseMillis();
        queue.confirmed(batches.size());
        alert.look();
    }

    /** Some batch that is not confirmed is refused: each by itself, and in halves, until the refused record is alone. */
    private void isolate(final RefusedBatchException refused) throws InterruptedException {
        counters.refusedBatches.increment();
        LOG.warn("WARN: {} refuses a batch ({}): looking for the record", name, refused.getMessage());
        try {
            for (final PendingBatch batch : queue.unconfirmed()) {
                isolate(batch.records());
                kept(List.of(batch));
            }
        } catch (final IOException lost) {
            lost(lost);
        }
    }

    private void isolate(final List<RawBatch> records) throws IOException {
        final ColdBatch part = store.newBatch();
        try {
            for (final RawBatch record : records) {
                part.add(record);
            }
            begin();
            store.send(part);
            store.confirm();
        } catch (final RefusedBatchException refused) {
            if (records.size() == 1) {
                counters.deadLetters.increment();
                deadLetters.park(records.get(0), REFUSED, refused.getMessage());
            } else {
                final int half = records.size() / 2;
                isolate(records.subList(0, half));
                isolate(records.subList(half, records.size()));
            }
        } catch (final UnusableRecordException changed) {
            throw new IllegalStateException("a record that was decoded once can't be decoded again", changed);
        }
    }

    private void lost(final IOException why) throws InterruptedException {
        calling = false;
        alert.failed(why);
        counters.lostConnections.increment();
        if (open || pauseMillis == limits.firstPauseMillis()) {
            LOG.warn("WARN: {} lost: {}; {} batches wait, trying again", name, why.getMessage(), queue.size());
        }
        open = false;
        counters.connected = false;
        store.close();
        queue.lost();
        alert.look();
        queue.closedWithin(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        pauseMillis = Math.min(limits.longestPauseMillis(), pauseMillis * 2);
    }

    private void begin() {
        callSinceNanos = System.nanoTime();
        calling = true;
    }
}
