package io.depthstream.schemas.gate;

import io.depthstream.schemas.ReleasedSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The gate as the build runs it, right after the module's classes are compiled: before the tests, whose code a changed
 * schema may well keep from compiling, so that the first thing to be read is which field broke which rule.
 */
public final class BuildGate {

    private BuildGate() {
    }

    /**
     * @param args folder of the schema sources
     * @throws IOException           when a source cannot be read
     * @throws IllegalStateException when a rule is broken; the message has a line for each
     */
    public static void main(final String[] args) throws IOException {
        final List<Violation> violations = check(Path.of(args[0]));
        if (!violations.isEmpty()) {
            throw new IllegalStateException("schemas may not change so:" + violations.stream()
                .map(violation -> System.lineSeparator() + "  " + violation).collect(Collectors.joining()));
        }
    }

    /**
     * Checks every source against its released versions and against the others. Sources are read one by one: the
     * generator sees them all at once and keeps one copy of a type.
     *
     * @param sources folder of {@code .avsc} files, at least one
     * @return what is broken, empty when nothing is
     * @throws IOException when a source cannot be read
     */
    static List<Violation> check(final Path sources) throws IOException {
        final List<Schema> schemas = new ArrayList<>();
        try (Stream<Path> files = Files.list(sources)) {
            for (final Path file : files.filter(path -> path.toString().endsWith(".avsc")).sorted().toList()) {
                schemas.add(new Schema.Parser().parse(Files.readString(file)));
            }
        }
        if (schemas.isEmpty()) {
            throw new IllegalStateException("no .avsc file in " + sources);
        }
        final List<Violation> violations = new ArrayList<>(CompatibilityGate.checkRepeatedTypes(schemas));
        for (final Schema schema : schemas) {
            violations.addAll(CompatibilityGate.check(schema, ReleasedSchemas.versions(schema.getName())));
        }
        return violations;
    }
}
