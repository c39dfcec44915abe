package io.depthstream.jobs.analytics;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a savepoint remembers of {@link MarketPulseSerializer}: the version of its form. */
public final class MarketPulseSerializerSnapshot implements TypeSerializerSnapshot<MarketPulse> {

    /** Version of the form. */
    public static final int VERSION = 1;

    /** For Flink, which makes it by reflection when it restores. */
    public MarketPulseSerializerSnapshot() {}

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
            throw new IOException("market pulse has form version " + version + "; this build reads version " + VERSION
                    + ": restore with the build that wrote it");
        }
    }

    @Override
    public TypeSerializer<MarketPulse> restoreSerializer() {
        return MarketPulseSerializer.INSTANCE;
    }

    @Override
    public TypeSerializerSchemaCompatibility<MarketPulse> resolveSchemaCompatibility(
            final TypeSerializerSnapshot<MarketPulse> old) {
        return old instanceof MarketPulseSerializerSnapshot
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
