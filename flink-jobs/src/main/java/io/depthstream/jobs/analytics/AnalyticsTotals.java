package io.depthstream.jobs.analytics;

import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

/**
 * Totals of the analytics operator, as a Flink accumulator under {@link #NAME}. Late, amended and unamended events are
 * kept per symbol in keyed state and so exact across failures; the others count from the last start of the subtask. The
 * task's thread writes; others may read slightly old numbers.
 */
public final class AnalyticsTotals implements SimpleAccumulator<AnalyticsTotals> {

    private static final long serialVersionUID = 1L;

    /** Name of the accumulator. */
    public static final String NAME = "depthstream.analytics";

    /** Events taken, of every topic. */
    public long events;
    /** Changes of the touch and depths among them: book updates. */
    public long bookUpdates;
    /** Trades among them. */
    public long trades;
    /** Events dropped because they had been seen. */
    public long duplicates;
    /** Events that came after their time had been published; each is on the late topic. */
    public long late;
    /** Late or broken trades, and late quotes, that amended a published bar. */
    public long amended;
    /** Those that no longer could: their bar or its trades were forgotten. */
    public long unamended;
    /** Events taken before their time was complete because a limit was reached. */
    public long hurried;
    /** Trades whose realised spread was not taken because too many were waiting. */
    public long spreadsSkipped;
    /** Records parked on the dead-letter topic. */
    public long deadLetters;
    /** Records published on every topic. */
    public long published;
    /** Alerts raised. */
    public long alerts;
    /** Symbols held; as of the last checkpoint, as is the next. */
    public long symbols;
    /** Bytes that the symbols hold in memory. */
    public long memoryBytes;

    @Override
    public void add(final AnalyticsTotals other) {
        events += other.events;
        bookUpdates += other.bookUpdates;
        trades += other.trades;
        duplicates += other.duplicates;
        late += other.late;
        amended += other.amended;
        unamended += other.unamended;
        hurried += other.hurried;
        spreadsSkipped += other.spreadsSkipped;
        deadLetters += other.deadLetters;
        published += other.published;
        alerts += other.alerts;
        symbols += other.symbols;
        memoryBytes += other.memoryBytes;
    }

    @Override
    public AnalyticsTotals getLocalValue() {
        return this;
    }

    @Override
    public void resetLocal() {
        events = 0;
        bookUpdates = 0;
        trades = 0;
        duplicates = 0;
        late = 0;
        amended = 0;
        unamended = 0;
        hurried = 0;
        spreadsSkipped = 0;
        deadLetters = 0;
        published = 0;
        alerts = 0;
        symbols = 0;
        memoryBytes = 0;
    }

    @Override
    public void merge(final Accumulator<AnalyticsTotals, AnalyticsTotals> other) {
        add(other.getLocalValue());
    }

    @Override
    public AnalyticsTotals clone() {
        final AnalyticsTotals copy = new AnalyticsTotals();
        copy.add(this);
        return copy;
    }

    @Override
    public String toString() {
        return "events=" + events + " bookUpdates=" + bookUpdates + " trades=" + trades + " duplicates=" + duplicates
                + " late=" + late + " amended=" + amended + " unamended=" + unamended + " hurried=" + hurried
                + " spreadsSkipped=" + spreadsSkipped + " deadLetters=" + deadLetters + " published=" + published
                + " alerts=" + alerts + " symbols=" + symbols + " memoryBytes=" + memoryBytes;
    }
}
