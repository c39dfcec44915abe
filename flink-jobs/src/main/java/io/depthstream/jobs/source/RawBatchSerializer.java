package io.depthstream.jobs.source;

import java.io.IOException;
import java.io.ObjectInputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink's serialiser of {@link RawBatch}, for the shuffle where partitions and subtasks don't line up.
 *
 * <p>Version 1: fault code (1 byte), partition (4), offset (8), timestamp milliseconds (8), topic and symbol (one
 * length byte and UTF-8 each), value length (4; -1 for none) and bytes. Numbers are big-endian. A batch is immutable,
 * so copying is the identity. Not thread-safe ({@link #duplicate()} gives a fresh one); reading allocates the batch
 * and its value only.
 */
public final class RawBatchSerializer extends TypeSerializer<RawBatch> {

    private static final long serialVersionUID = 1L;
    private static final int NO_VALUE = -1;
    private static final int FIXED_BYTES = 1 + Integer.BYTES + Long.BYTES + Long.BYTES;

    private transient InternedText text = new InternedText();

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<RawBatch> duplicate() {
        return new RawBatchSerializer();
    }

    @Override
    public RawBatch createInstance() {
        return new RawBatch("", null, "", 0, 0L, -1L, RawFault.NULL_VALUE);
    }

    @Override
    public RawBatch copy(final RawBatch from) {
        return from;
    }

    @Override
    public RawBatch copy(final RawBatch from, final RawBatch reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(final RawBatch batch, final DataOutputView out) throws IOException {
        out.writeByte(batch.fault().code());
        out.writeInt(batch.partition());
        out.writeLong(batch.offset());
        out.writeLong(batch.timestampMillis());
        text.write(batch.topic(), out);
        text.write(batch.symbol(), out);
        final byte[] value = batch.value();
        if (value == null) {
            out.writeInt(NO_VALUE);
        } else {
            out.writeInt(value.length);
            out.write(value, 0, value.length);
        }
    }

    @Override
    public RawBatch deserialize(final DataInputView in) throws IOException {
        final RawFault fault = RawFault.ofCode(in.readUnsignedByte());
        final int partition = in.readInt();
        final long offset = in.readLong();
        final long timestampMillis = in.readLong();
        final String topic = text.read(in);
        final String symbol = text.read(in);
        final int length = in.readInt();
        byte[] value = null;
        if (length != NO_VALUE) {
            value = new byte[length];
            in.readFully(value);
        }
        return new RawBatch(symbol, value, topic, partition, offset, timestampMillis, fault);
    }

    @Override
    public RawBatch deserialize(final RawBatch reuse, final DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(final DataInputView in, final DataOutputView out) throws IOException {
        out.write(in, FIXED_BYTES);
        text.copy(in, out);
        text.copy(in, out);
        final int length = in.readInt();
        out.writeInt(length);
        if (length != NO_VALUE) {
            out.write(in, length);
        }
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof RawBatchSerializer;
    }

    @Override
    public int hashCode() {
        return RawBatchSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<RawBatch> snapshotConfiguration() {
        return new RawBatchSerializerSnapshot();
    }

    private void readObject(final ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        text = new InternedText();
    }
}
