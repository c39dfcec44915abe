package io.depthstream.schemas;

/**
 * Flink's key-group arithmetic, repeated here so that a producer can put a symbol on the partition whose source
 * subtask also owns the symbol's keyed state: the job then needs no shuffle between source and book.
 *
 * <p>Equal to {@code org.apache.flink.runtime.state.KeyGroupRangeAssignment} for a {@code String} key and to
 * {@code KafkaSourceEnumerator.getSplitOwner}; tests hold it to constants that those classes gave. Pure functions:
 * any thread, no allocation.
 */
public final class KeyGroups {

    /** Number of key groups of every job; fixed for the life of its state. 720 divides by 1-6, 8, 9, 10, 12, 15, 16 … */
    public static final int DEFAULT_MAX_PARALLELISM = 720;

    /** Largest number of key groups Flink allows. */
    public static final int UPPER_BOUND_MAX_PARALLELISM = 1 << 15;

    private KeyGroups() {
    }

    /**
     * Key group Flink assigns to a symbol.
     *
     * @param symbol         key of the keyed stream, not null
     * @param maxParallelism number of key groups, 1 to {@link #UPPER_BOUND_MAX_PARALLELISM}
     * @return 0 to {@code maxParallelism - 1}
     */
    public static int keyGroup(final String symbol, final int maxParallelism) {
        requireMaxParallelism(maxParallelism);
        return murmur(symbol.hashCode()) % maxParallelism;
    }

    /**
     * Subtask that owns a key group: key groups go to subtasks in contiguous ranges.
     *
     * @param keyGroup       0 to {@code maxParallelism - 1}
     * @param maxParallelism number of key groups
     * @param parallelism    number of subtasks, 1 to {@code maxParallelism}
     * @return 0 to {@code parallelism - 1}
     */
    public static int subtask(final int keyGroup, final int maxParallelism, final int parallelism) {
        requireMaxParallelism(maxParallelism);
        requireParallelism(parallelism, maxParallelism, "parallelism");
        if (keyGroup < 0 || keyGroup >= maxParallelism) {
            throw new IllegalArgumentException(
                "keyGroup must be 0 to maxParallelism - 1 (" + (maxParallelism - 1) + "): " + keyGroup);
        }
        return keyGroup * parallelism / maxParallelism;
    }

    /**
     * Partition that a Kafka source running with as many subtasks as the topic has partitions hands to the subtask
     * owning the symbol's key group. With any other parallelism the records are still spread evenly by symbol, but the
     * job has to shuffle them.
     *
     * @param symbol         record key, not null
     * @param topic          topic the record goes to: the source starts dealing partitions at its hash
     * @param partitions     partitions of that topic, 1 to {@code maxParallelism}
     * @param maxParallelism number of key groups of the reading job
     * @return 0 to {@code partitions - 1}
     */
    public static int partition(
        final String symbol, final String topic, final int partitions, final int maxParallelism) {
        requireMaxParallelism(maxParallelism);
        requireParallelism(partitions, maxParallelism, "partitions");
        final int owner = subtask(keyGroup(symbol, maxParallelism), maxParallelism, partitions);
        return Math.floorMod(owner - firstOwner(topic, partitions), partitions);
    }

    /**
     * Subtask that a Kafka source hands a partition to.
     *
     * @param topic       topic the partition belongs to
     * @param partition   partition number, 0 or above
     * @param parallelism subtasks of the source, 1 or more
     * @return 0 to {@code parallelism - 1}
     */
    public static int sourceSubtask(final String topic, final int partition, final int parallelism) {
        if (partition < 0 || parallelism < 1) {
            throw new IllegalArgumentException("partition must be 0 or above and parallelism 1 or above: partition "
                + partition + ", parallelism " + parallelism);
        }
        return (int) (((long) firstOwner(topic, parallelism) + partition) % parallelism);
    }

    private static int firstOwner(final String topic, final int parallelism) {
        return ((topic.hashCode() * 31) & 0x7FFFFFFF) % parallelism;
    }

    /** One round and the finish of MurmurHash3 (32 bit, seed 0) over a four-byte code, made non-negative Flink's way. */
    private static int murmur(final int code) {
        int hash = Integer.rotateLeft(code * 0xcc9e2d51, 15) * 0x1b873593;
        hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        hash ^= 4;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        hash ^= hash >>> 16;
        return hash == Integer.MIN_VALUE ? 0 : Math.abs(hash);
    }

    private static void requireMaxParallelism(final int maxParallelism) {
        if (maxParallelism < 1 || maxParallelism > UPPER_BOUND_MAX_PARALLELISM) {
            throw new IllegalArgumentException(
                "maxParallelism must be 1 to " + UPPER_BOUND_MAX_PARALLELISM + ": " + maxParallelism);
        }
    }

    private static void requireParallelism(final int value, final int maxParallelism, final String name) {
        if (value < 1 || value > maxParallelism) {
            throw new IllegalArgumentException(
                name + " must be 1 to maxParallelism (" + maxParallelism + "): " + value);
        }
    }
}
