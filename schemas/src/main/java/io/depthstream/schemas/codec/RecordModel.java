package io.depthstream.schemas.codec;

import io.depthstream.schemas.ReleasedSchemas;
import io.depthstream.schemas.avro.EventBatch;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * Avro's object model with a closed list of classes: the generated ones, and no other, whatever a schema names. Avro
 * 1.12 refuses to load a class by a schema's name unless the process declares it trusted; with this model nothing has
 * to be declared, and nothing else in the process becomes trusted.
 *
 * <p>Any thread.
 */
final class RecordModel extends SpecificData {

    static final RecordModel INSTANCE = new RecordModel();

    private final Map<String, Class<?>> classes = new HashMap<>();

    private RecordModel() {
        super(EventBatch.class.getClassLoader());
        ReleasedSchemas.current().forEach(this::add);
    }

    private void add(final Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                addNamed(schema);
                schema.getFields().forEach(field -> add(field.schema()));
            }
            case ENUM -> addNamed(schema);
            case ARRAY -> add(schema.getElementType());
            default -> { }
        }
    }

    /** The name is of our own compiled schemas, never of input. */
    private void addNamed(final Schema schema) {
        try {
            classes.put(schema.getFullName(),
                Class.forName(schema.getFullName(), false, EventBatch.class.getClassLoader()));
        } catch (final ClassNotFoundException e) {
            throw new IllegalStateException("no generated class for " + schema.getFullName(), e);
        }
    }

    @Override
    public Class<?> getClass(final Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> classes.get(schema.getFullName());
            default -> super.getClass(schema);
        };
    }
}
