package io.depthstream.jobs.sink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint remembers of {@link PublishedRecordSerializer}: its version, which is the version of the record format.
 *
 * <p>There is one version so far. A test keeps its bytes; a new format gets a new number and reads the old one.
 */
public final class PublishedRecordSerializerSnapshot implements TypeSerializerSnapshot<PublishedRecord> {

    /** Version of the record format that {@link PublishedRecordSerializer} writes. */
    public static final int VERSION = 1;

    /** For Flink, which makes it by reflection when it restores. */
    public PublishedRecordSerializerSnapshot() {}

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(final DataOutputView out) {
        // The version, which Flink writes itself, says everything.
    }

    @Override
    public void readSnapshot(final int version, final DataInputView in, final ClassLoader classLoader) throws IOException {
        if (version != VERSION) {
            throw new IOException("PublishedRecord state has format version " + version + "; this build reads version " + VERSION
                    + ": restore with the build that wrote it");
        }
    }

    @Override
    public TypeSerializer<PublishedRecord> restoreSerializer() {
        return new PublishedRecordSerializer();
    }

    @Override
    public TypeSerializerSchemaCompatibility<PublishedRecord> resolveSchemaCompatibility(
            final TypeSerializerSnapshot<PublishedRecord> old) {
        return old instanceof PublishedRecordSerializerSnapshot
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
