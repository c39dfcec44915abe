package io.depthstream.schemas.gate;

import io.depthstream.schemas.ReleasedSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes the next released version of every schema that has changed: its {@code .avsc}, golden bytes and what they
 * hold. Uses nothing but Avro, so that the golden bytes do not depend on the codecs they later hold to account.
 */
public final class ReleaseSchemas {

    private ReleaseSchemas() {
    }

    /**
     * @param args folder of the released schemas, {@code schemas/src/main/resources/released}; folder of the sources,
     *             {@code schemas/src/main/avro}; folder of the golden files, {@code schemas/src/test/resources/golden}
     */
    public static void main(final String[] args) throws IOException {
        final Path released = Path.of(args[0]);
        final Path sources = Path.of(args[1]);
        final Path golden = Path.of(args[2]);
        for (final Schema current : ReleasedSchemas.current()) {
            final String name = current.getName();
            final List<Schema> versions = ReleasedSchemas.versions(name);
            if (!versions.isEmpty() && SchemaVersions.sameToAReader(current, versions.get(versions.size() - 1))) {
                continue;
            }
            final List<Violation> violations = CompatibilityGate.check(current, versions);
            if (!violations.isEmpty()) {
                throw new IllegalStateException(name + " may not be released: " + violations);
            }
            final String version = "v" + (versions.size() + 1);
            write(released.resolve(name).resolve(version + ".avsc"),
                Files.readString(sources.resolve(name + ".avsc")));
            writeGolden(golden.resolve(name), version, current);
        }
    }

    private static void writeGolden(final Path folder, final String version, final Schema schema) throws IOException {
        final GenericData.Record sample = SampleRecord.of(schema);
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0xC3);
        bytes.write(0x01);
        final long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes.write((int) (fingerprint >>> shift));
        }
        final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(schema).write(sample, encoder);
        encoder.flush();
        write(folder.resolve(version + ".hex"), HexFormat.of().formatHex(bytes.toByteArray()) + "\n");
        write(folder.resolve(version + ".json"), sample + "\n");
    }

    private static void write(final Path file, final String text) throws IOException {
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            throw new IllegalStateException(file + " exists: a released version is never written again");
        }
        Files.writeString(file, text);
    }
}
