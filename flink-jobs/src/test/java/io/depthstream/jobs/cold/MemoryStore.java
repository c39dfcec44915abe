package io.depthstream.jobs.cold;

import io.depthstream.jobs.source.RawBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory: remembers what it was told, keyed by offset, and fails as a test wants. */
final class MemoryStore implements ColdStore {

    /** Symbol of a record that can't be decoded. */
    static final String UNUSABLE = "UNUSABLE";
    /** Symbol of a record that the store refuses. */
    static final String REFUSED = "REFUSED";

    final List<List<Long>> sent = Collections.synchronizedList(new ArrayList<>());
    final TreeSet<Long> kept = new TreeSet<>();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger confirms = new AtomicInteger();
    volatile boolean reachable = true;
    volatile int failuresOfConfirm;
    volatile boolean hanging;

    private final List<Long> unconfirmed = new ArrayList<>();
    private boolean refusing;
    private volatile CountDownLatch aborted = new CountDownLatch(1);

    private static final class Rows implements ColdBatch {
        private final List<RawBatch> records = new ArrayList<>();

        @Override
        public void add(final RawBatch record) throws UnusableRecordException {
            if (record.symbol().equals(UNUSABLE)) {
                throw new UnusableRecordException("malformed", "not a record");
            }
            records.add(record);
        }

        @Override
        public int rows() {
            return records.size();
        }

        @Override
        public long bytes() {
            return 100L * records.size();
        }
    }

    @Override
    public ColdBatch newBatch() {
        return new Rows();
    }

    @Override
    public void open() throws IOException {
        opened.incrementAndGet();
        aborted = new CountDownLatch(1);
        if (!reachable) {
            throw new IOException("connection refused");
        }
    }

    @Override
    public void send(final ColdBatch batch) throws IOException {
        require();
        final List<Long> offsets = new ArrayList<>();
        for (final RawBatch record : ((Rows) batch).records) {
            offsets.add(record.offset());
            refusing |= record.symbol().equals(REFUSED);
        }
        sent.add(offsets);
        unconfirmed.addAll(offsets);
    }

    @Override
    public void confirm() throws IOException {
        require();
        if (hanging) {
            hang();
        }
        if (failuresOfConfirm > 0) {
            failuresOfConfirm--;
            throw new IOException("connection reset");
        }
        if (refusing) {
            refusing = false;
            unconfirmed.clear();
            throw new RefusedBatchException("type");
        }
        confirms.incrementAndGet();
        synchronized (kept) {
            kept.addAll(unconfirmed);
        }
        unconfirmed.clear();
    }

    @Override
    public void abort() {
        aborted.countDown();
    }

    @Override
    public void close() {
        unconfirmed.clear();
        refusing = false;
    }

    private void hang() throws IOException {
        try {
            aborted.await();
        } catch (final InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("aborted");
    }

    private void require() throws IOException {
        if (!reachable) {
            throw new IOException("connection reset");
        }
    }
}
