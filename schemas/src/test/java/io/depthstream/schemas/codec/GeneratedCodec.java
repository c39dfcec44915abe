package io.depthstream.schemas.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Avro's own encoder and decoder over the generated classes: the truth the hand-tuned codecs are held to. */
final class GeneratedCodec {

    private GeneratedCodec() {
    }

    static byte[] write(final SpecificRecord record) {
        try {
            final ByteBuffer bytes =
                new BinaryMessageEncoder<SpecificRecord>(RecordModel.INSTANCE, record.getSchema()).encode(record);
            final byte[] value = new byte[bytes.remaining()];
            bytes.get(value);
            return value;
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As a writer may that announces array blocks with their size and cuts them small. */
    static byte[] writeInBlocks(final SpecificRecord record, final int blockBytes) {
        try {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(SingleObject.header(record.getSchema()));
            final BinaryEncoder encoder =
                new EncoderFactory().configureBlockSize(blockBytes).blockingBinaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(record.getSchema(), RecordModel.INSTANCE).write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    static <T extends SpecificRecord> T read(final Class<T> type, final byte[] value) {
        try {
            return new BinaryMessageDecoder<T>(RecordModel.INSTANCE, RecordModel.INSTANCE.getSchema(type)).decode(value);
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }
}
