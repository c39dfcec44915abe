package io.depthstream.local.run;

import io.depthstream.ingest.feed.DeadLetterAlarm;
import io.depthstream.ingest.feed.DeadLetterBacklog;
import io.depthstream.ingest.feed.FeedHandler;
import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.ingest.feed.FeedHandlerCounters;
import io.depthstream.ingest.feed.KafkaClients;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.session.ArbiterCounter;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.live.LiveBookCheck;
import io.depthstream.local.deadletter.DeadLetterTopic;
import io.depthstream.local.stack.FreePorts;
import io.depthstream.local.stack.LocalStack;
import io.depthstream.local.stack.StackFile;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.Quality;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feed handler, job, hot feed and committed books over one local stack: watched while it runs, drained at its end.
 *
 * <p>One thread.
 */
public final class PipelineRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** After a gap, orders of which the add was lost can't be applied: then the books never come to what was published. */
    private static final long STALL_AFTER_GAPS_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Latencies count from so long after the first event: before, the Java machine is still compiling. */
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LocalStack stack;
    private final Path stackFile;
    private final BookJob job;
    private final HotFeed hotFeed;
    private final CommittedBooks books;
    private final RunView view;
    private final long beginNanos = System.nanoTime();
    private final int controlPort = FreePorts.tcp();
    private LiveBookCheck check;
    private volatile FeedHandler feedHandler;
    private volatile DeadLetterAlarm alarm;
    private boolean stampedHere;
    private long firstEventNanos;
    private boolean warm;
    private Runnable onWarm = () -> { };
    private long lastTickNanos = beginNanos;
    private long lastPublished;
    private long lastAppliedNanos = beginNanos;

    /**
     * Submits the job and connects; no packet flows yet.
     *
     * @param stackFile where to say how the stack can be reached, until {@link #close()}
     */
    public PipelineRun(final LocalStack stack, final Path stackFile, final JobConfig config, final RunView view) {
        this.stack = stack;
        this.stackFile = stackFile;
        this.view = view;
        final StackFile addresses = stack.addresses();
        job = BookJob.submit(stack.flink().cluster(), config);
        hotFeed = new HotFeed(addresses.redisUri(), HotFeed.EVERY_BOOK, Clock.systemUTC());
        books = new CommittedBooks(addresses.bootstrapServers());
        addresses.write(stackFile);
        announce(StackFile.CONTROL, "127.0.0.1:" + controlPort);
    }

    /** The settings a job needs to run on a local stack: exactly once, aligned, with the hot path on. */
    public static JobConfig jobConfig(final LocalStack stack, final int parallelism) {
        return jobConfig(stack, parallelism, Map.of());
    }

    /** The same with more settings, which win. */
    static JobConfig jobConfig(final LocalStack stack, final int parallelism, final Map<String, String> more) {
        final StackFile addresses = stack.addresses();
        final Map<String, String> settings = new HashMap<>(Map.of(
            "kafka.bootstrap", addresses.bootstrapServers(),
            "job.parallelism", Integer.toString(parallelism),
            "checkpoint.dir", stack.checkpoints().toUri().toString(),
            "checkpoint.intervalMillis", "1000",
            "hot.kind", "redis",
            "hot.uri", addresses.redisUri()));
        settings.putAll(more);
        return JobConfig.of(settings);
    }

    /** Tells other commands one address more of the running stack. */
    public void announce(final String name, final String address) {
        StackFile.addNote(stackFile, name, address);
    }

    /** Returns where the feed handler takes commands, {@code host:port}. */
    public String control() {
        return "127.0.0.1:" + controlPort;
    }

    /** Compares the books with the venue's while the run is watched; the check is closed by its owner. */
    public void check(final LiveBookCheck live) {
        check = live;
        live.expect(books.partitions());
        books.observe(live::onBook);
    }

    /** Says what is to be done, once, when the run is watched and has warmed up; a short run may end before. */
    void whenWarm(final Runnable task) {
        onWarm = task;
    }

    /** Returns whether the feed handler is there. */
    public boolean fed() {
        return feedHandler != null;
    }

    /** Starts the feed handler over a source; returns its counters. */
    public FeedHandlerCounters feed(
            final PacketSource source, final int lines, final boolean replay, final Map<String, String> settings) {
        final Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrap", stack.addresses().bootstrapServers());
        all.put("control.port", Integer.toString(controlPort));
        final FeedHandlerConfig config = FeedHandlerConfig.of(all);
        feedHandler = new FeedHandler(
            config, source, lines, replay, KafkaClients.producer(config), KafkaClients.referenceReader(config));
        stampedHere = !replay;
        feedHandler.start();
        alarm = DeadLetterAlarm.beside(feedHandler, config);
        return feedHandler.counters();
    }

    /** Returns where the stack's broker can be reached. */
    public String bootstrapServers() {
        return stack.addresses().bootstrapServers();
    }

    /** Returns what the dead-letter alarm saw last; {@link DeadLetterBacklog#UNKNOWN} before its first look. */
    public DeadLetterBacklog deadLetterBacklog() {
        return alarm == null ? DeadLetterBacklog.UNKNOWN : alarm.backlog();
    }

    /** Returns what a subscriber of the hot store sees. */
    public HotFeed hotFeed() {
        return hotFeed;
    }

    /** Returns what the feed handler counts. */
    public FeedHandlerCounters counters() {
        return feedHandler.counters();
    }

    /**
     * Watches until something is done, showing where the run stands.
     *
     * @param sent messages sent so far
     * @param share of the input that has been read, 0 to 1
     * @throws IllegalStateException when the job or the feed handler has failed
     */
    public void watch(final LongSupplier sent, final DoubleSupplier share, final BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            tick(sent.getAsLong(), share);
        }
    }

    /**
     * Waits until every published event is in a committed book, or nothing more comes.
     *
     * @param sent messages sent in all
     */
    public void drain(final long sent) throws InterruptedException {
        if (!feedHandler.drain(Duration.ofNanos(STALL_NANOS))) {
            LOG.warn("the feed handler did not drain within {} s", TimeUnit.NANOSECONDS.toSeconds(STALL_NANOS));
        }
        final long stallNanos = feedHandler.counters().gaps() == 0 ? STALL_NANOS : STALL_AFTER_GAPS_NANOS;
        final long drainedNanos = System.nanoTime();
        watch(() -> sent, () -> 1, () -> books.applied() >= feedHandler.counters().events()
            || System.nanoTime() - Math.max(drainedNanos, lastAppliedNanos) > stallNanos);
    }

    private void tick(final long sent, final DoubleSupplier done) {
        job.requireRunning();
        feedHandler.failure().ifPresent(reason -> {
            throw new IllegalStateException("the feed handler has stopped: " + reason.getMessage(), reason);
        });
        final long appliedBefore = books.applied();
        books.poll();
        if (check != null) {
            check.poll();
        }
        final long now = System.nanoTime();
        if (books.applied() > appliedBefore) {
            lastAppliedNanos = now;
        }
        warmUp(now);
        final long sinceTick = now - lastTickNanos;
        if (sinceTick >= TimeUnit.MILLISECONDS.toNanos(view.tickMillis())) {
            final long published = feedHandler.counters().events();
            view.show(new Progress(TimeUnit.NANOSECONDS.toSeconds(now - beginNanos), sent, published, books.applied(),
                (published - lastPublished) * TimeUnit.SECONDS.toNanos(1) / sinceTick, latencyMicros(50),
                latencyMicros(99), done.getAsDouble()), hotFeed);
            lastTickNanos = now;
            lastPublished = published;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }

    private void warmUp(final long now) {
        if (firstEventNanos == 0 && feedHandler.counters().events() > 0) {
            firstEventNanos = now;
        }
        if (!warm && firstEventNanos != 0 && now - firstEventNanos >= WARM_UP_NANOS) {
            warm = true;
            hotFeed.forgetLatencies();
            onWarm.run();
        }
    }

    /** Returns the committed books, the market-wide entry left out. */
    public Map<String, BookLatest> committedBooks() {
        final Map<String, BookLatest> found = new TreeMap<>(books.books());
        found.remove(Topics.MARKET_WIDE_SYMBOL);
        return found;
    }

    /** Compares the committed books with the true ones. */
    public BookComparison compare(final Map<String, BookDepth> truth) {
        final Map<String, BookDepth> found = new TreeMap<>();
        committedBooks().forEach((symbol, book) -> found.put(symbol, BookDepth.of(book)));
        return BookComparison.of(truth, found);
    }

    /** Sums the run up. */
    public RunReport report(final long sent, final BookComparison comparison, final Map<String, BookDepth> truth) {
        final FeedHandlerCounters counters = feedHandler.counters();
        final long elapsedNanos = Math.max(1, lastAppliedNanos - beginNanos);
        return new RunReport(sent, books.applied(), bySnapshot(), committedBooks().size(), counters.duplicates(), counters.gaps(),
            deadLetters(), comparison.levels(), comparison.differences(), unflaggedDifferences(comparison, truth), counters.recoveredMessages(),
            recoveryMicros(50), recoveryMicros(99), latencyMicros(50), latencyMicros(99),
            books.applied() * TimeUnit.SECONDS.toNanos(1) / elapsedNanos, Map.of());
    }

    /** What the session holds up to the newest message, less what was handed on and what nobody brought. */
    private long bySnapshot() {
        final FeedHandlerCounters counters = feedHandler.counters();
        return stampedHere ? Math.max(0, counters.highestSequence() - counters.arbiter(ArbiterCounter.DELIVERED)
            - counters.arbiter(ArbiterCounter.GAP_MESSAGES)) : 0;
    }

    /** Differences in books that say that they are good: none may be there, whatever was lost. */
    private long unflaggedDifferences(final BookComparison comparison, final Map<String, BookDepth> truth) {
        final Map<String, BookDepth> trusted = new TreeMap<>();
        final Map<String, BookDepth> trueOnes = new TreeMap<>();
        committedBooks().forEach((symbol, book) -> {
            final boolean flagged = book.getQuality() == Quality.STALE || book.getQuality() == Quality.RECOVERING;
            if (!flagged && comparison.differingSymbols().contains(symbol)) {
                trusted.put(symbol, BookDepth.of(book));
                trueOnes.put(symbol, truth.getOrDefault(symbol, BookDepth.EMPTY));
            }
        });
        return BookComparison.of(trueOnes, trusted).differences();
    }

    private Long recoveryMicros(final double percentile) {
        final FeedHandlerCounters counters = feedHandler.counters();
        return counters.recoveries() == 0 ? null : counters.recoveryMicros(percentile);
    }

    /** A capture's receive stamps are not of this clock: there is nothing to measure against them. */
    private Long latencyMicros(final double percentile) {
        return stampedHere ? hotFeed.latencyMicros(percentile) : null;
    }

    private long deadLetters() {
        try (DeadLetterTopic topic = new DeadLetterTopic(stack.addresses().bootstrapServers())) {
            return topic.list(Integer.MAX_VALUE).size();
        }
    }

    @Override
    public void close() {
        StackFile.remove(stackFile);
        closeQuietly(alarm);
        closeQuietly(feedHandler);
        closeQuietly(job);
        closeQuietly(hotFeed);
        closeQuietly(books);
    }

    private static void closeQuietly(final AutoCloseable part) {
        if (part == null) {
            return;
        }
        try {
            part.close();
        } catch (final Exception e) {
            LOG.warn("a part of the run did not end cleanly", e);
        }
    }
}
