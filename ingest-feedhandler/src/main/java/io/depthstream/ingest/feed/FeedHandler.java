package io.depthstream.ingest.feed;

import io.depthstream.ingest.packet.PacketFault;
import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.session.ArbiterConfig;
import io.depthstream.ingest.session.GapRecovery;
import io.depthstream.ingest.session.JoinAt;
import io.depthstream.ingest.session.LineArbiter;
import io.depthstream.ingest.session.RetransmitClient;
import io.depthstream.schemas.Topics;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A feed handler: takes packets from a source until it is exhausted or the handler is closed, and publishes what they
 * say.
 *
 * <p>One thread, started by {@link #start}, does everything; the producer's own thread talks to Kafka. When the
 * producer's buffer is full the loop stands still and reads nothing, so what backs up does so in the source. A record
 * that cannot be delivered ends the loop: {@link #failure} says why, and {@link #drain} and {@link #awaitEnd} throw it.
 *
 * <p>The public methods may be called from any thread.
 */
public final class FeedHandler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedHandler.class);

    /** What closing may take beyond draining and the producer's own delivery timeout. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    private final FeedHandlerConfig config;
    private final PacketSource source;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> referenceReader;
    private final NanoClock clock;
    private final FeedIdentity identity;
    private final FeedHandlerCounters counters;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RecordSender sender;
    private final DeadLetters deadLetters;
    private final ReferenceTopic references;
    private final SymbolDirectory directory = new SymbolDirectory(Topics.MARKET_WIDE_SYMBOL);
    private final SymbolBatches batches;
    private final LineArbiter arbiter;
    private final RetransmitClient recovery;
    private final RetransmitClient late;
    private final SnapshotJoin snapshots;
    private final Heartbeats heartbeats;
    private final Intake intake = new Intake();
    private final IdleStrategy idle;
    private final int packetsPerPoll;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object drainLock = new Object();

    private HTTPServer metricsServer;
    private ControlServer control;
    private boolean inputEnded;
    private volatile boolean closing;
    private volatile Throwable failure;
    private volatile boolean started;
    private long drainsAsked;
    private long drainsDone;

    /**
     * A handler over parts that are given; it closes them when it ends.
     *
     * @param config          checked configuration; its source keys are not used here
     * @param source          where packets come from
     * @param lines           how many lines the source has, 1 to {@link ArbiterConfig#MAX_LINES}, one less with a
     *                        recovery ({@code recovery.servers}), whose answers are a line of their own
     * @param replay          whether the source is a capture: then what is waited for goes by the packets' own times
     * @param producer        idempotent, waiting for all replicas; see {@link KafkaClients}
     * @param referenceReader reads the reference topic back, or null to begin with an empty directory
     * @throws ConfigException if the raw topic has no partitions, or more than {@code max-parallelism}
     */
    public FeedHandler(
            final FeedHandlerConfig config,
            final PacketSource source,
            final int lines,
            final boolean replay,
            final Producer<byte[], byte[]> producer,
            final Consumer<byte[], byte[]> referenceReader) {
        this.config = config;
        this.source = source;
        this.producer = producer;
        this.referenceReader = referenceReader;
        clock = System::nanoTime;
        identity = new FeedIdentity(config.text(ConfigKey.VENUE), config.text(ConfigKey.PUBLISHER),
            config.tradingDay(Instant.now()));
        counters = new FeedHandlerCounters();
        sender = new RecordSender(producer, counters, clock);
        deadLetters = new DeadLetters(sender, counters, config.text(ConfigKey.TOPIC_DLQ), identity, source.describe());
        references = new ReferenceTopic(sender, directory, counters, identity, config.text(ConfigKey.TOPIC_REFERENCE));
        final int partitions = partitions();
        final BatchPublisher publisher = new BatchPublisher(sender, directory, counters,
            config.text(ConfigKey.TOPIC_RAW), partitions, config.integer(ConfigKey.MAX_PARALLELISM));
        batches = new SymbolBatches(directory, BatchLimits.of(config), publisher, counters, identity.venue(),
            identity.publisher());
        final ItchNormaliser normaliser =
            new ItchNormaliser(directory, batches, references, deadLetters, counters, identity.tradingDay());
        final MergedStream merged = new MergedStream(counters, normaliser, deadLetters,
            new LateProof(directory, batches, publisher, counters, identity));
        recovery = Recovery.open(config, lines, replay, counters);
        final ArbiterConfig arbitration = arbitration(config, recovery == null ? lines : lines + 1);
        arbiter = replay
            ? LineArbiter.forReplay(arbitration, merged)
            : new LineArbiter(arbitration, SystemEpochNanoClock.INSTANCE,
                recovery == null ? GapRecovery.NONE : recovery, merged);
        late = Recovery.openLate(config, lines, replay);
        if (late != null) {
            arbiter.askLate(late);
        }
        counters.lines(arbiter, lines);
        counters.recovery(recovery);
        snapshots = config.text(ConfigKey.SNAPSHOT_SERVER).isEmpty() || replay ? null : new SnapshotJoin(config,
            HostPort.parse(config.text(ConfigKey.SNAPSHOT_SERVER)), arbiter, merged,
            new SnapshotPublisher(directory, normaliser), counters, clock);
        heartbeats = replay ? null : new Heartbeats(config, identity, sender, counters, clock, partitions, lines);
        idle = LoopIdle.of(config.text(ConfigKey.LOOP_IDLE));
        packetsPerPoll = config.integer(ConfigKey.LOOP_PACKETS);
        thread = new Thread(this::run, "feedhandler-" + identity.publisher());
        FeedHandlerMetrics.register(registry, counters);
        SourceMetrics.register(registry, source.metrics());
        ClockMetrics.register(registry, config.number(ConfigKey.CLOCK_MAX_ERROR));
    }

    private static ArbiterConfig arbitration(final FeedHandlerConfig config, final int lines) {
        return ArbiterConfig.ofLines(lines)
            .withHoleDeadlineNanos(TimeUnit.MICROSECONDS.toNanos(config.number(ConfigKey.ARBITER_DEADLINE)))
            .withWindow(config.integer(ConfigKey.ARBITER_PACKETS), config.integer(ConfigKey.ARBITER_BYTES))
            .withMaxJump(config.number(ConfigKey.ARBITER_JUMP))
            .withSessionSilenceNanos(TimeUnit.MILLISECONDS.toNanos(config.number(ConfigKey.ARBITER_SILENCE)))
            .withJoinAt(config.text(ConfigKey.ARBITER_JOIN).equals("first-seen")
                ? JoinAt.FIRST_SEEN : JoinAt.SESSION_START);
    }

    private int partitions() {
        final String topic = config.text(ConfigKey.TOPIC_RAW);
        final int partitions = producer.partitionsFor(topic).size();
        final int most = config.integer(ConfigKey.MAX_PARALLELISM);
        if (partitions < 1 || partitions > most) {
            throw ConfigException.of(ConfigKey.TOPIC_RAW.key(), topic, "a topic of 1 to " + most
                + " partitions (" + ConfigKey.MAX_PARALLELISM.key() + "), which has " + partitions);
        }
        return partitions;
    }

    /**
     * Reads the day's directory back, opens the metrics endpoint if one is configured, and starts the loop.
     *
     * @throws IllegalStateException if started before, closed, or the directory cannot be read in time
     */
    public synchronized void start() {
        if (started || closing) {
            throw new IllegalStateException("feed handler " + identity.publisher() + " was started or closed before");
        }
        if (referenceReader != null) {
            references.readBack(referenceReader, config.seconds(ConfigKey.REFERENCE_TIMEOUT), clock, deadLetters);
        }
        counters.symbols(directory.size());
        final int port = config.integer(ConfigKey.METRICS_PORT);
        if (port > 0) {
            metricsServer = FeedHandlerMetrics.serve(registry, port);
        }
        final int controlPort = config.integer(ConfigKey.CONTROL_PORT);
        if (controlPort > 0) {
            control = ControlServer.open(this, controlPort);
        }
        LOG.info("{} takes {} as of {}, {} symbols read back, publishing to {}", identity.publisher(),
            source.describe(), identity.tradingDay(), counters.referencesRestored(), config.text(ConfigKey.TOPIC_RAW));
        if (snapshots != null && config.text(ConfigKey.ARBITER_JOIN).equals("first-seen")) {
            snapshots.join();
        }
        started = true;
        thread.start();
    }

    private void run() {
        try {
            LoopPlacement.apply(config.text(ConfigKey.LOOP_CPU));
            loop();
            finish();
        } catch (final Throwable problem) {
            failure = problem;
            LOG.error("{} stops: {}", identity.publisher(), problem.getMessage(), problem);
        } finally {
            ended.countDown();
            synchronized (drainLock) {
                drainLock.notifyAll();
            }
            LOG.info("{} ended: {}", identity.publisher(), counters);
        }
    }

    private void loop() {
        while (!closing) {
            final int packets = step();
            if (packets > 0) {
                idle.reset();
                continue;
            }
            answerDrain();
            if (inputEnded) {
                return;
            }
            if (!source.await(LoopIdle.MAX_PARK_NANOS)) {
                idle.idle();
            }
        }
        final long deadline = clock.nanoTime()
            + TimeUnit.MILLISECONDS.toNanos(config.number(ConfigKey.CLOSE_DRAIN));
        while (clock.nanoTime() - deadline < 0 && (step() > 0 || pursuing())) {
            Thread.onSpinWait();
        }
    }

    /** Takes what is at hand, at most one poll's worth, and sends what is due. */
    private int step() {
        batches.tick(clock.nanoTime());
        int packets = source.poll(intake, packetsPerPoll);
        if (recovery != null && (packets == 0 || arbiter.openHoles() > 0)) {
            packets += recovery.poll(intake, packetsPerPoll);
        }
        if (late != null && packets == 0 && late.outstanding() > 0) {
            packets += late.poll(intake, packetsPerPoll);
        }
        if (snapshots != null) {
            packets += snapshots.poll();
        }
        if (packets == 0) {
            arbiter.tick();
            if (source.exhausted()) {
                endInput();
            }
            batches.drained();
        } else {
            batches.tick(clock.nanoTime());
            batches.flushIfDue();
        }
        if (heartbeats != null) {
            heartbeats.tick();
        }
        counters.pendingEvents(batches.pendingEvents());
        sender.requireHealthy();
        return packets;
    }

    private boolean snapshotting() {
        return snapshots != null && snapshots.busy();
    }

    private boolean pursuing() {
        return recovery != null && recovery.outstanding() > 0;
    }

    private void endInput() {
        if (!inputEnded) {
            inputEnded = true;
            arbiter.endOfInput();
        }
    }

    private void finish() {
        endInput();
        batches.flush(FlushReason.CLOSE);
        counters.pendingEvents(0);
        sender.flush();
        sender.requireHealthy();
    }

    private void answerDrain() {
        final long asked;
        synchronized (drainLock) {
            asked = drainsAsked;
        }
        if (asked == drainsDone || arbiter.openHoles() > 0 || snapshotting()) {
            return;
        }
        sender.flush();
        sender.requireHealthy();
        synchronized (drainLock) {
            drainsDone = asked;
            drainLock.notifyAll();
        }
    }

    /**
     * Waits until the source has nothing at hand, no hole is open, and everything published is acknowledged.
     *
     * @return whether that was reached in time
     * @throws PublishException if a record could not be delivered
     */
    public boolean drain(final Duration limit) throws InterruptedException {
        final long deadline = clock.nanoTime() + limit.toNanos();
        synchronized (drainLock) {
            final long mine = ++drainsAsked;
            while (drainsDone < mine && ended.getCount() > 0) {
                final long left = deadline - clock.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(drainLock, left);
            }
        }
        throwFailure();
        return true;
    }

    /**
     * Waits until the loop has ended: the source is exhausted and all is acknowledged, or the handler was closed.
     *
     * @return whether it has ended in time
     * @throws PublishException if a record could not be delivered
     */
    public boolean awaitEnd(final Duration limit) throws InterruptedException {
        final boolean over = ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        throwFailure();
        return over;
    }

    private void throwFailure() {
        final Throwable problem = failure;
        if (problem instanceof PublishException publishing) {
            throw publishing;
        }
        if (problem != null) {
            throw new IllegalStateException("feed handler stopped: " + problem.getMessage(), problem);
        }
    }

    /** Why the loop ended, if not because the source was exhausted or the handler closed. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Asks for a snapshot of every symbol, to be published and followed by the stream; at once unless one has been taken
     * less than {@code snapshot.min-interval-millis} ago. Does not wait for it.
     *
     * @return a ticket for {@link #resyncState}
     * @throws IllegalStateException if no snapshot server is configured
     */
    public long resync() {
        return resync(Set.of());
    }

    /** The same, publishing only these symbols, unless none is named. */
    public long resync(final Set<String> symbols) {
        return requireSnapshots().request(symbols);
    }

    /**
     * Returns what has become of a resync.
     *
     * @param ticket as {@link #resync} gave it
     * @throws IllegalStateException if no snapshot server is configured
     */
    public ResyncState resyncState(final long ticket) {
        return requireSnapshots().state(ticket);
    }

    private SnapshotJoin requireSnapshots() {
        if (snapshots == null) {
            throw new IllegalStateException(ConfigKey.SNAPSHOT_SERVER.key() + " is not set: there is nobody to ask");
        }
        return snapshots;
    }

    /** Returns whether a symbol has a directory entry of the day; what is asked while the handler runs may lag behind it. */
    public boolean knows(final String symbol) {
        return directory.knows(symbol);
    }

    /** Returns whether the loop runs: started, and neither ended nor closing. */
    public boolean running() {
        return started && !closing && ended.getCount() > 0;
    }

    /** Returns the name this handler publishes under. */
    public String publisher() {
        return identity.publisher();
    }

    /** What has been done so far; may be read while the handler runs. */
    public FeedHandlerCounters counters() {
        return counters;
    }

    /** The handler's metrics, for an exporter of the caller's. */
    public PrometheusRegistry registry() {
        return registry;
    }

    /**
     * Stops: takes in what the source has at hand (for at most {@code close.drain-millis}), sends everything that waits,
     * waits for it to be acknowledged, and closes source and Kafka clients. A failure is logged and kept for
     * {@link #failure}; it is not thrown here. A second call does nothing.
     */
    @Override
    public synchronized void close() {
        final boolean first = !closing;
        closing = true;
        if (!first) {
            return;
        }
        if (started) {
            awaitThread();
        }
        source.close();
        if (recovery != null) {
            recovery.close();
        }
        if (late != null) {
            late.close();
        }
        if (snapshots != null) {
            snapshots.close();
        }
        producer.close(config.seconds(ConfigKey.KAFKA_DELIVERY_TIMEOUT));
        if (referenceReader != null) {
            referenceReader.close();
        }
        if (metricsServer != null) {
            metricsServer.close();
        }
        if (control != null) {
            control.close();
        }
    }

    private void awaitThread() {
        final Duration limit = config.seconds(ConfigKey.KAFKA_DELIVERY_TIMEOUT)
            .plusMillis(config.number(ConfigKey.CLOSE_DRAIN))
            .plus(CLOSE_GRACE);
        try {
            thread.join(limit.toMillis());
            if (thread.isAlive()) {
                failure = new IllegalStateException("did not end within " + limit.toSeconds() + " s of closing");
                LOG.error("{} {}", identity.publisher(), failure.getMessage());
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts packets on their way to the arbiter; called on the handler's thread. */
    private final class Intake implements PacketHandler {
        @Override
        public void onPacket(
                final int line,
                final DirectBuffer buffer,
                final int offset,
                final int length,
                final long receiveTimeNanos) {
            counters.onPacket(length, receiveTimeNanos);
            arbiter.onPacket(line, buffer, offset, length, receiveTimeNanos);
        }

        @Override
        public void onMalformed(
                final int line,
                final PacketFault fault,
                final DirectBuffer buffer,
                final int offset,
                final int length) {
            arbiter.onMalformed(line, fault, buffer, offset, length);
        }
    }
}
