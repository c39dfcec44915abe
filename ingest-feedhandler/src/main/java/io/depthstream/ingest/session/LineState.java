package io.depthstream.ingest.session;

import io.depthstream.ingest.packet.CounterSet;

/** What the arbiter knows of one line: which numbers it brought, and its counters. One thread writes. */
final class LineState {

    /** Holes of one line that are remembered; a copy that fills an older one counts as a duplicate. */
    static final int MAX_LINE_HOLES = 1024;

    final CounterSet<LineCounter> counters = new CounterSet<>(LineCounter.class);
    private final SequenceRanges holes = new SequenceRanges(MAX_LINE_HOLES);
    private long first;
    private long next;

    /** A session begins: everything from {@code sequence} on is expected on this line. */
    void join(final long sequence) {
        holes.clear();
        first = sequence;
        next = sequence;
    }

    /** Notes {@code [begin, end)}; numbers in a declared gap do not count as seen, since no line had them in time. */
    void see(final long begin, final long end, final SequenceRanges gaps) {
        final long from = Math.max(begin, first);
        if (from >= end) {
            return;
        }
        long seen = unseen(from, end);
        for (int i = gaps.firstEndingAbove(from); i < gaps.size() && gaps.begin(i) < end; i++) {
            seen -= unseen(Math.max(from, gaps.begin(i)), Math.min(end, gaps.end(i)));
        }
        counters.add(LineCounter.SEEN, seen);
        holes.remove(from, end);
        if (from > next) {
            holes.append(next, from, 0);
        }
        next = Math.max(next, end);
    }

    private long unseen(final long begin, final long end) {
        return holes.count(begin, end) + Math.max(0, end - Math.max(begin, next));
    }
}
