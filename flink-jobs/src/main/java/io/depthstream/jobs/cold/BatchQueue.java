package io.depthstream.jobs.cold;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The batches between task and sender: first those sent and not confirmed, then those waiting, together at most a limit.
 *
 * <p>The task's thread offers and waits, the sender's takes the next step; both may call anything.
 */
final class BatchQueue {

    /** What the sender does next. */
    enum Step {
        /** Send {@link BatchQueue#nextToSend()}. */
        SEND,
        /** Confirm what has been sent. */
        CONFIRM,
        /** End. */
        CLOSE
    }

    private final int capacity;
    private final int confirmEvery;
    private final long idleNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<PendingBatch> batches = new ArrayDeque<>();
    private int sent;
    private boolean draining;
    private boolean closed;

    BatchQueue(final ColdLimits limits) {
        capacity = limits.inFlightBatches();
        confirmEvery = limits.confirmEvery();
        // What was sent while nothing follows is confirmed after the time a batch may linger: memory is then given back.
        idleNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(1, limits.lingerMillis()));
    }

    /** Adds a batch if there is room within the given time. */
    boolean offer(final PendingBatch batch, final long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = waitNanos;
            while (batches.size() >= capacity) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            batches.addLast(batch);
            work.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits the given time until every batch is confirmed; while called, confirmation is asked for as soon as all is sent. */
    boolean drained(final long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            draining = true;
            work.signal();
            long left = waitNanos;
            while (!batches.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            draining = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to do. */
    Step nextStep() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long idle = idleNanos;
            while (true) {
                if (closed) {
                    return Step.CLOSE;
                }
                if (sent >= confirmEvery || sent > 0 && sent == batches.size() && (draining || idle <= 0)) {
                    return Step.CONFIRM;
                }
                if (sent < batches.size()) {
                    return Step.SEND;
                }
                if (sent == 0) {
                    work.await();
                } else {
                    idle = work.awaitNanos(idle);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first batch not yet sent; there must be one. */
    PendingBatch nextToSend() {
        lock.lock();
        try {
            final Iterator<PendingBatch> all = batches.iterator();
            for (int i = 0; i < sent; i++) {
                all.next();
            }
            return all.next();
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the batch last returned by {@link #nextToSend()} was sent. */
    void sent() {
        lock.lock();
        try {
            sent++;
        } finally {
            lock.unlock();
        }
    }

    /** The batches sent and not confirmed, in order. */
    List<PendingBatch> unconfirmed() {
        lock.lock();
        try {
            return batches.stream().limit(sent).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the first {@code count} batches: the store has them, or their records are parked. */
    void confirmed(final int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                batches.removeFirst();
            }
            sent = Math.max(0, sent - count);
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the connection is lost: everything unconfirmed is to be sent again. */
    void lost() {
        lock.lock();
        try {
            sent = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Batches held. */
    int size() {
        lock.lock();
        try {
            return batches.size();
        } finally {
            lock.unlock();
        }
    }

    /** When the oldest batch was handed over, or {@code none} where there is none. */
    long oldestSinceNanos(final long none) {
        lock.lock();
        try {
            return batches.isEmpty() ? none : batches.peekFirst().sinceNanos();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the sender end. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits at most the given time; true when closed meanwhile. For the pause between attempts to connect. */
    boolean closedWithin(final long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = waitNanos;
            while (!closed && left > 0) {
                left = work.awaitNanos(left);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
