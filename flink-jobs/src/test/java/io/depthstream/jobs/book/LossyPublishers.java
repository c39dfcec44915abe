package io.depthstream.jobs.book;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** Two publishers of one venue stream, each of which loses messages of its own and says so, in one Kafka partition. */
final class LossyPublishers {

    private LossyPublishers() {}

    /** Marks runs of events, after the directory, as lost: some {@code share} of them, in runs of up to {@code longest}. */
    static BitSet lose(final int events, final double share, final int longest, final Random random) {
        final BitSet lost = new BitSet();
        for (int i = 20; i < events; i++) {
            if (random.nextDouble() < 2 * share / (1 + longest)) {
                lost.set(i, Math.min(events, i + 1 + random.nextInt(longest)));
            }
        }
        return lost;
    }

    /** The stream as a publisher sees it: a GAP of every symbol in the place of each run it lost. */
    static List<FeedEvent> seen(final List<FeedEvent> events, final String[] symbols, final BitSet lost) {
        final List<FeedEvent> seen = new ArrayList<>();
        int i = 0;
        while (i < events.size()) {
            if (!lost.get(i)) {
                seen.add(events.get(i++));
                continue;
            }
            final int end = Math.min(lost.nextClearBit(i), events.size());
            final FeedEvent first = events.get(i);
            final FeedEvent last = events.get(end - 1);
            for (final String symbol : symbols) {
                seen.add(FeedEvent.rare(EventKind.GAP, symbol, last.sequence(), last.timeNanos(), Side.NONE, 0, 0, "",
                        first.sequence(), last.sequence()));
            }
            i = end;
        }
        return seen;
    }

    /**
     * What a publisher sends that has a snapshot of each symbol taken behind some of its GAPs: the book as it would be if
     * it had no other orders than one, which is as good as any for comparing two runs.
     */
    static List<FeedEvent> withSnapshots(final List<FeedEvent> events, final Random random) {
        final List<FeedEvent> with = new ArrayList<>();
        long ref = 5_000_000_000L;
        for (final FeedEvent event : events) {
            with.add(event);
            if (event.kind() == EventKind.GAP && random.nextInt(2) == 0) {
                final long sequence = event.sequence();
                with.add(FeedEvent.rare(EventKind.SNAPSHOT_BEGIN, event.symbol(), sequence, event.timeNanos(), Side.NONE,
                        0, 0, "", sequence));
                with.add(new FeedEvent(event.symbol(), EventKind.SNAPSHOT_ORDER, sequence, event.timeNanos(), Side.BID,
                        ref++, 0, 900_000, 100, 0, 0, "", new long[0]));
                with.add(FeedEvent.rare(EventKind.SNAPSHOT_END, event.symbol(), sequence, event.timeNanos(), Side.NONE,
                        0, 0, "", sequence));
            }
        }
        return with;
    }

    /** Both publishers' batches in one log: each one's own order kept, neither far ahead; stamped a millisecond apart. */
    static List<RawBatch> log(
            final List<RawBatch> first, final List<RawBatch> second, final int lead, final Random random) {
        final List<RawBatch> log = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < first.size() || j < second.size()) {
            final double ahead = (double) i / Math.max(1, first.size()) - (double) j / Math.max(1, second.size());
            final boolean allowed = ahead * first.size() < lead;
            final boolean forced = -ahead * second.size() >= lead;
            final boolean fromFirst = j == second.size() || i < first.size() && (forced || allowed && random.nextBoolean());
            final RawBatch next = fromFirst ? first.get(i++) : second.get(j++);
            log.add(stamped(next, log.size()));
        }
        return log;
    }

    static RawBatch stamped(final RawBatch batch, final long offset) {
        return new RawBatch(batch.symbol(), batch.value(), batch.topic(), batch.partition(), offset,
                1_700_000_000_000L + offset, RawFault.NONE);
    }
}
