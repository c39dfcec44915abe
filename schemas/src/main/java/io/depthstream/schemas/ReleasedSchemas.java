package io.depthstream.schemas;

import io.depthstream.schemas.avro.Alert;
import io.depthstream.schemas.avro.Bar;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.BookSignal;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.Features;
import io.depthstream.schemas.avro.Imbalance;
import io.depthstream.schemas.avro.LateEvent;
import io.depthstream.schemas.avro.Leaders;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Profile;
import io.depthstream.schemas.avro.Reference;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.avro.TradeSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Every schema a value may have been written with, by fingerprint: the released versions kept as resources
 * ({@code released/NAME/vN.avsc}), the generated classes' own, and those in the folder that the system property
 * {@value #FOLDER_PROPERTY} names. The folder lets a running reader understand a version newer than itself: every
 * released version can be read by every other (the compatibility gate sees to it), it only has to be known.
 *
 * <p>Immutable after class loading; any thread.
 */
public final class ReleasedSchemas {

    /** System property naming a folder of further {@code .avsc} files; not set means none. */
    public static final String FOLDER_PROPERTY = "depthstream.schemas.folder";

    /** Most versions of one schema that are looked for. */
    public static final int MAX_VERSIONS = 1_000;

    private static final List<Schema> CURRENT = List.of(
        EventBatch.getClassSchema(), TopOfBook.getClassSchema(), Depth.getClassSchema(), BookLatest.getClassSchema(),
        Trade.getClassSchema(), MarketStatus.getClassSchema(), Imbalance.getClassSchema(),
        Reference.getClassSchema(), DeadLetter.getClassSchema(), Bar.getClassSchema(), BookSignal.getClassSchema(),
        TradeSignal.getClassSchema(), Features.getClassSchema(), Profile.getClassSchema(), Leaders.getClassSchema(),
        Alert.getClassSchema(), LateEvent.getClassSchema());

    private static final Map<Long, Schema> BY_FINGERPRINT = load();

    private ReleasedSchemas() {
    }

    /** Schema of every record type as the generated classes have it. */
    public static List<Schema> current() {
        return CURRENT;
    }

    /**
     * Schema with a CRC-64-AVRO fingerprint.
     *
     * @return null when no such schema is known
     */
    public static Schema find(final long fingerprint) {
        return BY_FINGERPRINT.get(fingerprint);
    }

    /**
     * Released versions of a schema, oldest first: index 0 is v1.
     *
     * @param name simple name, such as {@code TopOfBook}
     * @return empty when none was released
     */
    public static List<Schema> versions(final String name) {
        final List<Schema> versions = new ArrayList<>();
        for (int version = 1; version <= MAX_VERSIONS; version++) {
            final String resource = "/released/" + name + "/v" + version + ".avsc";
            try (InputStream in = ReleasedSchemas.class.getResourceAsStream(resource)) {
                if (in == null) {
                    break;
                }
                versions.add(new Schema.Parser().parse(in));
            } catch (final IOException e) {
                throw new UncheckedIOException("released schema " + resource + " cannot be read", e);
            }
        }
        return List.copyOf(versions);
    }

    private static Map<Long, Schema> load() {
        final Map<Long, Schema> schemas = new HashMap<>();
        for (final Schema current : CURRENT) {
            for (final Schema released : versions(current.getName())) {
                add(schemas, released);
            }
            add(schemas, current);
        }
        final String folder = System.getProperty(FOLDER_PROPERTY, "");
        if (!folder.isEmpty()) {
            addFolder(schemas, Path.of(folder));
        }
        return Map.copyOf(schemas);
    }

    private static void addFolder(final Map<Long, Schema> schemas, final Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.avsc")) {
            for (final Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    add(schemas, new Schema.Parser().parse(in));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(FOLDER_PROPERTY + "=" + folder
                + ": expected a readable folder of .avsc files", e);
        }
    }

    private static void add(final Map<Long, Schema> schemas, final Schema schema) {
        schemas.put(SchemaNormalization.parsingFingerprint64(schema), schema);
    }
}
