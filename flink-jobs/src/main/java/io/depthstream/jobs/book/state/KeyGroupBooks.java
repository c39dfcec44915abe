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
    /** Texts tried for one that belongs to the group; one in as many as there are key groups, at most 32,768, does. */
    private static final int MOST_KEYS_TRIED = 1 << 22;

    /** Key in keyed state: a text that Flink assigns to this key group. */
    final String key;
    /** Every symbol of the group. */
    final List<SymbolBook> symbols = new ArrayList<>();
    /** What the next flush writes unless it writes a base. */
    final KeyGroupSegment segment = new KeyGroupSegment();
    /** Whether the next flush writes the group. */
    boolean listed;
    /** Bytes of the base in keyed state; 0 when there is none. */
    long baseBytes;
    /** Deltas in keyed state. */
    int deltas;
    /** Their bytes. */
    long deltaBytes;

    KeyGroupBooks(final String key) {
        this.key = key;
    }

    /** The key of a key group: the first of a row of texts that belongs to it, the same in every run. */
    static String keyOf(final int keyGroup, final int maxParallelism) {
        for (int i = 0; i < MOST_KEYS_TRIED; i++) {
            final String text = KEY_PREFIX + i;
            if (KeyGroupRangeAssignment.assignToKeyGroup(text, maxParallelism) == keyGroup) {
                return text;
            }
        }
        throw new IllegalStateException("no key found for key group " + keyGroup + " of " + maxParallelism
                + " among " + MOST_KEYS_TRIED + ": job.maxParallelism must be at most 32768");
    }
}
