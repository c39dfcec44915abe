package io.depthstream.jobs.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;

/**
 * Whether a table holds each event once: as many rows as there are different keys, {@code count() == uniqExact(…)}. It
 * needs no topic to compare with, so it can be asked of any server at any time.
 *
 * @param table  name of the table
 * @param stored rows in its parts, those included that the next merge replaces
 * @param rows   rows that a query with {@code FINAL} sees
 * @param keys   different keys among them
 */
public record KeyCount(String table, long stored, long rows, long keys) {

    /** What identifies a row; a sequence begins anew with each session. */
    private static final String KEY = "symbol, session, sequence";

    /**
     * Asks the server.
     *
     * @throws com.clickhouse.client.api.ClientException if it can't be asked
     * @throws com.clickhouse.client.api.ServerException if it has no such table
     */
    public static KeyCount of(final Client client, final ClickHouseTable table) {
        final String key = table == ClickHouseTable.STATUS ? KEY + ", kind" : KEY;
        final GenericRecord counts = client.queryAll("SELECT (SELECT count() FROM " + table.table() + ") AS stored, count() AS held,"
                + " uniqExact(" + key + ") AS different FROM " + table.table() + " FINAL").get(0);
        return new KeyCount(table.table(), counts.getLong("stored"), counts.getLong("held"), counts.getLong("different"));
    }

    /** Whether no key is there twice. */
    public boolean unique() {
        return rows == keys;
    }
}
