package io.depthstream.jobs.book.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint remembers of {@link StateBytesSerializer}: the version of the framing (length and bytes). What is
 * inside the bytes has a version of its own ({@link SymbolStateFormat#VERSION} and the order book's).
 */
public final class StateBytesSerializerSnapshot implements TypeSerializerSnapshot<byte[]> {

    /** Version of the framing. */
    public static final int VERSION = 1;

    /** For Flink, which makes it by reflection when it restores. */
    public StateBytesSerializerSnapshot() {}

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(final DataOutputView out) {
        // The version, which Flink writes itself, says everything.
    }

    @Override
    public void readSnapshot(final int version, final DataInputView in, final ClassLoader classLoader)
            throws IOException {
        if (version != VERSION) {
            throw new IOException("book state has framing version " + version + "; this build reads version " + VERSION
                    + ": restore with the build that wrote it");
        }
    }

    @Override
    public TypeSerializer<byte[]> restoreSerializer() {
        return StateBytesSerializer.INSTANCE;
    }

    @Override
    public TypeSerializerSchemaCompatibility<byte[]> resolveSchemaCompatibility(
            final TypeSerializerSnapshot<byte[]> old) {
        return old instanceof StateBytesSerializerSnapshot
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
