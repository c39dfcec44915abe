package io.depthstream.jobs.clickhouse;

import io.depthstream.jobs.cold.ColdBatch;
import io.depthstream.jobs.cold.UnusableRecordException;
import io.depthstream.jobs.source.RawBatch;
import java.util.EnumMap;
import java.util.Map;

/** Rows of several tables on their way to ClickHouse: one insert a table. */
final class ClickHouseBatch implements ColdBatch {

    private final DerivedRows records;
    private final Map<ClickHouseTable, TableRows> tables = new EnumMap<>(ClickHouseTable.class);
    private int rows;
    private long bytes;

    /** The rows of one table, and which records they came from. */
    static final class TableRows {
        private final ClickHouseTable table;
        private final RowBinary data = new RowBinary();
        private int rows;
        private String first = "";
        private String last = "";

        TableRows(final ClickHouseTable table) {
            this.table = table;
        }

        RowBinary data() {
            return data;
        }

        /**
         * Names these rows: table, first and last of them, and a checksum, because a batch cut elsewhere may begin and end
         * with the same rows and hold others.
         */
        String token() {
            return table.table() + ':' + first + '-' + last + ':' + rows + ':' + Long.toHexString(data.checksum());
        }
    }

    ClickHouseBatch(final DerivedRows records) {
        this.records = records;
    }

    @Override
    public void add(final RawBatch record) throws UnusableRecordException {
        final ClickHouseTable table = ClickHouseTable.of(record.topic()).orElseThrow(() -> new UnusableRecordException(
                "unknown-topic", "no ClickHouse table takes records of " + record.topic()));
        final TableRows into = tables.computeIfAbsent(table, TableRows::new);
        final int before = into.data.length();
        final int added;
        try {
            added = records.read(record, table, into.data);
        } catch (final UnusableRecordException unusable) {
            into.data.truncate(before);
            throw unusable;
        }
        if (added > 0) {
            final String key = records.lastKey();
            into.first = into.first.isEmpty() ? key : into.first;
            into.last = key;
            into.rows += added;
        }
        rows += added;
        bytes += into.data.length() - before;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /** The rows by table. */
    Map<ClickHouseTable, TableRows> tables() {
        return tables;
    }
}
