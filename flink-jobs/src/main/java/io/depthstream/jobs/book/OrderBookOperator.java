package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.BookStore;
import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.book.state.SymbolState;
import io.depthstream.jobs.config.BookConfig;
import io.depthstream.jobs.hot.HotBookState;
import io.depthstream.jobs.hot.HotPublisher;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.PartitionAlignment;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.orderbook.OrderBooks;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.clock.Clock;

/**
 * Turns event batches into order books and what follows from them, keyed by symbol.
 *
 * <p>The books live in the operator's memory; keyed state is touched only at a barrier, where each changed symbol adds
 * one compact delta (docs/decisions/0030). Records are a function of the events alone, so that a replay repeats them
 * byte for byte (docs/decisions/0031). Object reuse is safe: input is immutable and read before the call ends, output
 * is immutable. Runs in the task's thread; only the hot publisher has one of its own.
 */
public final class OrderBookOperator extends AbstractStreamOperator<PublishedRecord>
        implements OneInputStreamOperator<RawBatch, PublishedRecord>, BatchProcessor.Symbols {

    private static final long serialVersionUID = 1L;

    private final BookConfig config;
    private final HotPublisherFactory hotFactory;
    private final boolean metricsEnabled;

    private transient Map<String, SymbolBook> symbols;
    private transient OrderBooks books;
    private transient BookStore store;
    private transient BookTotals totals;
    private transient BookMetrics bookMetrics;
    private transient BatchProcessor batches;
    private transient EventProcessor events;
    private transient BookPublications publications;
    private transient IdleSymbols idle;
    private transient FeedSilence silence;
    private transient HotPublisher hot;
    private transient boolean hotTakesStates;
    private transient boolean hotTakesTrades;
    private transient HotBookState hotState;
    private transient Clock clock;
    private transient BatchGroup group;
    private transient MailboxExecutor mailbox;
    private transient AheadOfBarrier ahead;
    private transient boolean looking;
    private transient int sizeAtLook;
    private transient boolean timerArmed;
    private transient int subtask;
    private transient int parallelism;
    private transient int maxParallelism;

    /**
     * An operator that publishes as configured.
     *
     * @param config         what to publish and when
     * @param hotFactory     makes each subtask's publisher to the hot store
     * @param metricsEnabled whether to register metrics with Flink; totals are kept either way
     */
    public OrderBookOperator(
            final BookConfig config, final HotPublisherFactory hotFactory, final boolean metricsEnabled) {
        this.config = config;
        this.hotFactory = hotFactory;
        this.metricsEnabled = metricsEnabled;
    }

    @Override
    public void initializeState(final StateInitializationContext context) throws Exception {
        super.initializeState(context);
        final TaskInfo task = getRuntimeContext().getTaskInfo();
        subtask = task.getIndexOfThisSubtask();
        parallelism = task.getNumberOfParallelSubtasks();
        maxParallelism = task.getMaxNumberOfParallelSubtasks();
        symbols = new HashMap<>();
        books = new OrderBooks(config.expectedOrders());
        totals = new BookTotals();
        store = new BookStore(getKeyedStateBackend(), maxParallelism, books);
        if (context.isRestored()) {
            final int restored = store.restore(this::create);
            symbols.values().forEach(this::addToTotals);
            LOG.info("restored {} symbols with {} live orders", restored, books.liveOrders());
        }
        measureBooks();
    }

    @Override
    public void open() throws Exception {
        super.open();
        clock = getProcessingTimeService().getClock();
        final StreamRecord<PublishedRecord> carrier = new StreamRecord<>(null);
        final RecordOutput records = record -> output.collect(carrier.replace(record));
        publications = new BookPublications(records, totals, config.depthLevels());
        events = new EventProcessor(publications, new StatusPublications(records, totals), totals,
                config.depthLevels(), config.depthIntervalMicros(), config.latestIntervalMillis());
        batches = new BatchProcessor(this, events, new DeadLetterPublications(records, totals), totals,
                config.gapWaitMillis(), getProcessingTimeService()::getCurrentProcessingTime, this::published);
        idle = new IdleSymbols(
                publications, config.depthIntervalMicros(), config.latestIntervalMillis(), store::changed);
        silence = new FeedSilence(config.feedSilentMillis(), config.symbolSilentMillis(), symbols.values(), this::settled);
        hot = hotFactory.open(subtask);
        hotTakesStates = !hot.stores().isEmpty();
        hotTakesTrades = hot.takesTrades();
        hotState = new HotBookState(config.depthLevels());
        bookMetrics = new BookMetrics();
        if (metricsEnabled) {
            bookMetrics.register(getMetricGroup(), totals, hot);
        }
        getRuntimeContext().addAccumulator(BookTotals.NAME, totals);
        if (config.readAhead() > 1) {
            group = new BatchGroup(config.readAhead(), books, symbols::get);
            mailbox = getContainingTask().getMailboxExecutorFactory().createExecutor(getOperatorConfig().getChainIndex());
            ahead = new AheadOfBarrier(store, mailbox, clock);
        }
        symbols.values().forEach(idle::touched);
        symbols.values().forEach(batches::restored);
        symbols.values().forEach(this::offerRestored);
        armTimer();
    }

    /** A hot store may have lost everything while the job was away; what it still has, it refuses. */
    private void offerRestored(final SymbolBook symbol) {
        if (!symbol.marketWide && symbol.state.sequence > 0) {
            publications.fill(hotState, symbol);
            hot.offer(hotState);
        }
    }

    /** Does nothing: keyed state is not touched between barriers, so setting its key for each record would be waste. */
    @Override
    @SuppressWarnings("rawtypes") // the superclass declares it raw
    public void setKeyContextElement1(final StreamRecord record) {
        // The flush sets the key of each symbol it writes.
    }

    @Override
    public void processElement(final StreamRecord<RawBatch> element) throws Exception {
        silence.record();
        if (group == null) {
            process(element.getValue());
            store.rewriteNext();
            return;
        }
        ahead.record();
        if (group.add(element.getValue())) {
            processGroup();
        } else if (!looking) {
            look(0);
        }
    }

    /** Comes back behind what the task does next. */
    private void look(final int sizeSeen) {
        looking = true;
        sizeAtLook = sizeSeen;
        mailbox.execute(this::looked, "look whether more batches came");
    }

    private void looked() throws Exception {
        looking = false;
        if (group.size() == sizeAtLook) {
            // The task had its turn and took no batch: there is none to wait for.
            processGroup();
        } else if (group.size() > 0) {
            look(group.size());
        }
    }

    private void processGroup() throws Exception {
        if (group == null || group.size() == 0) {
            return;
        }
        if (group.size() > 1) {
            group.readAhead();
        }
        for (int i = 0; i < group.size(); i++) {
            process(group.get(i));
        }
        group.clear();
        store.rewriteNext();
        ahead.look();
    }

    private void process(final RawBatch batch) {
        final SymbolBook symbol = batches.process(batch);
        if (symbol != null) {
            published(symbol);
            armTimer();
        }
    }

    @Override
    public void processWatermark(final Watermark mark) throws Exception {
        processGroup();
        super.processWatermark(mark);
    }

    /** What came before the barrier belongs to its checkpoint, and so do the records that follow from it. */
    @Override
    public void prepareSnapshotPreBarrier(final long checkpointId) throws Exception {
        processGroup();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    private void settled(final SymbolBook symbol) {
        events.beginBatch();
        events.settle(symbol);
        published(symbol);
    }

    private void published(final SymbolBook symbol) {
        totals.newestVenueTimeNanos = Math.max(totals.newestVenueTimeNanos, symbol.state.venueTimeNanos);
        totals.newestReceiveTimeNanos = Math.max(totals.newestReceiveTimeNanos, symbol.state.receiveTimeNanos);
        totals.quality(symbol);
        store.changed(symbol);
        idle.touched(symbol);
        if (hotTakesStates && (events.shown() || hotTakesTrades && events.traded())) {
            publications.fill(hotState, symbol);
            hot.offer(hotState);
        }
    }

    @Override
    public SymbolBook find(final String symbol) {
        return symbols.get(symbol);
    }

    @Override
    public SymbolBook open(final RawBatch batch) {
        PartitionAlignment.requireOwned(batch, subtask, parallelism, maxParallelism);
        return create(batch.symbol());
    }

    @Override
    public void heartbeat() {
        totals.heartbeats++;
        if (silence.heartbeat(getProcessingTimeService().getCurrentProcessingTime())) {
            armSilence();
        }
    }

    private void armSilence() {
        getProcessingTimeService().registerTimer(
                getProcessingTimeService().getCurrentProcessingTime() + silence.tickMillis(), time -> {
                    processGroup();
                    silence.tick(getProcessingTimeService().getCurrentProcessingTime());
                    totals.silentSubtasks = silence.silent() ? 1 : 0;
                    armTimer();
                    armSilence();
                });
    }

    @Override
    public void snapshotState(final StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        final long begin = clock.relativeTimeNanos();
        if (ahead != null) {
            ahead.barrier(begin);
        }
        store.flush();
        bookMetrics.flushed(store, clock.relativeTimeNanos() - begin);
        measureBooks();
    }

    /** Symbols that the last barrier found written, one for each time; the tests ask. */
    int flushedAhead() {
        return store.flushedAhead();
    }

    @Override
    public void finish() throws Exception {
        processGroup();
        batches.waits().giveUpAll();
        idle.showAll();
        measureBooks();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (hot != null) {
            hot.close();
        }
        super.close();
    }

    private SymbolBook create(final String symbol) {
        final SymbolBook created = new SymbolBook(symbol, books.open(symbol));
        symbols.put(symbol, created);
        return created;
    }

    private void addToTotals(final SymbolBook symbol) {
        final SymbolState state = symbol.state;
        totals.applied += state.applied;
        totals.duplicates += state.duplicates;
        totals.zombies += state.zombies;
        totals.gaps += state.gaps;
        totals.filled += state.filled;
        totals.snapshots += state.snapshots;
        totals.dangling += state.dangling;
        totals.deadLetters += state.deadLetters;
        totals.quality(symbol);
    }

    private void measureBooks() {
        totals.books = symbols.size();
        totals.liveOrders = books.liveOrders();
        totals.levels = books.levels();
    }

    private void armTimer() {
        if (!timerArmed && (idle.waiting() || batches.waits().waiting())) {
            timerArmed = true;
            getProcessingTimeService().registerTimer(
                    getProcessingTimeService().getCurrentProcessingTime() + IdleSymbols.TICK_MILLIS, this::onTick);
        }
    }

    private void onTick(final long time) throws Exception {
        timerArmed = false;
        processGroup();
        if (batches.waits().waiting()) {
            batches.waits().tick(getProcessingTimeService().getCurrentProcessingTime());
        }
        idle.tick();
        armTimer();
    }
}
