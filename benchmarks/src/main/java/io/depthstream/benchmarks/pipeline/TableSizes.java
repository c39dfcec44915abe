package io.depthstream.benchmarks.pipeline;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How large the tables of a ClickHouse are when their parts are merged. One thread. */
public final class TableSizes {
    private final Client client;

    /** Measures the tables of this server. */
    public TableSizes(final Client client) {
        this.client = client;
    }

    /** The tables that hold the market's rows, those that views fill included, in order of their names. */
    public List<String> tables() {
        return client.queryAll("SELECT name FROM system.tables WHERE database = currentDatabase() AND name != 'migrations' AND engine"
            + " LIKE '%MergeTree' ORDER BY name").stream().map(row -> row.getString("name")).toList();
    }

    /**
     * Merges a table, and tells its rows and what one takes: packed, plain, and packed by column. Small parts keep their columns
     * in one file, and nothing is told of each then.
     *
     * @throws IllegalStateException if it has no rows
     */
    public Map<String, Object> measure(final String table) throws Exception {
        client.query("OPTIMIZE TABLE " + table + " FINAL").get().close();
        final GenericRecord whole = client.queryAll("SELECT sum(data_compressed_bytes) AS packed,"
            + " sum(data_uncompressed_bytes) AS plain, sum(rows) AS held FROM system.parts WHERE active AND table = '" + table + "'").get(0);
        final long rows = whole.getLong("held");
        if (rows == 0) {
            throw new IllegalStateException("table " + table + " has no rows to measure");
        }
        final Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("rows", rows);
        sizes.put("bytes", whole.getLong("packed"));
        sizes.put("bytesPerRow", whole.getLong("packed") / (double) rows);
        sizes.put("plainBytesPerRow", whole.getLong("plain") / (double) rows);
        final Map<String, Object> columns = new LinkedHashMap<>();
        client.queryAll("SELECT column, sum(column_data_compressed_bytes) AS packed FROM system.parts_columns"
            + " WHERE active AND part_type = 'Wide' AND table = '" + table + "' GROUP BY column ORDER BY packed DESC")
            .forEach(row -> columns.put(row.getString("column"), row.getLong("packed") / (double) rows));
        sizes.put("bytesPerRowByColumn", columns);
        return sizes;
    }
}
