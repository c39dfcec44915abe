package io.depthstream.schemas.gate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * A record for any schema, the same each time, in which every field has a value of its own that is not its default:
 * a field that is lost or swapped shows. A list of records holds one per symbol of their longest enum.
 */
final class SampleRecord {

    private int next;

    private SampleRecord() {
    }

    static GenericData.Record of(final Schema schema) {
        return (GenericData.Record) new SampleRecord().value(schema, schema.getName(), 1);
    }

    private Object value(final Schema schema, final String name, final int index) {
        next++;
        return switch (schema.getType()) {
            case RECORD -> {
                final GenericData.Record record = new GenericData.Record(schema);
                for (final Schema.Field field : schema.getFields()) {
                    record.put(field.pos(), value(field.schema(), field.name(), index));
                }
                yield record;
            }
            case ENUM -> new GenericData.EnumSymbol(
                schema, schema.getEnumSymbols().get(index % schema.getEnumSymbols().size()));
            case ARRAY -> {
                final List<Object> items = new ArrayList<>();
                for (int i = 0; i < itemCount(schema.getElementType()); i++) {
                    items.add(value(schema.getElementType(), name, i));
                }
                yield items;
            }
            case STRING -> name + "-" + next + "-\u00e9";
            case LONG -> (next % 2 == 0 ? 1L : -1L) * next * 1_000_003L * (1L << next % 30);
            case INT -> (next % 2 == 0 ? 1 : -1) * next * 1_003;
            case DOUBLE -> (next % 2 == 0 ? 1 : -1) * next * 1.0625;
            case BOOLEAN -> index % 2 == 1;
            case BYTES -> ByteBuffer.wrap(new byte[] {(byte) next, 0, (byte) 0xC3, 0x7F});
            default -> throw new IllegalArgumentException(name + ": no sample for type " + schema.getType());
        };
    }

    private static int itemCount(final Schema item) {
        return item.getType() != Schema.Type.RECORD ? 3 : item.getFields().stream()
            .filter(field -> field.schema().getType() == Schema.Type.ENUM)
            .mapToInt(field -> field.schema().getEnumSymbols().size())
            .max().orElse(3);
    }
}
