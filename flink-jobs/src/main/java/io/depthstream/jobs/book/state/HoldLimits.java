package io.depthstream.jobs.book.state;

/**
 * How much input may wait for what is missing. A symbol that would pass a limit stops waiting at once: it goes on with
 * what is there, STALE.
 */
public final class HoldLimits {

    /** Batches held for one symbol: a second of the busiest symbol from two publishers. */
    public static final int BATCHES_PER_SYMBOL = 16_384;

    /** Bytes held for one symbol. */
    public static final long BYTES_PER_SYMBOL = 4L << 20;

    /** Batches held by one subtask. */
    public static final int BATCHES = 262_144;

    /** Bytes held by one subtask, the parts of snapshots included. */
    public static final long BYTES = 128L << 20;

    /** Bytes of one symbol's snapshot; a larger one is given up. */
    public static final long SNAPSHOT_BYTES = 64L << 20;

    /** Missing ranges remembered of one symbol; with more only a snapshot heals it. */
    public static final int MISSING_RANGES = 32;

    private HoldLimits() {}
}
