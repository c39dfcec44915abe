package io.depthstream.jobs.book.state;

import java.util.Arrays;

/**
 * Sequence ranges a symbol went on without, and whether it is proven that none of them held an event of the symbol.
 *
 * <p>A publisher's chain proves silence: it covers a range in which it had no event of the symbol. Where a publisher
 * turns out to have had one, the book lacks it for good and only a snapshot heals. Bounded by
 * {@link HoldLimits#MISSING_RANGES}. One thread.
 */
public final class MissingRanges {

    private long[] from = new long[2];
    private long[] to = new long[2];
    private int count;
    private boolean touched;

    /** Adds a range, both ends missing; nothing when it is empty. */
    public void add(final long first, final long last) {
        if (first > last) {
            return;
        }
        if (count == HoldLimits.MISSING_RANGES) {
            touched = true;
            return;
        }
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        from[count] = first;
        to[count] = last;
        count++;
    }

    /** Takes a covered range, both ends included, out of what is missing. */
    public void cover(final long first, final long last) {
        if (first > last) {
            return;
        }
        final int before = count;
        for (int i = before - 1; i >= 0; i--) {
            final long a = from[i];
            final long b = to[i];
            if (last < a || first > b) {
                continue;
            }
            remove(i);
            add(a, first - 1);
            add(last + 1, b);
        }
    }

    /** Notes an event of the symbol that comes too late to be applied; whether it had been missing. */
    public boolean late(final long sequence) {
        for (int i = 0; i < count; i++) {
            if (sequence >= from[i] && sequence <= to[i]) {
                touched = true;
                return true;
            }
        }
        return false;
    }

    /** Notes that the book is known to be wrong: silence proves nothing any more. */
    public void touch() {
        touched = true;
    }

    /** Whether something is, or was and made a difference. */
    public boolean open() {
        return count > 0 || touched;
    }

    /** Whether every range was proven silent. */
    public boolean healed() {
        return count == 0 && !touched;
    }

    /** Whether the book is known to lack an event. */
    public boolean touched() {
        return touched;
    }

    /** Number of ranges. */
    public int count() {
        return count;
    }

    /** First sequence of range {@code i}. */
    public long from(final int i) {
        return from[i];
    }

    /** Last sequence of range {@code i}. */
    public long to(final int i) {
        return to[i];
    }

    /** Forgets everything: a snapshot or a new day. */
    public void clear() {
        count = 0;
        touched = false;
    }

    private void remove(final int i) {
        count--;
        from[i] = from[count];
        to[i] = to[count];
    }
}
