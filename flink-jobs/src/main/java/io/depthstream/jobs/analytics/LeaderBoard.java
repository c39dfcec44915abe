package io.depthstream.jobs.analytics;

import io.depthstream.jobs.analytics.state.StateReader;
import io.depthstream.jobs.analytics.state.StateWriter;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.orderbook.analytics.QuoteMath;
import io.depthstream.orderbook.analytics.TopK;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.LeaderRanking;
import io.depthstream.schemas.avro.Leaders;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ranks all symbols at the end of each second in which any of them had an event. Exact: every symbol is looked at, only
 * the k first are kept. Ties go by symbol, so it does not matter in which order symbols told of their second.
 *
 * <p>Bounded by the number of symbols. One thread.
 */
final class LeaderBoard {

    /** Most symbols ranked; seconds of more are counted and left out. */
    static final int MAX_SYMBOLS = 65_536;

    private static final int VERSION = 1;
    private static final byte[] KEY = Topics.MARKET_WIDE_SYMBOL.getBytes(StandardCharsets.UTF_8);

    /** What a symbol told last, and the seconds of it that are not complete yet. */
    static final class Entry {
        final String symbol;
        MarketPulse now;
        final List<MarketPulse> waiting = new ArrayList<>(2);
        boolean changed;

        Entry(final String symbol) {
            this.symbol = symbol;
        }
    }

    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final TreeMap<Long, List<Entry>> seconds = new TreeMap<>();
    private final List<Entry> changed = new ArrayList<>();
    private final Entry[] ranked = new Entry[MAX_SYMBOLS];
    private final TopK mostActive;
    private final TopK busiest;
    private final TopK gainers;
    private final TopK losers;
    private final RecordOutput output;
    private String session = "";
    private long leftOut;

    LeaderBoard(final int k, final RecordOutput output) {
        this.output = output;
        mostActive = new TopK(k);
        busiest = new TopK(k);
        gainers = new TopK(k);
        losers = new TopK(k);
    }

    /** Takes a symbol's second. */
    void second(final MarketPulse pulse) {
        Entry entry = entries.get(pulse.name());
        if (entry == null) {
            if (entries.size() == MAX_SYMBOLS) {
                leftOut++;
                return;
            }
            entry = new Entry(pulse.name());
            entries.put(entry.symbol, entry);
        }
        entry.waiting.add(pulse);
        seconds.computeIfAbsent(pulse.timeNanos(), end -> new ArrayList<>()).add(entry);
        change(entry);
    }

    private void change(final Entry entry) {
        if (!entry.changed) {
            entry.changed = true;
            changed.add(entry);
        }
    }

    /** Seconds left out because there were too many symbols. */
    long leftOut() {
        return leftOut;
    }

    /** Publishes the lists of every second that ended by a time. */
    void complete(final long nanos) {
        while (!seconds.isEmpty() && seconds.firstKey() <= nanos) {
            final Map.Entry<Long, List<Entry>> second = seconds.pollFirstEntry();
            for (final Entry entry : second.getValue()) {
                entry.now = entry.waiting.remove(0);
                session = entry.now.session();
                change(entry);
            }
            publish(second.getKey());
        }
    }

    private void publish(final long endNanos) {
        mostActive.clear();
        busiest.clear();
        gainers.clear();
        losers.clear();
        int item = 0;
        MarketPulse any = null;
        for (final Entry entry : entries.values()) {
            final MarketPulse now = entry.now;
            if (now == null || !now.session().equals(session)) {
                continue; // Nothing of a session that is over leads.
            }
            any = now;
            ranked[item] = entry;
            if (now.a() > 0) {
                mostActive.offer(item, now.a());
            }
            if (now.timeNanos() == endNanos && now.b() > 0) {
                busiest.offer(item, now.b());
            }
            if (now.d() > 0 && now.c() > now.d()) {
                gainers.offer(item, now.c() - now.d(), now.d());
            } else if (now.d() > 0 && now.c() < now.d()) {
                losers.offer(item, now.d() - now.c(), now.d());
            }
            item++;
        }
        if (any == null) {
            return;
        }
        publish(endNanos, any, LeaderRanking.MOST_ACTIVE, mostActive);
        publish(endNanos, any, LeaderRanking.BUSIEST, busiest);
        publish(endNanos, any, LeaderRanking.GAINERS, gainers);
        publish(endNanos, any, LeaderRanking.LOSERS, losers);
    }

