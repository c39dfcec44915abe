package io.depthstream.jobs.sink;

import java.util.Arrays;
import java.util.Objects;

/**
 * One record on its way to one of the {@code market.*} topics, already encoded.
 *
 * <p>The operator encodes; everything after it only carries bytes, so one sink (and one transaction) serves all topics
 * (docs/decisions/0032). Immutable by contract: the arrays are shared, nobody writes to them, and a symbol's key array
 * is meant to be the same object in all of its records.
 *
 * @param topic          Kafka topic
 * @param key            UTF-8 symbol; never null, never empty: an unkeyed record would land on a random partition
 * @param value          Avro single-object bytes
 * @param timestampNanos venue time, nanoseconds since the epoch, UTC; becomes Kafka's record timestamp in milliseconds
 */
public record PublishedRecord(String topic, byte[] key, byte[] value, long timestampNanos) {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Checks that topic, key and value are there. */
    public PublishedRecord {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(value, "value");
        if (key == null || key.length == 0) {
            throw new IllegalArgumentException("a record of " + topic + " needs the UTF-8 symbol as its key, got "
                    + (key == null ? "null" : "an empty key"));
        }
    }

    /** The timestamp in Kafka's unit, milliseconds since the epoch, rounded down. */
    public long timestampMillis() {
        return Math.floorDiv(timestampNanos, NANOS_PER_MILLI);
    }

    /** Equal if topic and time are and key and value byte for byte. */
    @Override
    public boolean equals(final Object other) {
        return other instanceof PublishedRecord that
                && timestampNanos == that.timestampNanos
                && topic.equals(that.topic)
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value);
    }

    /** Of topic, key, time and value. */
    @Override
    public int hashCode() {
        return 31 * (31 * (31 * topic.hashCode() + Arrays.hashCode(key)) + Long.hashCode(timestampNanos))
                + Arrays.hashCode(value);
    }

    /** Topic, sizes and time; never the bytes. */
    @Override
    public String toString() {
        return "PublishedRecord[" + topic + " key " + key.length + " bytes, value " + value.length + " bytes, "
                + timestampNanos + " ns]";
    }
}
