package io.depthstream.schemas.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * Holds a schema to FULL_TRANSITIVE: it must read what every released version wrote, and every released version must
 * read what it writes, so that readers and writers may be upgraded in any order. The build runs it over all schemas.
 *
 * <p>Stricter than Avro where Avro's rule lets data change its meaning unseen: a rename (Avro: one field removed, one
 * added, both filled with defaults) and a changed default are refused too. Avro's own checker has the last word on
 * what these rules might miss.
 *
 * <p>Stateless; any thread.
 */
public final class CompatibilityGate {

    private CompatibilityGate() {
    }

    /**
     * Checks a schema against its released versions.
     *
     * @param current  schema as it is to be used from now on
     * @param released its versions, index 0 is v1
     * @return what is broken, in the order of the fields, empty when nothing is
     */
    public static List<Violation> check(final Schema current, final List<Schema> released) {
        final List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < released.size(); i++) {
            final SchemaDifference difference = new SchemaDifference(i + 1);
            difference.compare(current.getName(), released.get(i), current);
            final List<Violation> found = difference.violations();
            violations.addAll(found.isEmpty() ? askAvro(current, released.get(i), i + 1) : found);
        }
        return violations;
    }

    private static List<Violation> askAvro(final Schema current, final Schema released, final int version) {
        final List<Violation> violations = new ArrayList<>();
        final var backward = SchemaCompatibility.checkReaderWriterCompatibility(current, released);
        if (backward.getType() != SchemaCompatibilityType.COMPATIBLE) {
            violations.add(new Violation(current.getName(), version,
                "cannot read what v" + version + " wrote: " + backward.getResult().getIncompatibilities()));
        }
        final var forward = SchemaCompatibility.checkReaderWriterCompatibility(released, current);
        if (forward.getType() != SchemaCompatibilityType.COMPATIBLE) {
            violations.add(new Violation(current.getName(), version,
                "cannot be read by v" + version + ": " + forward.getResult().getIncompatibilities()));
        }
        return violations;
    }

    /**
     * Checks that a type which several schemas repeat is the same in each: generated code has one class for it, and
     * which of them it is made from is chance.
     *
     * @param schemas all schemas of the project
     * @return one violation per schema whose copy differs from the first seen
     */
    public static List<Violation> checkRepeatedTypes(final List<Schema> schemas) {
        final List<Violation> violations = new ArrayList<>();
        final Map<String, Schema> first = new HashMap<>();
        final Map<String, String> owners = new HashMap<>();
        for (final Schema schema : schemas) {
            collect(schema, schema.getName(), first, owners, violations);
        }
        return violations;
    }

    private static void collect(
        final Schema schema,
        final String owner,
        final Map<String, Schema> first,
        final Map<String, String> owners,
        final List<Violation> violations) {
        switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> {
                final Schema before = first.putIfAbsent(schema.getFullName(), schema);
                owners.putIfAbsent(schema.getFullName(), owner);
                if (before != null) {
                    if (!before.toString().equals(schema.toString())) {
                        violations.add(new Violation(owner, 0, schema.getName() + " differs from the one in "
                            + owners.get(schema.getFullName()) + ": make them the same, documentation too"));
                    }
                    return;
                }
                if (schema.getType() == Schema.Type.RECORD) {
                    schema.getFields().forEach(field -> collect(field.schema(), owner, first, owners, violations));
                }
            }
            case ARRAY -> collect(schema.getElementType(), owner, first, owners, violations);
            case MAP -> collect(schema.getValueType(), owner, first, owners, violations);
            case UNION -> schema.getTypes().forEach(type -> collect(type, owner, first, owners, violations));
            default -> { }
        }
    }
}