    private void publish(final long endNanos, final MarketPulse any, final LeaderRanking ranking, final TopK top) {
        final List<String> symbols = new ArrayList<>(top.size());
        final List<Long> sessionVolumes = new ArrayList<>(top.size());
        final List<Long> secondVolumes = new ArrayList<>(top.size());
        final List<Long> lastPrices = new ArrayList<>(top.size());
        final List<Long> openPrices = new ArrayList<>(top.size());
        final List<Double> changes = new ArrayList<>(top.size());
        for (int i = 0; i < top.size(); i++) {
            final MarketPulse now = ranked[top.item(i)].now;
            symbols.add(now.name());
            sessionVolumes.add(now.a());
            secondVolumes.add(now.timeNanos() == endNanos ? now.b() : 0L);
            lastPrices.add(now.c());
            openPrices.add(now.d());
            changes.add(QuoteMath.ratio(now.c() - now.d(), now.d()));
        }
        final Leaders record = new Leaders(any.venue(), any.session(), Topics.MARKET_WIDE_SYMBOL, 0L, endNanos, 0L,
                any.priceScale(), endNanos, ranking, symbols, sessionVolumes, secondVolumes, lastPrices, openPrices,
                changes, Quality.OK, "", TradingState.UNKNOWN);
        output.publish(new PublishedRecord(Topics.LEADERS, KEY, Records.encode(record), endNanos));
    }

    /** Symbols that changed since the last call; the list is the caller's until the next. */
    List<Entry> takeChanged() {
        final List<Entry> taken = new ArrayList<>(changed);
        changed.clear();
        taken.forEach(entry -> entry.changed = false);
        return taken;
    }

    static byte[] write(final Entry entry, final StateWriter out) {
        out.reset();
        out.put(VERSION);
        out.put(entry.now != null);
        if (entry.now != null) {
            write(entry.now, out);
        }
        out.put(entry.waiting.size());
        entry.waiting.forEach(pulse -> write(pulse, out));
        return out.toBytes();
    }

    private static void write(final MarketPulse pulse, final StateWriter out) {
        out.text(pulse.venue());
        out.text(pulse.session());
        out.put(pulse.timeNanos());
        out.put(pulse.a());
        out.put(pulse.b());
        out.put(pulse.c());
        out.put(pulse.d());
        out.put(pulse.priceScale());
    }

    /** Takes a symbol's state back. */
    void restore(final String symbol, final byte[] value) {
        final StateReader in = new StateReader(value);
        final long version = in.next();
        if (version != VERSION) {
            throw new IllegalArgumentException("leaders' state of " + symbol + " has version " + version
                    + "; this build reads version " + VERSION);
        }
        final Entry entry = new Entry(symbol);
        if (in.nextFlag()) {
            entry.now = read(symbol, in);
            session = entry.now.session().compareTo(session) > 0 ? entry.now.session() : session;
        }
        for (int left = in.nextCount("waiting seconds", Integer.MAX_VALUE); left > 0; left--) {
            final MarketPulse pulse = read(symbol, in);
            entry.waiting.add(pulse);
            seconds.computeIfAbsent(pulse.timeNanos(), end -> new ArrayList<>()).add(entry);
        }
        entries.put(symbol, entry);
    }

    private static MarketPulse read(final String symbol, final StateReader in) {
        return new MarketPulse(MarketPulse.Kind.SECOND, symbol, in.text(), in.text(), in.next(), in.next(), in.next(),
                in.next(), in.next(), (int) in.next());
    }
}
