package io.depthstream.jobs.book.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The framing of state bytes and what a savepoint remembers of it. */
class StateBytesSerializerTest {

    private static final StateBytesSerializer SERIALIZER = StateBytesSerializer.INSTANCE;

    @Test
    void shouldFrameBytesByTheirLength() throws IOException {
        final byte[] value = {1, 2, 3};
        final DataOutputSerializer out = new DataOutputSerializer(16);
        SERIALIZER.serialize(value, out);
        assertEquals("00000003010203", HexFormat.of().formatHex(out.getCopyOfBuffer()));
        assertArrayEquals(value, SERIALIZER.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())));
        final DataOutputSerializer copy = new DataOutputSerializer(16);
        SERIALIZER.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);
        assertArrayEquals(out.getCopyOfBuffer(), copy.getCopyOfBuffer());
        assertSame(value, SERIALIZER.copy(value));
    }

    @Test
    void shouldRestoreItselfFromTheReleasedSnapshotOfVersionOne() throws IOException {
        final DataOutputSerializer out = new DataOutputSerializer(128);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, SERIALIZER.snapshotConfiguration());
        final String name = StateBytesSerializerSnapshot.class.getName();
        final DataOutputSerializer golden = new DataOutputSerializer(128);
        golden.writeUTF(name);
        golden.writeInt(1);
        assertArrayEquals(golden.getCopyOfBuffer(), out.getCopyOfBuffer());

        final TypeSerializerSnapshot<byte[]> old = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(golden.getCopyOfBuffer()), getClass().getClassLoader());
        assertSame(SERIALIZER, old.restoreSerializer());
        assertTrue(SERIALIZER.snapshotConfiguration().resolveSchemaCompatibility(old).isCompatibleAsIs());
    }

    @Test
    void shouldRefuseASnapshotOfANewerVersion() {
        final IOException refused = assertThrows(IOException.class, () -> new StateBytesSerializerSnapshot()
                .readSnapshot(2, new DataInputDeserializer(new byte[0]), getClass().getClassLoader()));
        assertTrue(refused.getMessage().contains("version 2"), refused.getMessage());
    }
}
