package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.HotConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a hot store through a {@link HotLink} (docs/decisions/0034).
 *
 * <p>A thread of its own takes the symbols that changed, fills a batch with the newest state of each, and sends it
 * without waiting for the answers to the batches before, up to a limit. Every answer is looked at and counted. When
 * the store is slow the limit is reached, states are overwritten by newer ones in memory, and nothing else happens; when
 * it is gone, the thread connects again with growing pauses and then sends every symbol, because the store may have come
 * back empty. The store refuses what it already has.
 */
final class DrainedHotPublisher implements HotPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(DrainedHotPublisher.class);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** On top of the close limit: for the thread to notice and for the client's threads to end. */
    private static final long CLOSE_GRACE_MILLIS = 1_500;

    private final HotConfig config;
    private final PendingStates pending;
    private final HotLink link;
    private final HotBookState[] staged;
    private final Runnable wake;
    private final ArrayDeque<HotBatch> inFlight = new ArrayDeque<>();
    private final HotTally tally = new HotTally();
    private final HotAlert alert;
    private final Thread thread;

    private volatile boolean idle;
    private volatile boolean closing;
    private volatile long closeDeadlineNanos;
    private long pauseNanos = FIRST_PAUSE_NANOS;

    /**
     * Starts the draining thread; doesn't wait for the store.
     *
     * @param name ends the name of the thread
     */
    DrainedHotPublisher(final HotConfig config, final HotLink link, final String name) {
        this.config = config;
        this.link = link;
        alert = new HotAlert(link.name(), config.alertAfterMillis(), System.nanoTime());
        pending = new PendingStates(config.maxSymbols(), config.depthLevels(), link::addressOf);
        staged = new HotBookState[config.batchSymbols()];
        for (int i = 0; i < staged.length; i++) {
            staged[i] = new HotBookState(config.depthLevels());
        }
        thread = new Thread(this::run, "hot-" + link.name() + "-" + name);
        wake = () -> LockSupport.unpark(thread);
        thread.setDaemon(true);
        // Clients look some of their classes up by the context's loader, which may be another than their own.
        thread.setContextClassLoader(DrainedHotPublisher.class.getClassLoader());
        thread.start();
    }

    @Override
    public void offer(final HotBookState newest) {
        // Waking costs a system call, so only where the thread may sleep without a limit that matters.
        if (pending.offer(newest) && idle) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public boolean drain(final Duration limit) throws InterruptedException {
        final long deadline = System.nanoTime() + limit.toNanos();
        while (pending.unacknowledged() > 0) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return true;
    }

    @Override
    public String store() {
        return link.name();
    }

    @Override
    public boolean takesTrades() {
        return link.takesTrades();
    }

    @Override
    public HotCounters counters() {
        return tally.with(pending, link.repairs(), alert.raised());
    }

    @Override
    public void close() {
        closeDeadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.closeMillis());
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(config.closeMillis() + 1L);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(CLOSE_GRACE_MILLIS);
            }
        } catch (final InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!finished()) {
                alert.look(!link.isOpen() || !pending.isEmpty() || !inFlight.isEmpty(), System.nanoTime(), tally.lastError());
                if (link.isOpen()) {
                    work();
                } else {
                    connect();
                }
            }
        } catch (final InterruptedException closed) {
            LOG.debug("draining thread interrupted while closing");
        } catch (final RuntimeException unexpected) {
            tally.failed(inFlight.size(), "draining thread ended: " + unexpected);
            LOG.error("ERROR: hot publisher stopped; the store gets no more states from this subtask", unexpected);
        } finally {
            tally.connected(false);
            final int left = pending.unacknowledged();
            if (left > 0) {
                LOG.warn("WARN: hot publisher closed with {} symbols whose newest state the store has not answered for", left);
            }
            try {
                link.close();
            } catch (final RuntimeException interrupted) {
                LOG.debug("connection threads were left to end by themselves", interrupted);
            }
        }
    }

    private boolean finished() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return closing
                && (System.nanoTime() - closeDeadlineNanos >= 0 || pending.isEmpty() && inFlight.isEmpty());
    }

    private void connect() throws InterruptedException {
        lost("connection closed");
        try {
            link.connect();
        } catch (final RuntimeException failed) {
            if (tally.failed(0, "connect: " + failed.getMessage())) {
                LOG.warn("WARN: no connection to the hot store: {}; newest states wait, trying again", failed.getMessage());
            }
            pause();
            return;
        }
        tally.connected(true);
        LOG.info("connected to the hot store; sending {} symbols", pending.symbols());
        pending.everythingAgain();
    }

    /** One round: look at answers, then send a batch if something waits and there is room. */
    private void work() throws InterruptedException {
        takeAnswers();
        if (!link.isOpen()) {
            return;
        }
        if (inFlight.size() >= config.inFlightBatches()) {
            LockSupport.parkNanos(this, WAIT_NANOS);
            return;
        }
        if (pending.isEmpty()) {
            rest();
            return;
        }
        if (config.lingerMicros() > 0 && pending.waiting() < config.batchSymbols() && !closing) {
            LockSupport.parkNanos(this, TimeUnit.MICROSECONDS.toNanos(config.lingerMicros()));
        }
        send();
    }

    /** Sleeps until something is offered or answered, or long enough to notice a closed connection. */
    private void rest() {
        idle = true;
        // Only after idle is seen by everyone can an empty look be trusted; else an offer's wake-up could be missed.
        if (pending.isEmpty() && !closing) {
            LockSupport.parkNanos(this, inFlight.isEmpty() ? IDLE_NANOS : WAIT_NANOS);
        }
        idle = false;
    }

    private void send() throws InterruptedException {
        final HotBatch batch = new HotBatch(config.batchSymbols());
        batch.fill(pending, staged);
        if (batch.size() == 0) {
            return;
        }
        batch.sent(System.nanoTime());
        inFlight.add(batch);
        try {
            link.send(batch, staged, wake);
        } catch (final RuntimeException notSent) {
            batch.answer(null, notSent);
        }
    }

    private void takeAnswers() throws InterruptedException {
        while (!inFlight.isEmpty() && inFlight.peek().answered()) {
            final HotBatch batch = inFlight.poll();
            if (batch.error() == null) {
                taken(batch);
            } else {
                refused(batch, batch.error());
            }
        }
        if (!inFlight.isEmpty()
                && System.nanoTime() - inFlight.peek().sentNanos() > TimeUnit.MILLISECONDS.toNanos(config.timeoutMillis())) {
            lost("no answer within " + config.timeoutMillis() + " ms");
        }
    }

    private void taken(final HotBatch batch) {
        batch.acknowledgeAll();
        alert.answered(System.nanoTime());
        pauseNanos = FIRST_PAUSE_NANOS;
        final BatchReply reply = batch.reply();
        if (tally.answered(reply)) {
            LOG.warn("WARN: {} rejected {} states; first error: {}", link.name(), reply.rejected(), reply.firstError());
        }
    }

    private void refused(final HotBatch batch, final Throwable error) throws InterruptedException {
        batch.sendAgain(pending);
        switch (link.fault(batch, error)) {
            case AGAIN -> LOG.debug("a batch is sent again: {}", error.getMessage());
            case STORE -> {
                if (tally.failed(1, "store: " + error.getMessage())) {
                    LOG.warn("WARN: {} refused a batch: {}; its symbols stay pending", link.name(), error.getMessage());
                }
                pause();
            }
            case CONNECTION -> {
                tally.failed(1, "connection: " + error.getMessage());
                lost(String.valueOf(error.getMessage()));
            }
        }
    }

    /** Gives up the connection and everything under way on it. */
    private void lost(final String reason) {
        if (tally.connected(false)) {
            LOG.warn("WARN: hot store lost: {}; newest states wait, connecting again", reason);
        }
        if (!inFlight.isEmpty()) {
            tally.failed(inFlight.size(), "connection: " + reason);
            inFlight.forEach(batch -> batch.sendAgain(pending));
            inFlight.clear();
        }
        link.drop();
    }

    private void pause() throws InterruptedException {
        final long until = System.nanoTime() + pauseNanos;
        pauseNanos = Math.min(pauseNanos * 2, LONGEST_PAUSE_NANOS);
        while (until - System.nanoTime() > 0 && !(closing && closeDeadlineNanos - System.nanoTime() <= 0)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(this, WAIT_NANOS);
        }
    }
}
