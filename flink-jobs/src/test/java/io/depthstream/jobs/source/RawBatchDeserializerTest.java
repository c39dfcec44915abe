package io.depthstream.jobs.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RawBatchDeserializerTest {

    private static final byte[] VALUE = {9, 8, 7};

    private final RawBatchDeserializer deserializer = new RawBatchDeserializer();

    @Test
    void shouldCarryTheRecordAndItsPositionWithoutLookingIntoTheValue() {
        final RawBatch batch = deserialized(utf8("AAPL"), VALUE);
        assertEquals(new RawBatch("AAPL", VALUE, "raw", 3, 42, 1_580_394_600_000L, RawFault.NONE), batch);
        assertSame(VALUE, batch.value());
        assertEquals("raw-3@42", batch.position());
        assertSame(batch.symbol(), deserialized(utf8("AAPL"), VALUE).symbol());
    }

    @Test
    void shouldFlagRecordsThatCanBeNoBatchAndKeepTheirBytes() {
        assertFault(RawFault.EMPTY_KEY, "", null, VALUE);
        assertFault(RawFault.EMPTY_KEY, "", new byte[0], VALUE);
        assertFault(RawFault.EMPTY_KEY, "", null, null);
        assertFault(RawFault.NULL_VALUE, "AAPL", utf8("AAPL"), null);
        assertFault(RawFault.KEY_NOT_UTF8, "", new byte[] {(byte) 0xFE}, VALUE);
        assertFault(RawFault.KEY_TOO_LONG, "", new byte[256], VALUE);
    }

    @Test
    void shouldWorkAfterTheWayToATaskManager() throws Exception {
        final List<RawBatch> out = new ArrayList<>();
        InstantiationUtil.clone(deserializer).deserialize(record(utf8("AAPL"), VALUE), new ListCollector<>(out));
        assertEquals("AAPL", out.get(0).symbol());
        assertSame(RawBatchTypeInfo.INSTANCE, deserializer.getProducedType());
    }

    private void assertFault(final RawFault fault, final String symbol, final byte[] key, final byte[] value) {
        final RawBatch batch = deserialized(key, value);
        assertEquals(fault, batch.fault());
        assertEquals(symbol, batch.symbol());
        assertArrayEquals(value, batch.value());
    }

    private RawBatch deserialized(final byte[] key, final byte[] value) {
        final List<RawBatch> out = new ArrayList<>();
        deserializer.deserialize(record(key, value), new ListCollector<>(out));
        assertEquals(1, out.size());
        return out.get(0);
    }

    private static ConsumerRecord<byte[], byte[]> record(final byte[] key, final byte[] value) {
        return new ConsumerRecord<>(
                "raw", 3, 42, 1_580_394_600_000L, TimestampType.CREATE_TIME, -1, -1, key, value, new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
