package io.depthstream.jobs.sink;

import io.depthstream.jobs.source.InternedText;
import java.io.IOException;
import java.io.ObjectInputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink's serialiser of {@link PublishedRecord}, used where the sink is not chained to the operator.
 *
 * <p>Version 1: timestamp nanoseconds (8 bytes), topic (one length byte and UTF-8), key length (4) and bytes, value
 * length (4) and bytes. Numbers are big-endian. Records are immutable, so copying is the identity. Not thread-safe
 * ({@link #duplicate()} gives a fresh one).
 */
public final class PublishedRecordSerializer extends TypeSerializer<PublishedRecord> {

    private static final long serialVersionUID = 1L;
    private static final byte[] PLACEHOLDER_KEY = {'*'};

    private transient InternedText text = new InternedText();

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<PublishedRecord> duplicate() {
        return new PublishedRecordSerializer();
    }

    @Override
    public PublishedRecord createInstance() {
        return new PublishedRecord("", PLACEHOLDER_KEY, new byte[0], 0L);
    }

    @Override
    public PublishedRecord copy(final PublishedRecord from) {
        return from;
    }

    @Override
    public PublishedRecord copy(final PublishedRecord from, final PublishedRecord reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(final PublishedRecord record, final DataOutputView out) throws IOException {
        out.writeLong(record.timestampNanos());
        text.write(record.topic(), out);
        out.writeInt(record.key().length);
        out.write(record.key(), 0, record.key().length);
        out.writeInt(record.value().length);
        out.write(record.value(), 0, record.value().length);
    }

    @Override
    public PublishedRecord deserialize(final DataInputView in) throws IOException {
        final long timestampNanos = in.readLong();
        final String topic = text.read(in);
        final byte[] key = new byte[in.readInt()];
        in.readFully(key);
        final byte[] value = new byte[in.readInt()];
        in.readFully(value);
        return new PublishedRecord(topic, key, value, timestampNanos);
    }

    @Override
    public PublishedRecord deserialize(final PublishedRecord reuse, final DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(final DataInputView in, final DataOutputView out) throws IOException {
        out.writeLong(in.readLong());
        text.copy(in, out);
        copyBytes(in, out);
        copyBytes(in, out);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof PublishedRecordSerializer;
    }

    @Override
    public int hashCode() {
        return PublishedRecordSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<PublishedRecord> snapshotConfiguration() {
        return new PublishedRecordSerializerSnapshot();
    }

    private static void copyBytes(final DataInputView in, final DataOutputView out) throws IOException {
        final int length = in.readInt();
        out.writeInt(length);
        out.write(in, length);
    }

    private void readObject(final ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        text = new InternedText();
    }
}
