package io.depthstream.jobs.analytics;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's serialiser of {@link MarketPulse}, version 1: kind (1 byte), three texts, six numbers. Stateless; any thread. */
public final class MarketPulseSerializer extends TypeSerializerSingleton<MarketPulse> {

    private static final long serialVersionUID = 1L;

    /** The one instance. */
    public static final MarketPulseSerializer INSTANCE = new MarketPulseSerializer();

    private static final MarketPulse.Kind[] KINDS = MarketPulse.Kind.values();

    private MarketPulseSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public MarketPulse createInstance() {
        return new MarketPulse(MarketPulse.Kind.SECOND, "", "", "", 0, 0, 0, 0, 0, 0);
    }

    @Override
    public MarketPulse copy(final MarketPulse from) {
        return from;
    }

    @Override
    public MarketPulse copy(final MarketPulse from, final MarketPulse reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(final MarketPulse pulse, final DataOutputView out) throws IOException {
        out.writeByte(pulse.kind().ordinal());
        out.writeUTF(pulse.name());
        out.writeUTF(pulse.venue());
        out.writeUTF(pulse.session());
        out.writeLong(pulse.timeNanos());
        out.writeLong(pulse.a());
        out.writeLong(pulse.b());
        out.writeLong(pulse.c());
        out.writeLong(pulse.d());
        out.writeInt(pulse.priceScale());
    }

    @Override
    public MarketPulse deserialize(final DataInputView in) throws IOException {
        final int kind = in.readUnsignedByte();
        if (kind >= KINDS.length) {
            throw new IOException("market pulse has kind " + kind + "; this build knows 0 to " + (KINDS.length - 1));
        }
        return new MarketPulse(KINDS[kind], in.readUTF(), in.readUTF(), in.readUTF(), in.readLong(), in.readLong(),
                in.readLong(), in.readLong(), in.readLong(), in.readInt());
    }

    @Override
    public MarketPulse deserialize(final MarketPulse reuse, final DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(final DataInputView in, final DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public TypeSerializerSnapshot<MarketPulse> snapshotConfiguration() {
        return new MarketPulseSerializerSnapshot();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
