package io.depthstream.orderbook;

import java.util.Arrays;

/**
 * The time-priority queues of one side of a book: blocks of order references in one {@code long[]}, sized in powers of
 * two ("class" c holds 2<sup>c</sup> references), with a free list a class threaded through the free blocks.
 * A level of one order needs no block. Offset 0 means none.
 *
 * <p>The ladder extends it, rather than holding it, so that both share one object and mostly one cache line: each
 * object more on the way to an order is a memory read more a message.
 */
abstract class QueueArena {
    private static final int INITIAL_WORDS = 8;
    /** A smaller array is not worth packing. */
    private static final int KEPT_WORDS = 32;
    private static final long[] NO_WORDS = new long[0];
    private static final int[] NO_LISTS = new int[0];

    /** The blocks; replaced when they grow. */
    long[] queue = NO_WORDS;
    private int[] freeHeads = NO_LISTS;
    private int used = 1;
    private int freeWords;

    /** A block of 2<sup>sizeClass</sup> words; may replace {@link #queue}. */
    final int allocate(final int sizeClass) {
        final int size = 1 << sizeClass;
        if (sizeClass < freeHeads.length && freeHeads[sizeClass] != 0) {
            final int offset = freeHeads[sizeClass];
            freeHeads[sizeClass] = (int) queue[offset];
            freeWords -= size;
            return offset;
        }
        if (used + size > queue.length) {
            queue = Arrays.copyOf(queue, Math.max(INITIAL_WORDS, used + size + (used >> 2)));
        }
        final int offset = used;
        used += size;
        return offset;
    }

    final void free(final int offset, final int sizeClass) {
        if (sizeClass >= freeHeads.length) {
            freeHeads = Arrays.copyOf(freeHeads, sizeClass + 1);
        }
        queue[offset] = freeHeads[sizeClass];
        freeHeads[sizeClass] = offset;
        freeWords += 1 << sizeClass;
    }

    /** Whether a block of this class needs a longer array though a quarter of the present one is free: better to pack. */
    final boolean fragmented(final int sizeClass) {
        return used + (1 << sizeClass) > queue.length && freeWords * 4L > used
                && (sizeClass >= freeHeads.length || freeHeads[sizeClass] == 0);
    }

    /** More than three fifths of the memory holds no block in use: time to give some back. */
    final boolean sparse() {
        return queue.length > KEPT_WORDS && (used - freeWords) * 5L < queue.length * 2L;
    }

    /** Forgets all blocks; changes the array only when it is far too long for so many words of blocks. */
    final void restart(final int live) {
        if (live == 0) {
            queue = NO_WORDS;
            freeHeads = NO_LISTS;
        } else if (live * 5L < queue.length * 2L || live >= queue.length) {
            queue = new long[1 + live + (live >> 2)];
        }
        Arrays.fill(freeHeads, 0);
        used = 1;
        freeWords = 0;
    }

    final int freeWords() {
        return freeWords;
    }

    final int usedWords() {
        return used;
    }

    final long queueBytes() {
        return (queue.length == 0 ? 0 : 16 + 8L * queue.length)
                + (freeHeads.length == 0 ? 0 : 16 + 4L * freeHeads.length);
    }
}
