package io.depthstream.orderbook.analytics;

import java.util.Arrays;

/**
 * A queue of fixed-width records of whole numbers that drops its oldest beyond a limit, and that can save what changed
 * since it was last saved.
 *
 * <p>A record keeps its index for life: the first ever appended is 0. Memory grows by doubling up to the limit, one
 * array for all records. One thread; allocates only while it grows.
 */
public final class RecordRing {

    private static final int SMALLEST = 4;

    private final String name;
    private final int width;
    private final int limit;
    private long[] words;
    private int capacity;
    private long first;
    private long next;
    private long saved;

    /**
     * An empty ring that has no memory yet.
     *
     * @param name  for errors
     * @param width numbers a record
     * @param limit most records kept, 1 or more
     */
    public RecordRing(final String name, final int width, final int limit) {
        if (width < 1 || limit < 1) {
            throw new IllegalArgumentException(name + ": width " + width + " and limit " + limit + " must be 1 or more");
        }
        this.name = name;
        this.width = width;
        this.limit = limit;
        words = new long[0];
    }

    /** Drops every record. Indexes go on where they were. */
    public void clear() {
        first = next;
    }

    /** Records kept. */
    public int size() {
        return (int) (next - first);
    }

    /** Most records kept. */
    public int limit() {
        return limit;
    }

    /** Index of the oldest record; equal to {@link #next} when there is none. */
    public long first() {
        return first;
    }

    /** Index the next record will get. */
    public long next() {
        return next;
    }

    /** Appends a record of zeros, dropping the oldest at the limit; returns its index. */
    public long append() {
        if (next - first == limit) {
            first++;
        }
        if (next - first == capacity) {
            grow((int) (next - first) + 1);
        }
        final int at = at(next);
        Arrays.fill(words, at, at + width, 0L);
        return next++;
    }

    /** Drops the oldest record. */
    public void removeFirst() {
        if (first == next) {
            throw new IllegalStateException(name + " is empty");
        }
        first++;
    }

    /** A number of a record. */
    public long get(final long index, final int column) {
        return words[at(index) + column];
    }

    /** Changes a number of a record. */
    public void set(final long index, final int column, final long value) {
        words[at(index) + column] = value;
        if (index < saved) {
            saved = index;
        }
    }

    /**
     * Where a record's first number stands in {@link #words}; its others follow. Holds until the next {@link #append}. For
     * reading a record, or filling one that was just appended: {@link #set} notes what must be saved, this does not.
     */
    public int place(final long index) {
        return at(index);
    }

    /** The numbers of all records; holds until the next {@link #append}. */
    public long[] words() {
        return words;
    }

    /** Bytes of memory held. */
    public long memoryBytes() {
        return 8L * words.length + 64;
    }

    /**
     * Gives every record, or those from the oldest that changed since the last save.
     *
     * @param whole whether to give all
     */
    public void save(final LongSink out, final boolean whole) {
        final long from = whole ? first : Math.max(first, Math.min(saved, next));
        out.put(first);
        out.put(next - first);
        out.put(next - from);
        for (long index = from; index < next; index++) {
            for (int column = 0; column < width; column++) {
                out.put(get(index, column));
            }
        }
        saved = next;
    }

    /**
     * Takes what {@link #save} gave; a partial one goes on top of what is here.
     *
     * @throws IllegalArgumentException naming what does not fit
     */
    public void load(final LongSource in) {
        final long newFirst = in.next();
        final int count = in.nextCount(name + " records", limit);
        final int changed = in.nextCount(name + " changed records", count);
        final long newNext = newFirst + count;
        final long from = newNext - changed;
        if (newFirst < first || changed < count && from > next) {
            throw new IllegalArgumentException(name + " records " + from + " to " + newNext + " do not follow " + next);
        }
        if (changed == count) {
            first = newFirst;
            next = newFirst;
        } else {
            first = newFirst;
            next = from;
        }
        while (next < newNext) {
            if (next - first == capacity) {
                grow((int) (next - first) + 1);
            }
            final int at = at(next++);
            for (int column = 0; column < width; column++) {
                words[at + column] = in.next();
            }
        }
        saved = next;
    }

    private int at(final long index) {
        return (int) (index & capacity - 1) * width;
    }

    private void grow(final int needed) {
        final int newCapacity = Math.max(SMALLEST, Integer.highestOneBit(2 * needed - 1));
        final long[] grown = new long[newCapacity * width];
        for (long index = first; index < next; index++) {
            System.arraycopy(words, at(index), grown, (int) (index & newCapacity - 1) * width, width);
        }
        words = grown;
        capacity = newCapacity;
    }
}
