package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.schemas.avro.Quality;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

/**
 * Totals of the order-book operator, as a Flink accumulator: {@code JobClient.getAccumulators()} gives the sum over
 * subtasks under {@link #NAME}, from a cluster as from a MiniCluster, while the job runs (as fresh as the task managers'
 * heartbeat) and after it ended.
 *
 * <p>Events applied, duplicated, of zombies, dangling, gaps and dead letters of known symbols are kept per symbol in
 * keyed state, so these totals are exact across failures and rescaling. Records published and dead letters without a
 * symbol count from the last start of the subtask. The task's thread writes; others may read slightly old numbers.
 */
public final class BookTotals implements SimpleAccumulator<BookTotals> {

    private static final long serialVersionUID = 1L;

    /** Name of the accumulator. */
    public static final String NAME = "depthstream.order-book";

    /** Events applied to a book or to a symbol's state. */
    public long applied;
    /** Events dropped because their sequence had been applied. */
    public long duplicates;
    /** Events dropped because they belong to a session that is over. */
    public long zombies;
    /** Holes and reported gaps seen. */
    public long gaps;
    /** Holes that were filled in time. */
    public long filled;
    /** Snapshots that replaced a book. */
    public long snapshots;
    /** Snapshots that were older than the book, or cut short, or over a limit. */
    public long snapshotsIgnored;
    /** Times a symbol stopped waiting because a limit was reached. */
    public long holdLimits;
    /** Batches held back now. */
    public long held;
    /** Bytes held back now, parts of snapshots included. */
    public long heldBytes;
    /** Symbols that are STALE now. */
    public long staleSymbols;
    /** Symbols that wait for something missing now. */
    public long recoveringSymbols;
    /** Heartbeats of publishers taken since the last start. */
    public long heartbeats;
    /** Subtasks that hear nothing now, not even a heartbeat. */
    public long silentSubtasks;
    /** Events a book refused: unknown order and the like. */
    public long dangling;
    /** Events of a kind this build does not know. */
    public long unknownEvents;
    /** Records parked on the dead-letter topic. */
    public long deadLetters;
    /** Records published on market.book.top. */
    public long tops;
    /** Changes of a touch that those records tell of. */
    public long touches;
    /** Records published on market.book.depth. */
    public long depths;
    /** Records published on market.book.latest. */
    public long latest;
    /** Records published on market.trades. */
    public long trades;
    /** Records published on market.status. */
    public long statuses;
    /** Records published on market.imbalance. */
    public long imbalances;
    /** Venue time of the newest event processed, nanoseconds since the epoch; 0 before the first since the start. */
    public long newestVenueTimeNanos;
    /** Newest receive time of an event processed, nanoseconds since the epoch; how long ago it is says whether the feed is stale. */
    public long newestReceiveTimeNanos;
    /** Symbols held; as of the last checkpoint or idle tick, as are the next two. */
    public long books;
    /** Orders resting in all books. */
    public long liveOrders;
    /** Price levels of all books. */
    public long levels;

    /** Counts a symbol by its quality, which may have changed. */
    void quality(final SymbolBook symbol) {
        final Quality now = symbol.current().quality();
        if (now != symbol.counted) {
            count(symbol.counted, -1);
            count(now, 1);
            symbol.counted = now;
        }
    }

    private void count(final Quality quality, final int symbols) {
        if (quality == Quality.STALE) {
            staleSymbols += symbols;
        } else if (quality == Quality.RECOVERING) {
            recoveringSymbols += symbols;
        }
    }

    /** Records published on all topics but the dead-letter one. */
    public long published() {
        return tops + depths + latest + trades + statuses + imbalances;
    }

    @Override
    public void add(final BookTotals other) {
        applied += other.applied;
        duplicates += other.duplicates;
        zombies += other.zombies;
        gaps += other.gaps;
        filled += other.filled;
        snapshots += other.snapshots;
        snapshotsIgnored += other.snapshotsIgnored;
        holdLimits += other.holdLimits;
        held += other.held;
        heldBytes += other.heldBytes;
        staleSymbols += other.staleSymbols;
        recoveringSymbols += other.recoveringSymbols;
        heartbeats += other.heartbeats;
        silentSubtasks += other.silentSubtasks;
        dangling += other.dangling;
        unknownEvents += other.unknownEvents;
        deadLetters += other.deadLetters;
        tops += other.tops;
        touches += other.touches;
        depths += other.depths;
        latest += other.latest;
        trades += other.trades;
        statuses += other.statuses;
        imbalances += other.imbalances;
        newestVenueTimeNanos = Math.max(newestVenueTimeNanos, other.newestVenueTimeNanos);
        newestReceiveTimeNanos = Math.max(newestReceiveTimeNanos, other.newestReceiveTimeNanos);
        books += other.books;
        liveOrders += other.liveOrders;
        levels += other.levels;
    }

    @Override
    public BookTotals getLocalValue() {
        return this;
    }

    @Override
    public void resetLocal() {
        applied = 0;
        duplicates = 0;
        zombies = 0;
        gaps = 0;
        filled = 0;
        snapshots = 0;
        snapshotsIgnored = 0;
        holdLimits = 0;
        held = 0;
        heldBytes = 0;
        staleSymbols = 0;
        recoveringSymbols = 0;
        heartbeats = 0;
        silentSubtasks = 0;
        dangling = 0;
        unknownEvents = 0;
        deadLetters = 0;
        tops = 0;
        touches = 0;
        depths = 0;
        latest = 0;
        trades = 0;
        statuses = 0;
        imbalances = 0;
        newestVenueTimeNanos = 0;
        newestReceiveTimeNanos = 0;
        books = 0;
        liveOrders = 0;
        levels = 0;
    }

    @Override
    public void merge(final Accumulator<BookTotals, BookTotals> other) {
        add(other.getLocalValue());
    }

    @Override
    public BookTotals clone() {
        final BookTotals copy = new BookTotals();
        copy.add(this);
        return copy;
    }

    @Override
    public String toString() {
        return "applied=" + applied + " duplicates=" + duplicates + " zombies=" + zombies + " gaps=" + gaps
                + " filled=" + filled + " snapshots=" + snapshots + " snapshotsIgnored=" + snapshotsIgnored
                + " holdLimits=" + holdLimits + " held=" + held + " heldBytes=" + heldBytes
                + " staleSymbols=" + staleSymbols + " recoveringSymbols=" + recoveringSymbols
                + " heartbeats=" + heartbeats + " silentSubtasks=" + silentSubtasks
                + " dangling=" + dangling + " unknownEvents=" + unknownEvents + " deadLetters=" + deadLetters
                + " tops=" + tops + " touches=" + touches + " depths=" + depths + " latest=" + latest + " trades=" + trades
                + " statuses=" + statuses + " imbalances=" + imbalances + " books=" + books
                + " newestVenueTimeNanos=" + newestVenueTimeNanos + " newestReceiveTimeNanos=" + newestReceiveTimeNanos
                + " liveOrders=" + liveOrders + " levels=" + levels;
    }
}
