package io.depthstream.jobs.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class RawBatchSerializerTest {

    private static final RawBatch BATCH =
            new RawBatch("AAPL", new byte[] {1, 2, 3}, "market.itch.raw", 7, 1_234_567_890_123L, 1_580_394_600_123L, RawFault.NONE);

    /** Written by format version 1. Never change: savepoints hold these bytes. */
    private static final String GOLDEN_BATCH = "0000000007" + "0000011f71fb04cb" + "0000016ff6dbd6bb"
            + "0f6d61726b65742e697463682e726177" + "044141504c" + "00000003" + "010203";

    /** Class name as Flink writes it, then version 1, which has no further bytes. */
    private static final String GOLDEN_SNAPSHOT = "0035"
            + HexFormat.of().formatHex("io.depthstream.jobs.source.RawBatchSerializerSnapshot".getBytes(StandardCharsets.US_ASCII)) + "00000001";

    /** Flink's output doesn't grow when it copies from an input. */
    private static final int COPY_BYTES = 4_096;

    private final RawBatchSerializer serializer = new RawBatchSerializer();

    @Test
    void shouldWriteAndReadTheGoldenBytesOfVersionOne() throws IOException {
        assertEquals(GOLDEN_BATCH, HexFormat.of().formatHex(written(BATCH)));
        assertEquals(BATCH, read(HexFormat.of().parseHex(GOLDEN_BATCH)));
    }

    @Test
    void shouldWriteAndRestoreTheGoldenSnapshotOfVersionOne() throws IOException {
        final DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        final String hex = HexFormat.of().formatHex(out.getCopyOfBuffer());
        assertEquals(GOLDEN_SNAPSHOT, hex);
        final TypeSerializerSnapshot<RawBatch> restored = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(HexFormat.of().parseHex(GOLDEN_SNAPSHOT)), getClass().getClassLoader());
        assertEquals(serializer, restored.restoreSerializer());
        assertTrue(serializer.snapshotConfiguration().resolveSchemaCompatibility(restored).isCompatibleAsIs());
    }

    @Test
    void shouldRefuseStateOfANewerVersionByName() {
        final IOException refused = assertThrows(
                IOException.class, () -> new RawBatchSerializerSnapshot().readSnapshot(2, null, null));
        assertEquals(
                "RawBatch state has format version 2; this build reads version 1: restore with the build that wrote it",
                refused.getMessage());
    }

    @Property(tries = 300)
    void shouldGiveBackEveryBatch(
            @ForAll @StringLength(max = 60) final String symbol,
            @ForAll final byte[] value,
            @ForAll final int partition,
            @ForAll final long offset,
            @ForAll final long timestamp)
            throws IOException {
        final String encodable = new String(symbol.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        final RawBatch batch = new RawBatch(encodable, value, "t", partition, offset, timestamp, RawFault.NONE);
        assertEquals(batch, read(written(batch)));
        final DataOutputSerializer copied = new DataOutputSerializer(COPY_BYTES);
        serializer.copy(new DataInputDeserializer(written(batch)), copied);
        assertEquals(batch, read(copied.getCopyOfBuffer()));
    }

    @Test
    void shouldCarryEveryFault() throws IOException {
        for (final RawFault fault : RawFault.values()) {
            final byte[] value = fault == RawFault.NONE ? new byte[0] : null;
            final RawBatch batch = new RawBatch("", value, "t", 0, 1, 2, fault);
            assertEquals(batch, read(written(batch)));
            assertEquals(fault != RawFault.NONE, batch.malformed());
            final DataOutputSerializer copied = new DataOutputSerializer(COPY_BYTES);
            serializer.copy(new DataInputDeserializer(written(batch)), copied);
            assertEquals(batch, read(copied.getCopyOfBuffer()));
        }
    }

    @Test
    void shouldShareSymbolsAndCopyByIdentity() throws IOException {
        assertSame(read(written(BATCH)).symbol(), read(written(BATCH)).symbol());
        assertSame(BATCH, serializer.copy(BATCH));
        assertSame(BATCH, serializer.copy(BATCH, null));
        assertTrue(serializer.isImmutableType());
    }

    @Test
    void shouldSurviveTheWayToATaskManagerAndBeDuplicatedForEachThread() throws Exception {
        final TypeSerializer<RawBatch> made = RawBatchTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl());
        assertEquals(serializer, made);
        assertNotSame(serializer, serializer.duplicate());
        final RawBatchSerializer travelled = InstantiationUtil.clone(serializer);
        assertEquals(BATCH, travelled.deserialize(new DataInputDeserializer(written(BATCH))));
        assertSame(RawBatchTypeInfo.INSTANCE, InstantiationUtil.clone(RawBatchTypeInfo.INSTANCE));
    }

    @Test
    void shouldRefuseASymbolThatIsTooLong() {
        final RawBatch batch = new RawBatch("é".repeat(128), new byte[0], "t", 0, 0);
        final IOException refused = assertThrows(IOException.class, () -> written(batch));
        assertTrue(refused.getMessage().startsWith("text of 256 bytes is longer than 255: "), refused.getMessage());
    }

    private byte[] written(final RawBatch batch) throws IOException {
        final DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(batch, out);
        return out.getCopyOfBuffer();
    }

    private RawBatch read(final byte[] bytes) throws IOException {
        final DataInputDeserializer in = new DataInputDeserializer(bytes);
        final RawBatch batch = serializer.deserialize(in);
        assertEquals(0, in.available(), "bytes were left over");
        return batch;
    }
}
