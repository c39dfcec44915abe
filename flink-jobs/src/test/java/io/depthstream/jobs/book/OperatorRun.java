package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.book.state.SymbolStateFormat;
import io.depthstream.jobs.config.BookConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.sink.PublishedRecordTypeInfo;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.KeyGroups;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.codec.Records;
import io.depthstream.schemas.codec.TopStates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.SharedStateRegistry;
import org.apache.flink.runtime.state.SharedStateRegistryImpl;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One life of the operator (one subtask) in Flink's operator harness, from a snapshot or from nothing. */
final class OperatorRun implements AutoCloseable {

    static final int MAX_PARALLELISM = KeyGroups.DEFAULT_MAX_PARALLELISM;
    static final BookConfig CONFIG = new BookConfig(10, 10_000, 1_000, 1_000, 1_024);

    private static final SharedStateRegistry SHARED = new SharedStateRegistryImpl();
    private static final AtomicLong CHECKPOINTS = new AtomicLong();

    private final KeyedOneInputStreamOperatorTestHarness<String, RawBatch, PublishedRecord> harness;
    private final OrderBookOperator operator;

    private OperatorRun(
            final BookConfig config, final HotPublisherFactory hot, final boolean rocks, final int parallelism,
            final int subtask, final OperatorSubtaskState from) throws Exception {
        this(config, hot, rocks, MAX_PARALLELISM, parallelism, subtask, from);
    }

    private OperatorRun(
            final BookConfig config, final HotPublisherFactory hot, final boolean rocks, final int maxParallelism,
            final int parallelism, final int subtask, final OperatorSubtaskState from) throws Exception {
        operator = new OrderBookOperator(config, hot, true);
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                operator, RawBatch::symbol, Types.STRING, maxParallelism, parallelism, subtask);
        harness.setStateBackend(rocks ? new EmbeddedRocksDBStateBackend(true) : new HashMapStateBackend());
        harness.setup(PublishedRecordTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl()));
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
    }

    static OperatorRun fresh() throws Exception {
        return new OperatorRun(CONFIG, HotPublisherFactory.none(), false, 1, 0, null);
    }

    static OperatorRun fresh(final BookConfig config, final HotPublisherFactory hot) throws Exception {
        return new OperatorRun(config, hot, false, 1, 0, null);
    }

    static OperatorRun from(final OperatorSubtaskState snapshot, final HotPublisherFactory hot) throws Exception {
        return new OperatorRun(CONFIG, hot, false, 1, 0, snapshot);
    }

    static OperatorRun from(final OperatorSubtaskState snapshot, final boolean rocks) throws Exception {
        return new OperatorRun(CONFIG, HotPublisherFactory.none(), rocks, 1, 0, snapshot);
    }

    /** With so few key groups that symbols share them. */
    static OperatorRun crowded(
            final OperatorSubtaskState snapshot, final BookConfig config, final boolean rocks, final int keyGroups)
            throws Exception {
        return new OperatorRun(config, HotPublisherFactory.none(), rocks, keyGroups, 1, 0, snapshot);
    }

    static OperatorRun from(final OperatorSubtaskState snapshot, final BookConfig config) throws Exception {
        return new OperatorRun(config, HotPublisherFactory.none(), false, 1, 0, snapshot);
    }

    /** Subtask {@code subtask} of {@code parallelism}, with its share of a snapshot that {@code before} subtasks took. */
    static OperatorRun rescaled(
            final OperatorSubtaskState snapshot, final boolean rocks, final int before, final int parallelism,
            final int subtask) throws Exception {
        final OperatorSubtaskState share = snapshot == null ? null
                : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        snapshot, MAX_PARALLELISM, before, parallelism, subtask);
        return new OperatorRun(CONFIG, HotPublisherFactory.none(), rocks, parallelism, subtask, share);
    }

    static OperatorSubtaskState merge(final OperatorSubtaskState... snapshots) throws Exception {
        return AbstractStreamOperatorTestHarness.repackageState(snapshots);
    }

    OperatorRun feed(final RawBatch... batches) throws Exception {
        return feed(Arrays.asList(batches));
    }

    OperatorRun feed(final List<RawBatch> batches) throws Exception {
        for (final RawBatch batch : batches) {
            harness.processElement(new StreamRecord<>(batch));
        }
        return this;
    }

    /** Takes a completed checkpoint. Files shared by incremental ones are looked up as the coordinator would. */
    OperatorSubtaskState snapshot() throws Exception {
        final long id = CHECKPOINTS.incrementAndGet();
        harness.prepareSnapshotPreBarrier(id);
        final OperatorSubtaskState snapshot = harness.snapshot(id, 0L);
        snapshot.registerSharedStates(SHARED, id);
        harness.notifyOfCompletedCheckpoint(id);
        return snapshot;
    }

    OperatorRun finish() throws Exception {
        operator.finish();
        return this;
    }

    /** Lets processing time pass, firing timers. */
    OperatorRun pass(final long millis) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + millis);
        return this;
    }

    /** Runs one mail that the operator sent itself, as the task does between two records; whether there was one. */
    boolean mail() throws Exception {
        final Optional<Mail> mail = harness.getTaskMailbox().tryTake(0);
        if (mail.isPresent()) {
            mail.get().run();
        }
        return mail.isPresent();
    }

    /** Of what the last snapshot wrote, how many symbols were written before it. */
    int flushedAhead() {
        return operator.flushedAhead();
    }

    int timers() {
        return harness.getProcessingTimeService().getNumActiveTimers();
    }

    /** Everything published in this life, in order, as it goes to Kafka. */
    List<PublishedRecord> records() {
        return harness.extractOutputValues();
    }

    /** Everything published in this life, in order, but each change of a touch as a record of its own. */
    List<PublishedRecord> output() {
        final List<PublishedRecord> states = new ArrayList<>();
        for (final PublishedRecord record : records()) {
            if (record.topic().equals(Topics.BOOK_TOP)) {
                for (final TopOfBook top : TopStates.of(Records.decode(TopOfBook.class, record.value()))) {
                    states.add(new PublishedRecord(
                            record.topic(), record.key(), Records.encode(top), top.getVenueTimeNanos()));
                }
            } else {
                states.add(record);
            }
        }
        return states;
    }

    /** What was published on a topic, decoded. */
    <T extends SpecificRecord> List<T> output(final String topic, final Class<T> type) {
        final List<T> records = new ArrayList<>();
        for (final PublishedRecord record : output()) {
            if (record.topic().equals(topic)) {
                records.add(Records.decode(type, record.value()));
            }
        }
        return records;
    }

    BookTotals totals() {
        return operator.getRuntimeContext().<BookTotals, BookTotals>getAccumulator(BookTotals.NAME).getLocalValue();
    }

    SymbolBook book(final String symbol) {
        return operator.find(symbol);
    }

    /** Everything durable of a symbol as text: state bytes and book hash; "absent" where there is none. */
    String digest(final String symbol) {
        final SymbolBook book = operator.find(symbol);
        if (book == null) {
            return "absent";
        }
        final SymbolStateFormat format = new SymbolStateFormat();
        format.write(book.state);
        return symbol + " " + Arrays.toString(Arrays.copyOf(format.buffer(), format.size())) + " "
                + Long.toHexString(book.book.hash()) + " " + book.reason + " " + book.bidPrice + "x" + book.bidShares
                + "/" + book.askPrice + "x" + book.askShares;
    }

    @Override
    public void close() throws IOException {
        try {
            harness.close();
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } catch (final Exception failed) {
            throw new IOException("the operator did not close", failed);
        }
    }
}
