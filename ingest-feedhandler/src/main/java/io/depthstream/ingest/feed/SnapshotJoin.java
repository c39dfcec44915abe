package io.depthstream.ingest.feed;

import io.depthstream.ingest.session.LineArbiter;
import io.depthstream.ingest.session.soup.GlimpseClient;
import io.depthstream.ingest.session.soup.GlimpseListener;
import io.depthstream.ingest.session.soup.SoupBinTcp;
import io.depthstream.ingest.session.soup.SoupClientConfig;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots into the stream: holds the arbiter, takes a spin, publishes it, and lets the stream go on behind it.
 *
 * <p>Polled by the handler's thread. {@link #request} may be called from any thread. Attempts, time and memory of a spin are
 * limited; when all attempts have failed the stream goes on as it was, and a handler that was to join by a snapshot declares
 * everything before its first message a gap, for its books are not to be trusted.
 */
final class SnapshotJoin implements GlimpseListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotJoin.class);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Longest wait between two attempts. */
    static final long MOST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST_DOUBLINGS = 10;

    private enum State { IDLE, WAITING, SPINNING }

    private final LineArbiter arbiter;
    private final MergedStream stream;
    private final SnapshotPublisher publisher;
    private final FeedHandlerCounters counters;
    private final NanoClock clock;
    private final GlimpseClient client;
    private final SpinStore spin;
    private final int attempts;
    private final long intervalNanos;
    private final boolean afterGap;
    private final Object requestLock = new Object();
    private final Set<String> requested = new HashSet<>();
    private volatile boolean wanted;
    private boolean wantedAll;
    private long tickets;
    private long serving;
    private volatile long served;
    private volatile long failed;
    private State state = State.IDLE;
    private Set<String> only = Set.of();
    private boolean joining;
    private int attempt;
    private long notBefore;
    private long heldSince;
    private long gapsSeen;

    /** Not started; nothing is connected. */
    SnapshotJoin(
            final FeedHandlerConfig config,
            final InetSocketAddress server,
            final LineArbiter arbiter,
            final MergedStream stream,
            final SnapshotPublisher publisher,
            final FeedHandlerCounters counters,
            final NanoClock clock) {
        this.arbiter = arbiter;
        this.stream = stream;
        this.publisher = publisher;
        this.counters = counters;
        this.clock = clock;
        final long timeout = TimeUnit.MILLISECONDS.toNanos(config.number(ConfigKey.SNAPSHOT_TIMEOUT));
        client = new GlimpseClient(
            SoupClientConfig.of(server, config.text(ConfigKey.SNAPSHOT_USER), config.text(ConfigKey.SNAPSHOT_PASSWORD))
                .withTimes(SoupBinTcp.HEARTBEAT_NANOS, Math.min(SoupBinTcp.SILENCE_NANOS, timeout), timeout),
            clock, timeout, this);
        spin = new SpinStore(config.integer(ConfigKey.SNAPSHOT_MAX_BYTES));
        attempts = config.integer(ConfigKey.SNAPSHOT_ATTEMPTS);
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(config.number(ConfigKey.SNAPSHOT_INTERVAL));
        afterGap = config.flag(ConfigKey.SNAPSHOT_AFTER_GAP);
    }

    /** Nothing is published before a snapshot. Before the first packet. */
    void join() {
        joining = true;
        hold();
    }

    /** Wants a snapshot of these symbols, or of all if none is named; returns a ticket for {@link #state}. */
    long request(final Set<String> symbols) {
        synchronized (requestLock) {
            wanted = true;
            wantedAll |= symbols.isEmpty();
            requested.addAll(symbols);
            return ++tickets;
        }
    }

    /** What has become of a request; any thread. */
    ResyncState state(final long ticket) {
        if (ticket <= failed) {
            return ResyncState.FAILED;
        }
        return ticket <= served ? ResyncState.PUBLISHED : ResyncState.WAITING;
    }

    /** Whether the stream is held or soon will be. */
    boolean busy() {
        return state != State.IDLE || wanted || afterGap && counters.gaps() > gapsSeen;
    }

    /** Does what is due. Returns packets of the spin taken. */
    int poll() {
        final long now = clock.nanoTime();
        switch (state) {
            case IDLE -> begin(now);
            case WAITING -> {
                if (!arbiter.holding()) {
                    abandon("the session changed");
                } else if (arbiter.session() != null && now - notBefore >= 0) {
                    spin.clear();
                    attempt++;
                    state = State.SPINNING;
                    client.begin();
                }
            }
            default -> {
                if (arbiter.holding()) {
                    return client.poll();
                }
                client.abort();
                abandon("the session changed");
            }
        }
        return 0;
    }

    private void begin(final long now) {
        if (afterGap && counters.gaps() > gapsSeen) {
            gapsSeen = counters.gaps();
            request(Set.of());
        }
        if (!wanted || now - notBefore < 0) {
            return;
        }
        synchronized (requestLock) {
            only = wantedAll ? Set.of() : Set.copyOf(requested);
            wanted = false;
            wantedAll = false;
            requested.clear();
            serving = tickets;
        }
        hold();
    }

    private void hold() {
        arbiter.hold();
        heldSince = clock.nanoTime();
        notBefore = heldSince;
        attempt = 0;
        state = State.WAITING;
    }

    @Override
    public void onSpinMessage(final DirectBuffer buffer, final int offset, final int length) {
        if (state == State.SPINNING) {
            final String fault = spin.append(buffer, offset, length);
            if (fault != null) {
                client.abort();
                onSpinFailed(fault);
            }
        }
    }

    @Override
    public void onSpinEnd(final long nextSequence) {
        if (nextSequence < arbiter.nextSequence()) {
            onSpinFailed("it goes on at " + nextSequence + ", before the stream's " + arbiter.nextSequence());
            return;
        }
        // What lies between is left out of the stream, whichever symbol it is of: then every book must come from the spin.
        final Set<String> published = nextSequence > arbiter.nextSequence() ? Set.of() : only;
        stream.publishSnapshot(publisher, spin, arbiter.session(), nextSequence - 1, published);
        final int messages = spin.messages();
        finish();
        served = serving;
        counters.onSnapshot(clock.nanoTime() - heldSince);
        LOG.info("snapshot of {} messages as of sequence {} published, the stream was held for {} ms", messages,
            nextSequence - 1, (clock.nanoTime() - heldSince) / 1_000_000);
        arbiter.resumeAt(nextSequence);
    }

    @Override
    public void onSpinFailed(final String detail) {
        counters.onSnapshotFailure();
        LOG.warn("spin {} of {} is of no use: {}", attempt, attempts, detail);
        if (attempt < attempts) {
            state = State.WAITING;
            notBefore = clock.nanoTime() + retryNanos(attempt);
            return;
        }
        LOG.error("no snapshot after {} attempts: the stream goes on without", attempts);
        failed = serving;
        if (joining && arbiter.nextSequence() > 1) {
            stream.onGap(arbiter.session(), 1, arbiter.nextSequence());
        }
        finish();
        arbiter.release();
    }

    /** How long to wait after a failed attempt, numbered from 1: twice as long after each, up to the limit. */
    static long retryNanos(final int attempt) {
        return Math.min(MOST_RETRY_NANOS, RETRY_NANOS << Math.min(attempt - 1, MOST_DOUBLINGS));
    }

    private void abandon(final String why) {
        LOG.warn("snapshot given up: {}", why);
        counters.onSnapshotFailure();
        finish();
        request(only);
    }

    private void finish() {
        state = State.IDLE;
        joining = false;
        spin.clear();
        gapsSeen = counters.gaps();
        notBefore = clock.nanoTime() + intervalNanos;
    }

    @Override
    public void close() {
        client.close();
    }
}
