package io.depthstream.jobs.cold;

import io.depthstream.jobs.source.RawBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * One subtask of a cold sink: fills batches, hands them to the sender, waits where the limit of batches is reached, and
 * lets a checkpoint pass only when the store has confirmed everything before it.
 *
 * <p>Nothing is dropped and no batch is given up: while the store is away the task waits, and with it this job alone.
 * The task's thread.
 */
final class ColdWriter implements SinkWriter<RawBatch> {

    /** How often a waiting task looks after the sender. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** How long closing waits for the sender's thread. */
    private static final long CLOSE_MILLIS = 2_000;

    private final ColdStore store;
    private final ColdLimits limits;
    private final DeadLetters deadLetters;
    private final ProcessingTimeService timers;
    private final ColdCounters counters = new ColdCounters();
    private final BatchQueue queue;
    private final StoreAlert alert;
    private final StoreSender sender;
    private final Thread thread;

    private ColdBatch batch;
    private final List<RawBatch> records = new ArrayList<>();
    /** Counts batches, so that a timer set for one that has gone does nothing. */
    private long generation;

    /**
     * Starts the sender; doesn't wait for the store.
     *
     * @param name   of store and subtask, for logs and alerts
     * @param timers tells when a batch has waited long enough
     */
    ColdWriter(
            final String name,
            final ColdStore store,
            final ColdLimits limits,
            final DeadLetters deadLetters,
            final ProcessingTimeService timers) {
        this.store = store;
        this.limits = limits;
        this.deadLetters = deadLetters;
        this.timers = timers;
        queue = new BatchQueue(limits);
        alert = new StoreAlert(name, limits.alertAfterMillis(), queue);
        sender = new StoreSender(name, store, limits, queue, deadLetters, counters, alert);
        batch = store.newBatch();
        thread = new Thread(sender, "cold-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void write(final RawBatch record, final Context context) throws IOException, InterruptedException {
        if (record.malformed()) {
            park(record, record.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "a record without a usable key or value at " + record.position());
            return;
        }
        final int before = batch.rows();
        try {
            batch.add(record);
        } catch (final UnusableRecordException unusable) {
            park(record, unusable.reason(), unusable.getMessage());
            return;
        }
        if (batch.rows() == before) {
            return;
        }
        records.add(record);
        if (batch.rows() >= limits.batchRows() || batch.bytes() >= limits.batchBytes()) {
            handOver();
        } else if (records.size() == 1) {
            handOverLater();
        }
    }

    @Override
    public void flush(final boolean endOfInput) throws IOException, InterruptedException {
        handOver();
        while (!queue.drained(LOOK_NANOS)) {
            lookAfterSender();
        }
        deadLetters.flush();
    }

    @Override
    public void close() throws InterruptedException {
        queue.close();
        store.abort();
        thread.interrupt();
        thread.join(CLOSE_MILLIS);
        deadLetters.close();
    }

    /** What has been counted so far. */
    ColdCounters counters() {
        return counters;
    }

    /** Batches held that are not confirmed. */
    int waitingBatches() {
        return queue.size();
    }

    /** Whether the store has confirmed nothing for too long. */
    boolean storeDown() {
        return alert.raised();
    }

    private void park(final RawBatch record, final String reason, final String message) {
        counters.deadLetters.increment();
        deadLetters.park(record, reason, message);
    }

    private void handOver() throws IOException, InterruptedException {
        if (records.isEmpty()) {
            return;
        }
        final PendingBatch full = new PendingBatch(batch, List.copyOf(records), System.nanoTime());
        while (!queue.offer(full, LOOK_NANOS)) {
            lookAfterSender();
        }
        batch = store.newBatch();
        records.clear();
        generation++;
    }

    private void handOverLater() {
        final long waiting = generation;
        timers.registerTimer(timers.getCurrentProcessingTime() + limits.lingerMillis(), time -> {
            if (generation == waiting) {
                handOver();
            }
        });
    }

    private void lookAfterSender() throws IOException {
        if (sender.failure() != null) {
            throw new IOException("the sender to the store has ended", sender.failure());
        }
        if (!thread.isAlive()) {
            throw new IOException("the sender to the store has ended");
        }
        sender.abortIfStuck();
        alert.look();
    }
}
