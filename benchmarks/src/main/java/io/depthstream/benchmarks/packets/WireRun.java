package io.depthstream.benchmarks.packets;

import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.RateSender;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sends packets on one processor and receives them on another: in bursts that the receiver takes afterwards, or at a rate
 * while it takes them.
 */
final class WireRun {
    /** Packets of a burst: half of what the smallest buffer on the way holds. */
    static final int BURST = 512;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PACKETS_PER_POLL = 64;
    private static final long AWAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    /** Silence after which what has not come is lost. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private final PinnedThread senderThread;
    private final PinnedThread receiverThread;
    private final PacketTrain train;
    private final PacketSource source;
    private final DecodingHandler handler = new DecodingHandler();
    private volatile boolean sending;

    /**
     * What a rate came to.
     *
     * @param sent      packets
     * @param received  of them
     * @param perSecond rate they were really sent at
     */
    record AtRate(long sent, long received, double perSecond) {
        boolean lossless() {
            return sent == received;
        }
    }

    /**
     * What a burst cost.
     *
     * @param received      packets
     * @param receiverNanos CPU time of the receiving thread
     * @param senderNanos   CPU time of the sending thread, on which the kernel's receiving runs as well
     */
    record Burst(long received, long receiverNanos, long senderNanos) {
    }

    WireRun(final PinnedThread senderThread, final PinnedThread receiverThread, final PacketTrain train,
            final PacketSource source) {
        this.senderThread = senderThread;
        this.receiverThread = receiverThread;
        this.train = train;
        this.source = source;
    }

    /**
     * A burst sent while nobody receives, then received by one who has nothing to wait for. The receiver spins until all is
     * sent, as a spinning handler does: a thread that is woken for a burst begins with cold caches, and would show that.
     */
    Burst burst() throws Exception {
        final long before = handler.packets();
        sending = true;
        final Future<Long> receiving = receiverThread.submit(() -> {
            while (sending) {
                Thread.onSpinWait();
            }
            final long begin = THREADS.getCurrentThreadCpuTime();
            receive(before + BURST, () -> 0);
            return THREADS.getCurrentThreadCpuTime() - begin;
        });
        final long senderNanos = senderThread.submit(() -> {
            try {
                final long begin = THREADS.getCurrentThreadCpuTime();
                for (int sent = 0; sent < BURST; sent += PacketTrain.BATCH) {
                    train.send(PacketTrain.BATCH);
                }
                return THREADS.getCurrentThreadCpuTime() - begin;
            } finally {
                sending = false;
            }
        }).get();
        final long receiverNanos = receiving.get();
        return new Burst(handler.packets() - before, receiverNanos, senderNanos);
    }

    /** Sends at a rate for some time, in batches of {@code batch}, while the receiver takes what comes. */
    AtRate atRate(final double perSecond, final long nanos, final int batch) throws Exception {
        return received(() -> {
            final long before = train.sent();
            final long begin = System.nanoTime();
            sendAt(perSecond, nanos, batch);
            return new RateSender.Sent(train.sent() - before, System.nanoTime() - begin);
        });
    }

    /** The same with packets that the kernel generates, as fast as it can where the rate is above that. */
    AtRate flood(final double perSecond, final long nanos) throws Exception {
        handler.numberAnew();
        try {
            return received(() -> train.flood(perSecond, nanos));
        } finally {
            handler.numberAnew();
        }
    }

    private AtRate received(final Callable<RateSender.Sent> work) throws Exception {
        final long before = handler.packets();
        sending = true;
        final Future<Long> receiving = receiverThread.submit(() -> receive(Long.MAX_VALUE, () -> sending ? 1 : 0));
        final RateSender.Sent sent = senderThread.submit(() -> {
            try {
                return work.call();
            } finally {
                sending = false;
            }
        }).get();
        receiving.get();
        return new AtRate(sent.packets(), handler.packets() - before, sent.perSecond());
    }

    private void sendAt(final double perSecond, final long nanos, final int batch) {
        final double nanosPerBatch = TimeUnit.SECONDS.toNanos(1) / perSecond * batch;
        final long begin = System.nanoTime();
        long batches = 0;
        long now = begin;
        while (now - begin < nanos) {
            if (now - begin >= batches * nanosPerBatch) {
                train.send(batch);
                batches++;
            } else {
                Thread.onSpinWait();
            }
            now = System.nanoTime();
        }
    }

    /** Receives until so many packets have come in all, or none comes any more while nothing is being sent. */
    private long receive(final long wanted, final LongSupplier more) {
        long lastNanos = System.nanoTime();
        while (handler.packets() < wanted) {
            if (source.poll(handler, PACKETS_PER_POLL) > 0) {
                lastNanos = 0;
                continue;
            }
            final long now = System.nanoTime();
            if (lastNanos == 0 || more.getAsLong() > 0) {
                lastNanos = now;
            } else if (now - lastNanos > QUIET_NANOS) {
                break;
            }
            if (!source.await(AWAIT_NANOS)) {
                Thread.onSpinWait();
            }
        }
        return handler.packets();
    }

    DecodingHandler handler() {
        return handler;
    }
}
