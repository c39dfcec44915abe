package io.depthstream.ingest.session;

/**
 * Rising, disjoint ranges of sequence numbers in primitive arrays, each stamped with the time it was put in.
 *
 * <p>Ranges are added above all others and taken out anywhere, so stamps rise with the numbers. Searching is by halves,
 * taking out moves at most the ranges above. Bounded; no allocation after construction; one thread.
 */
final class SequenceRanges {

    private final long[] begins;
    private final long[] ends;
    private final long[] stamps;
    private int size;
    private long dropped;

    SequenceRanges(final int capacity) {
        begins = new long[capacity];
        ends = new long[capacity];
        stamps = new long[capacity];
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long begin(final int index) {
        return begins[index];
    }

    long end(final int index) {
        return ends[index];
    }

    long stamp(final int index) {
        return stamps[index];
    }

    /** How many numbers were forgotten, since the beginning, because there was no place for another range. */
    long dropped() {
        return dropped;
    }

    void clear() {
        size = 0;
    }

    /** Adds a range above all others. One that adjoins the last grows it, and keeps its older stamp. Full: the lowest goes. */
    void append(final long begin, final long end, final long stamp) {
        assert begin < end && (size == 0 || begin >= ends[size - 1]) : "append " + begin + ".." + end;
        if (size > 0 && ends[size - 1] == begin) {
            ends[size - 1] = end;
            return;
        }
        if (size == begins.length) {
            dropLowest();
        }
        begins[size] = begin;
        ends[size] = end;
        stamps[size] = stamp;
        size++;
    }

    /** Index of the lowest range that ends above {@code sequence}; {@link #size()} if there is none. */
    int firstEndingAbove(final long sequence) {
        int low = 0;
        int high = size;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (ends[middle] > sequence) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How many numbers of {@code [begin, end)} are in the ranges. */
    long count(final long begin, final long end) {
        long count = 0;
        for (int i = firstEndingAbove(begin); i < size && begins[i] < end; i++) {
            count += Math.min(ends[i], end) - Math.max(begins[i], begin);
        }
        return count;
    }

    /** Takes the numbers of {@code [begin, end)} out and returns how many there were. */
    long remove(final long begin, final long end) {
        int index = firstEndingAbove(begin);
        if (index < size && begins[index] < begin && ends[index] > end) {
            return split(index, begin, end);
        }
        long removed = 0;
        if (index < size && begins[index] < begin) {
            removed += ends[index] - begin;
            ends[index] = begin;
            index++;
        }
        int covered = index;
        while (covered < size && ends[covered] <= end) {
            removed += ends[covered] - begins[covered];
            covered++;
        }
        if (covered < size && begins[covered] < end) {
            removed += end - begins[covered];
            begins[covered] = end;
        }
        if (covered > index) {
            shift(covered, index);
        }
        return removed;
    }

    private long split(final int at, final long begin, final long end) {
        int index = at;
        if (size == begins.length) {
            dropLowest();
            index--;
            if (index < 0) {
                dropped -= end - begin;
                return end - begin;
            }
        }
        final int above = size - index;
        System.arraycopy(begins, index, begins, index + 1, above);
        System.arraycopy(ends, index, ends, index + 1, above);
        System.arraycopy(stamps, index, stamps, index + 1, above);
        size++;
        ends[index] = begin;
        begins[index + 1] = end;
        return end - begin;
    }

    private void dropLowest() {
        dropped += ends[0] - begins[0];
        shift(1, 0);
    }

    private void shift(final int from, final int to) {
        final int moved = size - from;
        System.arraycopy(begins, from, begins, to, moved);
        System.arraycopy(ends, from, ends, to, moved);
        System.arraycopy(stamps, from, stamps, to, moved);
        size = to + moved;
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : " ").append(begins[i]).append("..").append(ends[i]);
        }
        return text.append(']').toString();
    }
}
