package io.depthstream.schemas.codec;

import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads the fields of one value of a flat record type, one after the other in the schema's order, without making an
 * object of the record. For jobs that turn hundreds of thousands of records a second into columns.
 *
 * <p>A value of another released version is brought to the current one first, by Avro's schema resolution, which is slow
 * and allocates. Hostile input gives {@link MalformedRecordException} and nothing else. One thread; the value's array is
 * read in place. Texts are shared: the same bytes give the same {@code String} while the cache holds it.
 */
public final class RecordCursor {

    private final Class<? extends SpecificRecord> type;
    private final String name;
    private final long fingerprint;
    private final AvroInput in = new AvroInput();
    private final TextCache texts;

    /**
     * A cursor over values of one generated class.
     *
     * @param type   such as {@code TopOfBook.class}
     * @param shared another cursor of the same thread whose texts this one shares, or null
     */
    public RecordCursor(final Class<? extends SpecificRecord> type, final RecordCursor shared) {
        final Schema schema = RecordModel.INSTANCE.getSchema(type);
        this.type = type;
        this.name = schema.getName();
        this.fingerprint = Records.fingerprint(schema);
        this.texts = shared == null ? new TextCache() : shared.texts;
    }

    /**
     * Takes up a value; the first field is next.
     *
     * @throws MalformedRecordException when it is not such a value or its version is unknown
     */
    public RecordCursor wrap(final byte[] value) {
        in.wrap(value, 0, value.length);
        if (SingleObject.fingerprint(value, 0, value.length, name) != fingerprint) {
            final byte[] current = Records.toCurrent(type, value, 0, value.length);
            in.wrap(current, 0, current.length);
        }
        in.skip(SingleObject.HEADER_BYTES);
        return this;
    }

    /** Reads a string field. */
    public String text(final String field) {
        final int length = in.readLength(field);
        final String text = texts.text(in.bytes(), in.position(), length);
        in.skip(length);
        return text;
    }

    /** Reads a long field. */
    public long number(final String field) {
        return in.readLong(field);
    }

    /** Reads an int field. */
    public int integer(final String field) {
        return in.readInt(field);
    }

    /** Reads a double field. */
    public double real(final String field) {
        return in.readDouble(field);
    }

    /** Reads an enum field: the constant at the index that is there. */
    public <E> E constant(final String field, final E[] constants) {
        return constants[in.readEnum(field, constants.length)];
    }

    /** Reads a boolean field. */
    public boolean flag(final String field) {
        return in.readBoolean(field);
    }

    /** Reads an array of longs into a new array. */
    public long[] numbers(final String field) {
        long[] values = new long[0];
        int block = in.readBlockCount(field, 1);
        while (block > 0) {
            int at = values.length;
            values = Arrays.copyOf(values, at + block);
            for (; at < values.length; at++) {
                values[at] = in.readLong(field);
            }
            block = in.readBlockCount(field, 1);
        }
        return values;
    }

    /** Reads an array of ints into a new array. */
    public int[] integers(final String field) {
        int[] values = new int[0];
        int block = in.readBlockCount(field, 1);
        while (block > 0) {
            int at = values.length;
            values = Arrays.copyOf(values, at + block);
            for (; at < values.length; at++) {
                values[at] = in.readInt(field);
            }
            block = in.readBlockCount(field, 1);
        }
        return values;
    }

    /**
     * Opens the next block of an array of records: so many items follow, field by field.
     *
     * @param leastItemBytes fewest bytes an item takes: a count that cannot fit is refused
     * @return items in the block; 0 at the end of the array, and else to be asked again behind the last of them
     */
    public int items(final String field, final int leastItemBytes) {
        return in.readBlockCount(field, leastItemBytes);
    }

    /**
     * Checks that the record ends where the value does.
     *
     * @throws MalformedRecordException when bytes are left
     */
    public void end() {
        if (in.remaining() != 0) {
            throw in.malformed(name, in.remaining() + " bytes left behind the record");
        }
    }
}
