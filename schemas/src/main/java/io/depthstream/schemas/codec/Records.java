package io.depthstream.schemas.codec;

import io.depthstream.schemas.ReleasedSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Generic way in and out for every record type: for cold paths and consumers that want objects. Reads values of all
 * released versions. Any thread; allocates as Avro does.
 */
public final class Records {

    private record ReaderKey(Class<?> type, long fingerprint) {
    }

    private static final Map<ReaderKey, SpecificDatumReader<?>> READERS = new ConcurrentHashMap<>();
    private static final Map<Schema, byte[]> HEADERS = new ConcurrentHashMap<>();

    private Records() {
    }

    /**
     * New record with every field at its schema's default; set what is known, then {@link #encode}. Takes the place of
     * the generated builder, which asks Avro to load classes by name and so fails unless the process declares them
     * trusted.
     *
     * @param type generated class, such as {@code DeadLetter.class}
     * @param <T>  generated class
     */
    public static <T extends SpecificRecord> T blank(final Class<T> type) {
        final RecordModel model = RecordModel.INSTANCE;
        final Schema schema = model.getSchema(type);
        final T record = type.cast(model.newRecord(null, schema));
        for (final Schema.Field field : schema.getFields()) {
            record.put(field.pos(), model.deepCopy(field.schema(), model.getDefaultValue(field)));
        }
        return record;
    }

    /**
     * Encodes a record in single-object encoding with its class's schema.
     *
     * @param record record of a generated class, every field set
     * @return new array
     * @throws IllegalArgumentException when a field is null
     */
    public static byte[] encode(final SpecificRecord record) {
        final Schema schema = record.getSchema();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        final byte[] header = HEADERS.computeIfAbsent(schema, SingleObject::header);
        bytes.write(header, 0, header.length);
        final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(schema, RecordModel.INSTANCE).write(record, encoder);
            encoder.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException("an array cannot fail to be written", e);
        } catch (final NullPointerException e) {
            throw new IllegalArgumentException(
                schema.getName() + " has a field that is not set: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /**
     * Decodes a value that fills its array.
     *
     * @param type  generated class, such as {@code TopOfBook.class}
     * @param value single-object encoded value, written with any released version of that class's schema
     * @param <T>   generated class
     * @return new record
     * @throws MalformedRecordException when it is not such a value
     */
    public static <T extends SpecificRecord> T decode(final Class<T> type, final byte[] value) {
        return decode(type, value, 0, value.length);
    }

    /**
     * Decodes a value inside an array; otherwise as {@link #decode(Class, byte[])}.
     *
     * @throws IndexOutOfBoundsException when offset and length are not inside the array
     */
    public static <T extends SpecificRecord> T decode(
        final Class<T> type, final byte[] value, final int offset, final int length) {
        final Schema reader = RecordModel.INSTANCE.getSchema(type);
        final AvroInput in = new AvroInput();
        in.wrap(value, offset, length);
        final long fingerprint = SingleObject.fingerprint(value, offset, length, reader.getName());
        final Schema writer = writerSchema(reader, fingerprint);
        in.skip(SingleObject.HEADER_BYTES);
        RecordShape.check(in, writer);
        try {
            return type.cast(reader(type, fingerprint, writer, reader).read(null, DecoderFactory.get().binaryDecoder(
                value, offset + SingleObject.HEADER_BYTES, length - SingleObject.HEADER_BYTES, null)));
        } catch (final IOException | AvroRuntimeException e) {
            throw new MalformedRecordException(
                reader.getName(), SingleObject.HEADER_BYTES, "cannot be resolved: " + e.getMessage(), e);
        }
    }

    /** The same record as a value of the class's current schema. */
    static <T extends SpecificRecord> byte[] toCurrent(
        final Class<T> type, final byte[] value, final int offset, final int length) {
        return encode(decode(type, value, offset, length));
    }

    private static Schema writerSchema(final Schema reader, final long fingerprint) {
        final Schema writer = ReleasedSchemas.find(fingerprint);
        if (writer == null) {
            throw new MalformedRecordException(reader.getName(), 2, String.format(
                "schema fingerprint %016x is of no version known here: update this reader, or put the newer .avsc into"
                    + " the folder that -D%s names", fingerprint, ReleasedSchemas.FOLDER_PROPERTY));
        }
        if (!writer.getFullName().equals(reader.getFullName())) {
            throw new MalformedRecordException(reader.getName(), 2,
                "value is a " + writer.getName() + ", expected a " + reader.getName());
        }
        return writer;
    }

    private static SpecificDatumReader<?> reader(
        final Class<?> type, final long fingerprint, final Schema writer, final Schema reader) {
        return READERS.computeIfAbsent(
            new ReaderKey(type, fingerprint), key -> new SpecificDatumReader<>(writer, reader, RecordModel.INSTANCE));
    }

    /** CRC-64-AVRO fingerprint of a schema, as values carry it. */
    public static long fingerprint(final Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }
}
