package io.depthstream.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.zip.CRC32;

/**
 * Brings a database to the present schema: numbered SQL files, each applied once and remembered.
 *
 * <p>Every statement may be run again without harm, so a run that was cut off is simply run again. A file that was applied
 * with another content is refused: what has been released is never edited, a new number is added.
 */
public final class Migrations {

    /** The files, in order. */
    static final List<String> FILES =
            List.of("0001-tables.sql", "0002-bars.sql", "0003-volume-profile.sql", "0004-depth-heatmap.sql", "0005-codecs.sql",
                    "0006-codecs-of-a-day.sql");

    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @param client connected to the database
     * @return names of the files applied now
     * @throws IOException           if the server can't be reached or refuses a statement
     * @throws IllegalStateException if an applied file has been changed since
     */
    public static List<String> apply(final Client client) throws IOException {
        run(client, "CREATE TABLE IF NOT EXISTS migrations (number UInt32, name String, checksum UInt32,"
                + " applied_at DateTime DEFAULT now()) ENGINE = ReplacingMergeTree ORDER BY number");
        final Map<String, Long> applied = new HashMap<>();
        for (final GenericRecord row : client.queryAll("SELECT name, checksum FROM migrations FINAL")) {
            applied.put(row.getString("name"), row.getLong("checksum"));
        }
        final List<String> now = new ArrayList<>();
        for (final String file : FILES) {
            final String text = text(file);
            final long checksum = checksum(text);
            final Long before = applied.get(file);
            if (before == null) {
                for (final String statement : statements(text)) {
                    run(client, statement);
                }
                run(client, "INSERT INTO migrations (number, name, checksum) VALUES (" + Integer.parseInt(file.substring(0, 4))
                        + ", '" + file + "', " + checksum + ")");
                now.add(file);
            } else if (before != checksum) {
                throw new IllegalStateException("migration " + file + " was applied with checksum " + before + " and has "
                        + checksum + " in this release: never edit a released migration, add a new one");
            }
        }
        return now;
    }

    /** Runs a statement that gives no rows. */
    static void run(final Client client, final String sql) throws IOException {
        try {
            client.query(sql).get().close();
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in: " + sql, interrupted);
        } catch (final ExecutionException failed) {
            throw new IOException(failed.getCause().getMessage() + " in: " + sql, failed.getCause());
        } catch (final Exception failed) {
            throw new IOException(failed.getMessage() + " in: " + sql, failed);
        }
    }

    static List<String> statements(final String text) {
        final List<String> statements = new ArrayList<>();
        for (final String part : text.replaceAll("(?m)^--.*$", "").split(";\\s*(\n|$)")) {
            if (!part.isBlank()) {
                statements.add(part.strip());
            }
        }
        return statements;
    }

    private static long checksum(final String text) {
        final CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    private static String text(final String file) {
        try (InputStream in = Migrations.class.getResourceAsStream("migrations/" + file)) {
            if (in == null) {
                throw new IllegalStateException("migration " + file + " is not in the jar: it was built without it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
