package io.depthstream.jobs.sink;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink to use {@link PublishedRecordSerializer}: generic types (Kryo) are forbidden in every job. */
public final class PublishedRecordTypeInfo extends TypeInformation<PublishedRecord> {

    private static final long serialVersionUID = 1L;

    /** The one instance; it has no state. */
    public static final PublishedRecordTypeInfo INSTANCE = new PublishedRecordTypeInfo();

    private PublishedRecordTypeInfo() {}

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
    public Class<PublishedRecord> getTypeClass() {
        return PublishedRecord.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<PublishedRecord> createSerializer(final SerializerConfig config) {
        return new PublishedRecordSerializer();
    }

    @Override
    public String toString() {
        return "PublishedRecord";
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof PublishedRecordTypeInfo;
    }

    @Override
    public int hashCode() {
        return PublishedRecordTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(final Object other) {
        return other instanceof PublishedRecordTypeInfo;
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
