package io.depthstream.jobs.analytics;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink to use {@link MarketPulseSerializer}: generic types (Kryo) are forbidden in every job. */
public final class MarketPulseTypeInfo extends TypeInformation<MarketPulse> {

    private static final long serialVersionUID = 1L;

    /** The one instance; it has no state. */
    public static final MarketPulseTypeInfo INSTANCE = new MarketPulseTypeInfo();

    private MarketPulseTypeInfo() {}

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
    public Class<MarketPulse> getTypeClass() {
        return MarketPulse.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<MarketPulse> createSerializer(final SerializerConfig config) {
        return MarketPulseSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "MarketPulse";
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof MarketPulseTypeInfo;
    }

    @Override
    public int hashCode() {
        return MarketPulseTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(final Object other) {
        return other instanceof MarketPulseTypeInfo;
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
