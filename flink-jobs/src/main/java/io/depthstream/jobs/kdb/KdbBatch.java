package io.depthstream.jobs.kdb;

import io.depthstream.jobs.cold.ColdBatch;
import io.depthstream.jobs.cold.UnusableRecordException;
import io.depthstream.jobs.source.RawBatch;
import java.util.EnumMap;
import java.util.Map;

/** Rows of several tables on their way to kdb+: one message a table. */
final class KdbBatch implements ColdBatch {

    /** What a value of a record's bytes takes as columns, roughly: references, padding, arrays' heads. */
    private static final int BYTES_PER_INPUT_BYTE = 3;

    private final DerivedRecords records;
    private final Map<KdbTable, KdbRows> tables = new EnumMap<>(KdbTable.class);
    private int rows;
    private long bytes;

    KdbBatch(final DerivedRecords records) {
        this.records = records;
    }

    @Override
    public void add(final RawBatch record) throws UnusableRecordException {
        final KdbTable table = records.table(record);
        final KdbRows into = tables.computeIfAbsent(table, KdbRows::new);
        final int before = into.rows();
        try {
            records.read(record, table, into);
        } catch (final UnusableRecordException unusable) {
            into.truncate(before);
            throw unusable;
        }
        rows += into.rows() - before;
        bytes += (long) BYTES_PER_INPUT_BYTE * record.value().length;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /** The rows by table; tables without rows may be among them. */
    Map<KdbTable, KdbRows> tables() {
        return tables;
    }
}
