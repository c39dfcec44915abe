package io.depthstream.jobs.book;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.codec.EventBatchWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Packs test events into raw batches as a publisher does: per symbol, with the sequence it sent before. */
final class Batches {

    static final String VENUE = "XNAS";
    static final int PRICE_SCALE = 4;
    /** Every batch is received at one time, so that splitting a stream differently changes no record. */
    static final long RECEIVED = 1_700_000_000_000_000_000L;

    private final String session;
    private final String publisher;
    private final Map<String, Long> previous = new HashMap<>();
    private final EventBatchWriter writer = new EventBatchWriter();
    private long offset;
    private long stamp = -1;

    Batches(final String session, final String publisher) {
        this.session = session;
        this.publisher = publisher;
    }

    /** From now on batches carry this Kafka timestamp. */
    Batches at(final long millis) {
        stamp = millis;
        return this;
    }

    /** Forgets what was sent before, as a publisher that starts afresh. */
    Batches restarted() {
        previous.clear();
        return this;
    }

    /** One batch of events that all belong to one symbol. */
    RawBatch of(final FeedEvent... events) {
        return of(List.of(events));
    }

    /** One batch of events that all belong to one symbol. */
    RawBatch of(final List<FeedEvent> events) {
        final String symbol = events.get(0).symbol();
        writer.begin(VENUE, session, symbol, publisher, previous.getOrDefault(symbol, 0L), PRICE_SCALE);
        for (final FeedEvent e : events) {
            if (!e.symbol().equals(symbol)) {
                throw new IllegalArgumentException("a batch is of one symbol: " + symbol + ", " + e.symbol());
            }
            writer.event(e.kind(), e.sequence(), e.timeNanos(), RECEIVED, e.side(), e.orderRef(), e.newOrderRef(),
                    e.price(), e.shares(), e.matchNumber(), e.flags(), e.codes(), e.values(), e.values().length);
        }
        previous.put(symbol, events.get(events.size() - 1).sequence());
        return new RawBatch(symbol, writer.toBytes(), Topics.RAW_XNAS, 0, offset++, stamp, RawFault.NONE);
    }

    /** All events in batches of random sizes up to a limit, flushed symbol by symbol; order per symbol is kept. */
    List<RawBatch> all(final List<FeedEvent> events, final Random random, final int flushLimit) {
        final List<RawBatch> batches = new ArrayList<>();
        int from = 0;
        while (from < events.size()) {
            final int to = Math.min(events.size(), from + 1 + random.nextInt(flushLimit));
            final Map<String, List<FeedEvent>> bySymbol = new LinkedHashMap<>();
            for (final FeedEvent event : events.subList(from, to)) {
                bySymbol.computeIfAbsent(event.symbol(), symbol -> new ArrayList<>()).add(event);
            }
            bySymbol.values().forEach(of -> split(of, random, batches));
            from = to;
        }
        return batches;
    }

    /** Snapshots come in batches of their own, cut anywhere. */
    private void split(final List<FeedEvent> events, final Random random, final List<RawBatch> batches) {
        int from = 0;
        for (int i = 1; i <= events.size(); i++) {
            final boolean snapshot = events.get(i - 1).kind().name().startsWith("SNAPSHOT");
            if (i == events.size() || snapshot != events.get(i).kind().name().startsWith("SNAPSHOT")
                    || snapshot && (events.get(i - 1).kind() == EventKind.SNAPSHOT_END || random.nextInt(3) == 0)) {
                batches.add(of(events.subList(from, i)));
                from = i;
            }
        }
    }
}
