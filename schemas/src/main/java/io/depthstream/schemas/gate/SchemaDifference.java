package io.depthstream.schemas.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** Walks a released schema and the current one side by side and says in plain words what may not differ so. */
final class SchemaDifference {

    private final int version;
    private final List<Violation> violations = new ArrayList<>();

    SchemaDifference(final int version) {
        this.version = version;
    }

    List<Violation> violations() {
        return violations;
    }

    void compare(final String path, final Schema released, final Schema current) {
        if (released.getType() != current.getType()) {
            report(path, "type changed from " + describe(released) + " in v" + version + " to " + describe(current)
                + ": one of them cannot read the other; add a new field instead");
            return;
        }
        switch (current.getType()) {
            case RECORD -> {
                compareNames(path, released, current);
                compareFields(path, released, current);
            }
            case ENUM -> {
                compareNames(path, released, current);
                compareSymbols(path, released, current);
            }
            case FIXED -> {
                compareNames(path, released, current);
                if (released.getFixedSize() != current.getFixedSize()) {
                    report(path, "size changed from " + released.getFixedSize() + " in v" + version + " to "
                        + current.getFixedSize() + " bytes");
                }
            }
            case ARRAY -> compare(path + "[]", released.getElementType(), current.getElementType());
            case MAP -> compare(path + "{}", released.getValueType(), current.getValueType());
            case UNION -> compareBranches(path, released.getTypes(), current.getTypes());
            default -> { }
        }
    }

    private void compareNames(final String path, final Schema released, final Schema current) {
        if (!released.getFullName().equals(current.getFullName())) {
            report(path, "type renamed from " + released.getFullName() + " in v" + version + " to "
                + current.getFullName() + ": v" + version + " does not know the new name");
        }
    }

    private void compareFields(final String path, final Schema released, final Schema current) {
        for (final Schema.Field was : released.getFields()) {
            final Schema.Field is = current.getField(was.name());
            if (is == null) {
                reportMissing(path, was, released, current);
            } else {
                compareDefaults(path + "." + was.name(), was, is);
                compare(path + "." + was.name(), was.schema(), is.schema());
            }
        }
        for (final Schema.Field is : current.getFields()) {
            if (released.getField(is.name()) == null && !is.hasDefaultValue()) {
                report(path + "." + is.name(), "field added without a default: what v" + version
                    + " wrote does not have it and cannot be read");
            }
        }
    }

    private void reportMissing(
        final String path, final Schema.Field was, final Schema released, final Schema current) {
        final String fieldPath = path + "." + was.name();
        final Schema.Field successor = current.getFields().stream()
            .filter(is -> released.getField(is.name()) == null && is.schema().equals(was.schema()))
            .findFirst().orElse(null);
        if (successor != null) {
            report(fieldPath, "field renamed to " + successor.name() + ": v" + version
                + " would see the default in its place; keep the name, or add the new field beside it and remove the"
                + " old one in a later version");
        } else if (!was.hasDefaultValue()) {
            report(fieldPath, "field removed without a default in v" + version + ": v" + version
                + " cannot read records that lack it");
        }
    }

    private void compareDefaults(final String path, final Schema.Field was, final Schema.Field is) {
        if (was.hasDefaultValue() && !is.hasDefaultValue()) {
            report(path, "default removed, v" + version + " had " + describeDefault(was)
                + ": records that lack the field could no longer be read");
        } else if (was.hasDefaultValue() && was.schema().getType() == is.schema().getType()
            && !Objects.deepEquals(was.defaultVal(), is.defaultVal())) {
            report(path, "default changed from " + describeDefault(was) + " in v" + version + " to "
                + describeDefault(is) + ": the same record would mean two things");
        }
    }

    private void compareSymbols(final String path, final Schema released, final Schema current) {
        for (final String symbol : released.getEnumSymbols()) {
            if (!current.hasEnumSymbol(symbol) && current.getEnumDefault() == null) {
                report(path, "symbol " + symbol + " of v" + version + " removed from " + current.getName()
                    + " without a default: records that hold it could not be read");
            }
        }
        for (final String symbol : current.getEnumSymbols()) {
            if (!released.hasEnumSymbol(symbol) && released.getEnumDefault() == null) {
                report(path, "symbol " + symbol + " added to " + current.getName() + ", which has no default in v"
                    + version + ": v" + version + " cannot read records that hold it");
            }
        }
        if (!Objects.equals(released.getEnumDefault(), current.getEnumDefault())) {
            report(path, "default symbol of " + current.getName() + " changed from " + released.getEnumDefault()
                + " in v" + version + " to " + current.getEnumDefault()
                + ": an unknown symbol would mean two things");
        }
    }

    private void compareBranches(final String path, final List<Schema> released, final List<Schema> current) {
        if (released.size() != current.size()) {
            report(path, "union had " + released.size() + " branches in v" + version + ", now " + current.size()
                + ": a branch one side does not know cannot be read; unions cannot grow");
            return;
        }
        for (int i = 0; i < released.size(); i++) {
            compare(path, released.get(i), current.get(i));
        }
    }

    private void report(final String path, final String rule) {
        violations.add(new Violation(path, version, rule));
    }

    private static String describe(final Schema schema) {
        return schema.getType().getName();
    }

    private static String describeDefault(final Schema.Field field) {
        final Object value = field.defaultVal();
        if (value == JsonProperties.NULL_VALUE) {
            return "null";
        }
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }
}
