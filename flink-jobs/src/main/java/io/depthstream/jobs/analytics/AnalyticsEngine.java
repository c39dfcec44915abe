package io.depthstream.jobs.analytics;

import io.depthstream.jobs.analytics.state.StateWriter;
import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.orderbook.analytics.Bar;
import io.depthstream.schemas.codec.MalformedRecordException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All symbols of one subtask: takes records as they come and event time as it becomes complete. Knows nothing of Flink but
 * the form of a record, so a benchmark can drive it alone. One thread.
 */
public final class AnalyticsEngine {

    private final AnalyticsConfig config;
    private final AnalyticsTotals totals;
    private final AnalyticsPublications publications;
    private final MarketRecords records = new MarketRecords();
    private final Map<String, SymbolAnalytics> symbols = new HashMap<>();
    private final List<SymbolAnalytics> waiting = new ArrayList<>();
    private final DueSymbols due = new DueSymbols();
    private final Bar scratch = new Bar();
    private final Consumer<MarketEvent> arrival = this::arrived;
    private Consumer<SymbolAnalytics> changed = symbol -> { };
    private SymbolAnalytics current;
    private long completeNanos = Long.MIN_VALUE;
    private long newestNanos;
    private String newestVenue = "";
    private String newestSession = "";

    /**
     * An engine without symbols.
     *
     * @param output where records go
     * @param late   where late events go
     * @param pulses where what the whole market's operator needs goes
     * @param totals counted in
     */
    public AnalyticsEngine(
            final AnalyticsConfig config,
            final RecordOutput output,
            final RecordOutput late,
            final PulseOutput pulses,
            final AnalyticsTotals totals) {
        this.config = config;
        this.totals = totals;
        publications = new AnalyticsPublications(output, late, pulses, config, totals);
    }

    /** Tells whoever keeps state of each symbol that may have changed. */
    void onChange(final Consumer<SymbolAnalytics> listener) {
        changed = listener;
    }

    /** Takes a record. One that can't be read is parked on the dead-letter topic. */
    public void process(final RawBatch raw) {
        if (raw.malformed()) {
            publications.park(raw, raw.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'), raw.fault().reason());
            return;
        }
        final SymbolAnalytics known = symbols.get(raw.symbol());
        current = known != null ? known : open(raw.symbol());
        try {
            records.read(raw, arrival);
        } catch (final MalformedRecordException malformed) {
            publications.park(raw, "malformed-record", malformed.getMessage());
        }
    }

    private void arrived(final MarketEvent event) {
        final SymbolAnalytics symbol = current;
        changed.accept(symbol);
        if (symbol.venue.isEmpty()) {
            symbol.venue = event.venue;
        }
        if (symbol.arrived(event)) {
            waitFor(symbol);
        }
        if (event.timeNanos >= newestNanos) {
            newestNanos = event.timeNanos;
            newestVenue = event.venue;
            newestSession = event.session;
        }
    }

    private void waitFor(final SymbolAnalytics symbol) {
        if (!symbol.waiting) {
            symbol.waiting = true;
            waiting.add(symbol);
        }
    }

    /** Event time is complete up to here: an event before it is late. {@link Long#MAX_VALUE} is the end of input. */
    public void complete(final long nanos) {
        int kept = 0;
        for (int i = 0; i < waiting.size(); i++) {
            final SymbolAnalytics symbol = waiting.get(i);
            symbol.drain(nanos, completeNanos);
            changed.accept(symbol);
            due.put(symbol, symbol.nextDue());
            if (symbol.pending.head() != null) {
                waiting.set(kept++, symbol);
            } else {
                symbol.waiting = false;
            }
        }
        while (waiting.size() > kept) {
            waiting.remove(waiting.size() - 1);
        }
        for (SymbolAnalytics first = due.first(); first != null && first.heapDue <= nanos; first = due.first()) {
            first.advance(nanos);
            changed.accept(first);
            due.put(first, first.nextDue());
        }
        completeNanos = nanos;
    }

    /** Up to where event time is complete; {@link Long#MIN_VALUE} before the first time. */
    public long completeNanos() {
        return completeNanos;
    }

    /** Newest event time seen, nanoseconds since the epoch. */
    public long newestNanos() {
        return newestNanos;
    }

    /** Venue of that event; empty before the first. */
    String newestVenue() {
        return newestVenue;
    }

    /** Session of that event; empty before the first. */
    String newestSession() {
        return newestSession;
    }

    /** A symbol that is not there yet. */
    SymbolAnalytics open(final String symbol) {
        final SymbolAnalytics created = new SymbolAnalytics(symbol, config, publications, totals, scratch);
        symbols.put(symbol, created);
        return created;
    }

    /** Takes a symbol over whose state was read. */
    void restored(final SymbolAnalytics symbol) {
        totals.late += symbol.late;
        totals.amended += symbol.amended;
        totals.unamended += symbol.unamended;
        due.put(symbol, symbol.nextDue());
        if (symbol.pending.head() != null) {
            waitFor(symbol);
        }
    }

    Collection<SymbolAnalytics> symbols() {
        return symbols.values();
    }

    /** Bytes of all symbols written whole, as a first checkpoint does; later ones write what changed. */
    public long stateBytes() {
        final StateWriter out = new StateWriter();
        long bytes = 0;
        for (final SymbolAnalytics symbol : symbols.values()) {
            out.reset();
            SymbolAnalyticsFormat.write(symbol, out, true);
            bytes += out.toBytes().length;
        }
        return bytes;
    }

    /** Counts symbols and their memory into the totals: walks all of them, so not for every record. */
    public void measure() {
        long bytes = 0;
        for (final SymbolAnalytics symbol : symbols.values()) {
            bytes += symbol.memoryBytes();
        }
        totals.symbols = symbols.size();
        totals.memoryBytes = bytes;
    }
}
