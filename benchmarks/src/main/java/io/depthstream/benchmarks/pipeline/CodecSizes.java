package io.depthstream.benchmarks.pipeline;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a row of each column takes under each codec: the column alone, in the order of the table. One thread. */
public final class CodecSizes {
    private static final List<String> OF_NUMBERS = List.of("NONE", "LZ4", "ZSTD(1)", "Delta, ZSTD(1)", "DoubleDelta, ZSTD(1)",
        "Gorilla, ZSTD(1)", "T64, ZSTD(1)");
    /** For what has no fixed width: texts and states of aggregates. */
    private static final List<String> OF_BYTES = List.of("NONE", "LZ4", "ZSTD(1)");
    private static final String WITHOUT_WIDTH = "(Aggregate|Low).*";
    private static final String PROBE = "codec_probe";

    private final Client client;

    /** Measures with the tables of this server. */
    public CodecSizes(final Client client) {
        this.client = client;
    }

    /**
     * Bytes a row, by column and codec; the codec that the schema has is named beside.
     *
     * @param table its numbers, times, texts, arrays of numbers and states of aggregates are measured
     */
    public Map<String, Map<String, Object>> measure(final String table) throws Exception {
        final Map<String, Map<String, Object>> sizes = new LinkedHashMap<>();
        final String order = client.queryAll("SELECT sorting_key FROM system.tables WHERE database = currentDatabase() AND name = '"
            + table + "'").get(0).getString(1);
        for (final GenericRecord column : client.queryAll("SELECT name, type, compression_codec AS codec FROM system.columns"
                + " WHERE table = '" + table + "' AND database = currentDatabase() AND default_kind = '' AND match(type,"
                + " '^(U?Int|Bool|DateTime|Array\\(U?Int|SimpleAggregateFunction|AggregateFunction|LowCardinality)') ORDER BY position")) {
            final String name = column.getString("name");
            final String type = column.getString("type");
            final Map<String, Object> byCodec = new LinkedHashMap<>();
            byCodec.put("schema", column.getString("codec"));
            for (final String codec : type.matches(WITHOUT_WIDTH) ? OF_BYTES : OF_NUMBERS) {
                byCodec.put(codec, bytesPerRow(table, order, name, type, codec));
            }
            sizes.put(name, byCodec);
        }
        return sizes;
    }

    private double bytesPerRow(final String table, final String order, final String column, final String type, final String codec)
            throws Exception {
        run("DROP TABLE IF EXISTS " + PROBE + " SYNC");
        run("CREATE TABLE " + PROBE + " (`" + column + "` " + type + " CODEC(" + codec
            + ")) ENGINE = MergeTree ORDER BY tuple() SETTINGS allow_suspicious_codecs = 1, min_bytes_for_wide_part = 0,"
            + " min_rows_for_wide_part = 0");
        run("INSERT INTO " + PROBE + " SELECT `" + column + "` FROM " + table + " ORDER BY " + order);
        run("OPTIMIZE TABLE " + PROBE + " FINAL");
        final double bytes = client.queryAll("SELECT sum(column_data_compressed_bytes) / sum(rows) AS bytes FROM system.parts_columns"
            + " WHERE active AND table = '" + PROBE + "'").get(0).getDouble("bytes");
        run("DROP TABLE " + PROBE + " SYNC");
        return bytes;
    }

    private void run(final String sql) throws Exception {
        client.query(sql).get().close();
    }
}
