package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.session.MoldUdp64;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.DirectBuffer;

/** Polls a source on a thread of its own and checks that each line's sequences come once and in order. */
final class Receiver implements PacketHandler, AutoCloseable {
    private static final int LINES = 2;
    private static final int MOST_FAULTS = 10;
    private static final int PACKETS_PER_POLL = 64;
    private static final long AWAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final AtomicLongArray received = new AtomicLongArray(LINES);
    private final long[] expected = {1, 1};
    private final boolean ordered;
    private final List<String> faults = new ArrayList<>();
    private final PacketSource source;
    private final Thread thread;
    private volatile long firstStamp;
    private volatile long lastStamp;
    private volatile boolean stopping;
    private volatile RuntimeException failure;

    /** @param ordered whether packets of a line must come in order; several queues keep none */
    Receiver(final PacketSource source, final boolean ordered) {
        this.source = source;
        this.ordered = ordered;
        thread = new Thread(this::run, "receiver");
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                if (source.poll(this, PACKETS_PER_POLL) == 0) {
                    source.await(AWAIT_NANOS);
                }
            }
        } catch (final RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public void onPacket(
            final int line, final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNanos) {
        final long sequence = buffer.getLong(offset + MoldUdp64.SEQUENCE_OFFSET, ByteOrder.BIG_ENDIAN);
        if (ordered && sequence != expected[line] && faults.size() < MOST_FAULTS) {
            faults.add("line " + line + ": " + sequence + " where " + expected[line] + " was due");
        }
        expected[line] = sequence + 1;
        if (firstStamp == 0) {
            firstStamp = receiveTimeNanos;
        }
        lastStamp = receiveTimeNanos;
        received.incrementAndGet(line);
    }

    long received(final int line) {
        return received.get(line);
    }

    long firstStamp() {
        return firstStamp;
    }

    long lastStamp() {
        return lastStamp;
    }

    long threadId() {
        return thread.threadId();
    }

    RuntimeException failure() {
        return failure;
    }

    /** Stops polling and returns what came out of order; the source stays open. */
    List<String> stop() throws InterruptedException {
        stopping = true;
        thread.join();
        return faults;
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        source.close();
    }
}
