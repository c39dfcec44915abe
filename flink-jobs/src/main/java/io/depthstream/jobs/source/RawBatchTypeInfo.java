package io.depthstream.jobs.source;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink to use {@link RawBatchSerializer}: generic types (Kryo) are forbidden in every job. */
public final class RawBatchTypeInfo extends TypeInformation<RawBatch> {

    private static final long serialVersionUID = 1L;

    /** The one instance; it has no state. */
    public static final RawBatchTypeInfo INSTANCE = new RawBatchTypeInfo();

    private RawBatchTypeInfo() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<RawBatch> getTypeClass() {
        return RawBatch.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<RawBatch> createSerializer(final SerializerConfig config) {
        return new RawBatchSerializer();
    }

    @Override
    public String toString() {
        return "RawBatch";
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof RawBatchTypeInfo;
    }

    @Override
    public int hashCode() {
        return RawBatchTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(final Object other) {
        return other instanceof RawBatchTypeInfo;
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
