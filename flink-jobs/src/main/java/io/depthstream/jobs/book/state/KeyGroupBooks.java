package io.depthstream.jobs.book.state;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The symbols of one key group, which are written to keyed state together: under one key, one base and the deltas since.
 *
 * <p>One thread.
 */
final class KeyGroupBooks {

    private static final String KEY_PREFIX = "key-group-";
    /** Most texts tried; of 32,768 key groups, the most there can be, the last is found after some 400,000. */
    private static final int MOST_TEXTS = 1 << 22;

    /** Key in keyed state: a text that Flink assigns to this key group. */
    final String key;
    /** Every symbol of the group. */
    final List<SymbolBook> symbols = new ArrayList<>();
    /** What the next flush writes unless it writes a base. */
    final KeyGroupSegment segment = new KeyGroupSegment();
    /** Whether the next flush writes the group. */
    boolean listed;
    /** Whether the group waits for its base to be rewritten. */
    boolean due;
    /** Bytes of the base in keyed state; 0 when there is none. */
    long baseBytes;
    /** Deltas in keyed state. */
    int deltas;
    /** Their bytes. */
    long deltaBytes;

    KeyGroupBooks(final String key) {
        this.key = key;
    }

    /** The key of each key group: the first of a row of texts that belongs to it, the same in every run. */
    static String[] keys(final int maxParallelism) {
        final String[] keys = new String[maxParallelism];
        int found = 0;
        for (int i = 0; found < maxParallelism; i++) {
            if (i == MOST_TEXTS) {
                throw new IllegalStateException("only " + found + " of " + maxParallelism + " key groups have a key after "
                        + MOST_TEXTS + " texts: job.maxParallelism must be at most 32768");
            }
            final String text = KEY_PREFIX + i;
            final int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(text, maxParallelism);
            if (keys[keyGroup] == null) {
                keys[keyGroup] = text;
                found++;
            }
        }
        return keys;
    }
}
