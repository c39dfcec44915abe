package io.depthstream.jobs.sink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.JobConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class PublishedRecordTest {

    private static final PublishedRecord RECORD = new PublishedRecord(
            "market.trades", new byte[] {'A', 'A', 'P', 'L'}, new byte[] {1, 2}, 1_580_394_600_123_456_789L);

    /** Written by format version 1. Never change: savepoints hold these bytes. */
    private static final String GOLDEN_RECORD =
            "15eeb083f94ddd15" + "0d6d61726b65742e747261646573" + "00000004" + "4141504c" + "00000002" + "0102";

    private final PublishedRecordSerializer serializer = new PublishedRecordSerializer();

    @Test
    void shouldWriteAndReadTheGoldenBytesOfVersionOne() throws IOException {
        final DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(RECORD, out);
        assertEquals(GOLDEN_RECORD, HexFormat.of().formatHex(out.getCopyOfBuffer()));
        assertEquals(RECORD, serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())));
        final DataOutputSerializer copied = new DataOutputSerializer(64);
        serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);
        assertArrayEquals(out.getCopyOfBuffer(), copied.getCopyOfBuffer());
    }

    @Test
    void shouldRestoreItsSerialiserFromASnapshot() throws Exception {
        final DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        final String hex = HexFormat.of().formatHex(out.getCopyOfBuffer());
        assertTrue(hex.endsWith(HexFormat.of().formatHex("PublishedRecordSerializerSnapshot".getBytes(StandardCharsets.US_ASCII)) + "00000001"), hex);
        final TypeSerializerSnapshot<PublishedRecord> restored = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        assertEquals(serializer, restored.restoreSerializer());
        assertTrue(serializer.snapshotConfiguration().resolveSchemaCompatibility(restored).isCompatibleAsIs());
        assertSame(PublishedRecordTypeInfo.INSTANCE, InstantiationUtil.clone(PublishedRecordTypeInfo.INSTANCE));
        assertThrows(IOException.class, () -> new PublishedRecordSerializerSnapshot().readSnapshot(2, null, null));
    }

    @Test
    void shouldCopyByIdentity() {
        assertSame(RECORD, serializer.copy(RECORD));
        assertTrue(serializer.isImmutableType());
    }

    @Test
    void shouldRouteByItsOwnTopicWithItsKeyAndTheMillisecondsOfItsTime() {
        final ProducerRecord<byte[], byte[]> routed = new PublishedRecordSerializationSchema().serialize(RECORD, null, 5L);
        assertEquals("market.trades", routed.topic());
        assertSame(RECORD.key(), routed.key());
        assertSame(RECORD.value(), routed.value());
        assertEquals(1_580_394_600_123L, routed.timestamp());
        assertNull(routed.partition());
    }

    @Test
    void shouldRefuseARecordWithoutAKey() {
        assertEquals(
                "a record of market.trades needs the UTF-8 symbol as its key, got an empty key",
                assertThrows(IllegalArgumentException.class,
                        () -> new PublishedRecord("market.trades", new byte[0], new byte[0], 0)).getMessage());
    }

    @Test
    void shouldTuneTheProducerAsConfigured() {
        final Properties producer = KafkaTopicsSink.producer(
                JobConfig.of(Map.of("sink.lingerMillis", "3", "sink.compression", "zstd")).sink());
        assertEquals("all", producer.getProperty("acks"));
        assertEquals("true", producer.getProperty("enable.idempotence"));
        assertEquals("3", producer.getProperty("linger.ms"));
        assertEquals("zstd", producer.getProperty("compression.type"));
        assertEquals("900000", producer.getProperty("transaction.timeout.ms"));
        assertNull(KafkaTopicsSink.producer(JobConfig.of(Map.of("sink.delivery", "at-least-once")).sink())
                .getProperty("transaction.timeout.ms"));
    }
}
