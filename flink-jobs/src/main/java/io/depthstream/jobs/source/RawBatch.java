package io.depthstream.jobs.source;

import java.util.Arrays;
import java.util.Objects;

/**
 * One record of the raw topic as it lies in Kafka: the symbol, the undecoded {@code EventBatch} bytes and the position.
 *
 * <p>The value is not decoded here: the book operator decodes it as a flyweight over the same array, so a batch costs
 * one small object from the fetcher to the book. Immutable by contract: {@link #value()} is shared, nobody writes to it.
 *
 * <p>A record that can't be a batch (no key, no value, …) still arrives, with {@link #fault()} saying why, because the
 * operator parks it on {@code market.dlq} with its bytes and position. Its symbol is {@code ""}, which belongs to no
 * partition: an operator that reads without a shuffle must not use it as a key.
 *
 * @param symbol          interned venue symbol, {@code ""} if the key is unusable; never null
 * @param value           Avro single-object bytes; null only with {@link RawFault#NULL_VALUE}
 * @param topic           Kafka topic, interned
 * @param partition       Kafka partition
 * @param offset          Kafka offset
 * @param timestampMillis Kafka's record timestamp, milliseconds since the epoch, or -1 where the record has none
 * @param fault           why the record can't be a batch, or {@link RawFault#NONE}
 */
public record RawBatch(
        String symbol, byte[] value, String topic, int partition, long offset, long timestampMillis, RawFault fault) {

    /** Checks that the parts that are always there are there. */
    public RawBatch {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(fault, "fault");
        if (value == null && fault == RawFault.NONE) {
            throw new IllegalArgumentException("a batch without a value must carry a fault: " + topic + "-" + partition
                    + " offset " + offset);
        }
    }

    /** A sound batch without a timestamp; for tests and for sources other than Kafka. */
    public RawBatch(final String symbol, final byte[] value, final String topic, final int partition, final long offset) {
        this(symbol, value, topic, partition, offset, -1L, RawFault.NONE);
    }

    /** Whether this record belongs on the dead-letter topic rather than in a book. */
    public boolean malformed() {
        return fault != RawFault.NONE;
    }

    /** Where the record lies in Kafka, as {@code topic-partition@offset}: for errors and dead letters. */
    public String position() {
        return topic + "-" + partition + "@" + offset;
    }

    /** Equal if every part is, the value byte for byte. */
    @Override
    public boolean equals(final Object other) {
        return other instanceof RawBatch that
                && partition == that.partition
                && offset == that.offset
                && timestampMillis == that.timestampMillis
                && fault == that.fault
                && symbol.equals(that.symbol)
                && topic.equals(that.topic)
                && Arrays.equals(value, that.value);
    }

    /** By position: two records never share one. */
    @Override
    public int hashCode() {
        return 31 * (31 * topic.hashCode() + partition) + Long.hashCode(offset);
    }

    /** Symbol, position, size and fault; never the bytes. */
    @Override
    public String toString() {
        return "RawBatch[" + symbol + " " + position() + " " + (value == null ? "null" : value.length + " bytes")
                + (malformed() ? " " + fault : "") + "]";
    }
}
