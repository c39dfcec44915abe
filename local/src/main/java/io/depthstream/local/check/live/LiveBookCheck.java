package io.depthstream.local.check.live;

import io.depthstream.ingest.session.soup.GlimpseClient;
import io.depthstream.ingest.session.soup.GlimpseListener;
import io.depthstream.ingest.session.soup.SoupClientConfig;
import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.Quality;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the books of a running job with the venue's own, again and again: takes a GLIMPSE spin, waits until the job is
 * beyond the spin's sequence, and compares each symbol's full depth as it was then.
 *
 * <p>A book is <em>ok</em> when every level is the venue's. It is <em>inconclusive</em> when it can't be said what it was at
 * that sequence (the next book shown has more than one event more), when it is flagged STALE or RECOVERING, or when the job
 * does not get there in time. It is <em>different</em> when it says that it is good and differs in two rounds one after the
 * other: a single difference may be a book that was still on its way.
 *
 * <p>{@link #onBook} and {@link #poll} by one thread; {@link #totals} by any.
 */
public final class LiveBookCheck implements GlimpseListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveBookCheck.class);

    private enum State { RESTING, SPINNING, SETTLING }

    private final LiveCheckConfig config;
    private final NanoClock clock;
    private final GlimpseClient client;
    private final SeenBooks seen = new SeenBooks();
    private TruthBooks spin = new TruthBooks();
    private Set<String> suspects = Set.of();
    private State state = State.RESTING;
    private int partitions = 1;
    private boolean caughtUp;
    private boolean wanted;
    private long asOf;
    private long sinceNanos;
    private volatile LiveCheckTotals totals = LiveCheckTotals.NONE;
    private volatile LiveCheckRound last = LiveCheckRound.NONE;

    /** A check that first looks one interval from now; nothing is connected. */
    public LiveBookCheck(final SoupClientConfig server, final LiveCheckConfig config, final NanoClock clock) {
        this.config = config;
        this.clock = clock;
        client = new GlimpseClient(server, clock, config.spinNanos(), this);
        sinceNanos = clock.nanoTime();
    }

    /** Says how many partitions {@code market.book.latest} has: none is judged before all have shown something. */
    public void expect(final int partitionCount) {
        partitions = partitionCount;
    }

    /** Says that the job has shown everything it will show: nothing is waited for any more. */
    public void caughtUp() {
        caughtUp = true;
    }

    /** Takes a record of {@code market.book.latest}, in the order of its partition. */
    public void onBook(final int partition, final BookLatest book) {
        seen.add(partition, book, clock.nanoTime());
    }

    /** Begins the next round with the next {@link #poll}, if none is under way. */
    public void lookNow() {
        wanted = true;
    }

    /** Does what is due. Call it often: a spin is read here. */
    public void poll() {
        final long now = clock.nanoTime();
        switch (state) {
            case RESTING -> {
                if (wanted || now - sinceNanos >= config.everyNanos()) {
                    wanted = false;
                    spin = new TruthBooks();
                    seen.begin();
                    state = State.SPINNING;
                    client.begin();
                }
            }
            case SPINNING -> {
                while (state == State.SPINNING && client.poll() > 0) {
                    Thread.onSpinWait();
                }
            }
            default -> {
                if (caughtUp
                        || seen.settled(partitions, asOf, config.settleNanos(), config.quietNanos(), now)) {
                    judge(true);
                } else if (now - sinceNanos >= config.roundNanos()) {
                    judge(false);
                }
            }
        }
    }

    /** Returns whether nothing is under way and nothing wanted: every {@link #lookNow} has been answered. */
    public boolean done() {
        return state == State.RESTING && !wanted;
    }

    /** Returns what was found so far. */
    public LiveCheckTotals totals() {
        return totals;
    }

    /** Returns what the last finished round found. */
    public LiveCheckRound last() {
        return last;
    }

    @Override
    public void onSpinMessage(final DirectBuffer buffer, final int offset, final int length) {
        spin.onMessage(buffer, offset, length);
    }

    @Override
    public void onSpinEnd(final long nextSequence) {
        asOf = nextSequence - 1;
        rest(State.SETTLING);
    }

    @Override
    public void onSpinFailed(final String detail) {
        LOG.warn("books could not be compared, the spin is of no use: {}", detail);
        totals = totals.withFailure();
        rest(State.RESTING);
    }

    private void rest(final State next) {
        state = next;
        sinceNanos = clock.nanoTime();
    }

    private void judge(final boolean settled) {
        final Map<String, BookDepth> venue = spin.depths();
        final Set<String> symbols = new TreeSet<>(venue.keySet());
        seen.symbols().forEach(symbols::add);
        symbols.remove(Topics.MARKET_WIDE_SYMBOL);
        final Set<String> differing = new TreeSet<>();
        final Set<String> again = new TreeSet<>();
        long ok = 0;
        long inconclusive = 0;
        for (final String symbol : symbols) {
            final BookDepth truth = venue.getOrDefault(symbol, BookDepth.EMPTY);
            final BookLatest book = seen.upTo(symbol, asOf);
            final BookLatest next = seen.beyond(symbol, asOf);
            if (book == null && next == null && truth.isEmpty()) {
                continue; // Neither side has ever had an order of it.
            }
            if (!settled || moved(book, next) || flagged(book)) {
                inconclusive++;
            } else if (same(symbol, truth, book)) {
                ok++;
            } else if (suspects.contains(symbol)) {
                again.add(symbol);
            } else {
                differing.add(symbol);
                inconclusive++;
            }
        }
        report(ok, inconclusive, differing, again);
        rest(State.RESTING);
        wanted |= !differing.isEmpty(); // A suspicion is not left for a whole interval.
    }

    private void report(
            final long ok, final long inconclusive, final Set<String> differing, final Set<String> again) {
        suspects = new TreeSet<>(differing);
        suspects.addAll(again);
        last = new LiveCheckRound(asOf, ok, inconclusive, again.size());
        final Set<String> named = new TreeSet<>(totals.symbols());
        again.stream().limit(LiveCheckTotals.MOST_LISTED - named.size()).forEach(named::add);
        totals = new LiveCheckTotals(totals.rounds() + 1, totals.failed(), totals.ok() + ok,
            totals.inconclusive() + inconclusive, totals.different() + again.size(), named, asOf);
        if (again.isEmpty()) {
            LOG.info("{}", last);
        } else {
            LOG.error("{}: {} differ from the venue and claim to be good; ./depthstream resync SYMBOL takes the venue's", last,
                again.stream().limit(LiveCheckTotals.MOST_LISTED).toList());
        }
    }

    /** Whether it can't be said what the book was at the sequence: between the two shown there was more than one event. */
    private static boolean moved(final BookLatest book, final BookLatest next) {
        return next != null && (book == null || next.getAppliedEvents() - book.getAppliedEvents() != 1);
    }

    private static boolean flagged(final BookLatest book) {
        return book != null && (book.getQuality() == Quality.STALE || book.getQuality() == Quality.RECOVERING);
    }

    private static boolean same(final String symbol, final BookDepth truth, final BookLatest book) {
        final BookDepth found = book == null ? BookDepth.EMPTY : BookDepth.of(book);
        return BookComparison.of(Map.of(symbol, truth), Map.of(symbol, found)).exact();
    }

    @Override
    public void close() {
        client.close();
    }
}
