package io.depthstream.schemas.codec;

import org.apache.avro.Schema;

/**
 * Walks a value by its writer's schema and checks every length, count and index against the bytes that are there.
 * Avro's own decoder believes claimed lengths and allocates by them; after this walk it cannot be led astray.
 *
 * <p>Stateless; any thread. Allocates only the names in errors.
 */
final class RecordShape {

    /** Deepest nesting of types followed; ours nest three deep. */
    static final int MAX_DEPTH = 32;

    private RecordShape() {
    }

    /**
     * @param in     at the first byte after the single-object header; afterwards behind the value
     * @param schema writer's schema
     * @throws MalformedRecordException when the bytes are not one value of the schema, with nothing behind it
     */
    static void check(final AvroInput in, final Schema schema) {
        walk(in, schema, schema.getName(), 0);
        if (in.remaining() != 0) {
            throw in.malformed(schema.getName(), in.remaining() + " bytes left behind the record");
        }
    }

    private static void walk(final AvroInput in, final Schema schema, final String field, final int depth) {
        if (depth > MAX_DEPTH) {
            throw in.malformed(field, "types nested deeper than " + MAX_DEPTH);
        }
        switch (schema.getType()) {
            case RECORD -> {
                for (final Schema.Field member : schema.getFields()) {
                    walk(in, member.schema(), field + "." + member.name(), depth + 1);
                }
            }
            case ENUM -> in.readEnum(field, schema.getEnumSymbols().size());
            case INT -> in.readInt(field);
            case LONG -> in.readLong(field);
            case BOOLEAN -> in.readBoolean(field);
            case STRING, BYTES -> in.skip(in.readLength(field));
            case ARRAY -> walkBlocks(in, schema.getElementType(), field, false, depth);
            case MAP -> walkBlocks(in, schema.getValueType(), field, true, depth);
            case UNION -> {
                final int branch = in.readEnum(field, schema.getTypes().size());
                walk(in, schema.getTypes().get(branch), field, depth + 1);
            }
            case FLOAT -> skipFixed(in, Float.BYTES, field);
            case DOUBLE -> skipFixed(in, Double.BYTES, field);
            case FIXED -> skipFixed(in, schema.getFixedSize(), field);
            case NULL -> { }
        }
    }

    private static void walkBlocks(
        final AvroInput in, final Schema item, final String field, final boolean keyed, final int depth) {
        int count = in.readBlockCount(field, 1);
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                if (keyed) {
                    in.skip(in.readLength(field));
                }
                walk(in, item, field, depth + 1);
            }
            count = in.readBlockCount(field, 1);
        }
    }

    private static void skipFixed(final AvroInput in, final int size, final String field) {
        if (in.remaining() < size) {
            throw in.malformed(field, "expected " + size + " bytes, " + in.remaining() + " left");
        }
        in.skip(size);
    }
}
