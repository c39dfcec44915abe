package io.depthstream.jobs.book.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink's serialiser of the byte strings of keyed state: four bytes of length (big-endian), then the bytes.
 *
 * <p>The arrays are never changed after they were handed to the state, so copying is the identity: the heap backend's
 * copy-on-write of a delta list then copies references, not bytes. Flink's own serialiser for {@code byte[]} copies.
 */
public final class StateBytesSerializer extends TypeSerializerSingleton<byte[]> {

    private static final long serialVersionUID = 1L;

    /** The one instance; it has no state. */
    public static final StateBytesSerializer INSTANCE = new StateBytesSerializer();

    private static final byte[] EMPTY = new byte[0];

    private StateBytesSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public byte[] createInstance() {
        return EMPTY;
    }

    @Override
    public byte[] copy(final byte[] from) {
        return from;
    }

    @Override
    public byte[] copy(final byte[] from, final byte[] reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(final byte[] bytes, final DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public byte[] deserialize(final DataInputView in) throws IOException {
        final int length = in.readInt();
        if (length < 0) {
            throw new IOException("state bytes have length " + length + "; expected 0 or more");
        }
        final byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public byte[] deserialize(final byte[] reuse, final DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(final DataInputView in, final DataOutputView out) throws IOException {
        final int length = in.readInt();
        out.writeInt(length);
        out.write(in, length);
    }

    @Override
    public TypeSerializerSnapshot<byte[]> snapshotConfiguration() {
        return new StateBytesSerializerSnapshot();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
