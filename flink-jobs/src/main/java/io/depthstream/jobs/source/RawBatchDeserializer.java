package io.depthstream.jobs.source;

import java.io.IOException;
import java.io.ObjectInputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes a {@link RawBatch} of a Kafka record without looking into its value.
 *
 * <p>Never throws for what a record holds: a record without a usable key or without a value comes out with its
 * {@link RawFault}, so that the operator parks it and the stream goes on. Runs in the task's thread; allocates the
 * batch only, once a symbol is known.
 */
public final class RawBatchDeserializer implements KafkaRecordDeserializationSchema<RawBatch> {

    private static final long serialVersionUID = 1L;
    private static final String NO_SYMBOL = "";

    private transient ByteInterner symbols = new ByteInterner();

    @Override
    public void deserialize(final ConsumerRecord<byte[], byte[]> record, final Collector<RawBatch> out) {
        final byte[] key = record.key();
        final byte[] value = record.value();
        String symbol = NO_SYMBOL;
        RawFault fault = RawFault.NONE;
        if (key == null || key.length == 0) {
            fault = RawFault.EMPTY_KEY;
        } else if (key.length > ByteInterner.MAX_TEXT_BYTES) {
            fault = RawFault.KEY_TOO_LONG;
        } else {
            final String known = symbols.intern(key, 0, key.length);
            if (known == null) {
                fault = RawFault.KEY_NOT_UTF8;
            } else {
                symbol = known;
            }
        }
        if (value == null && fault == RawFault.NONE) {
            fault = RawFault.NULL_VALUE;
        }
        out.collect(new RawBatch(
                symbol, value, record.topic(), record.partition(), record.offset(), record.timestamp(), fault));
    }

    @Override
    public TypeInformation<RawBatch> getProducedType() {
        return RawBatchTypeInfo.INSTANCE;
    }

    private void readObject(final ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        symbols = new ByteInterner();
    }
}
