package io.depthstream.jobs.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import io.depthstream.jobs.cold.UnusableRecordException;
import io.depthstream.jobs.source.RawBatch;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Compares the rows of one table with the records they should come from, value by value. One thread; keeps a key and a
 * checksum a row in memory.
 *
 * <p>What a record should look like in the table is what the sink writes for it; both are RowBinary, so bytes are compared.
 */
public final class TableCheck {

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int SYMBOL = 2;
    private static final int SESSION = 1;
    private static final int SEQUENCE = 3;
    /** Of {@code market_status} the kind is part of the key: one sequence may change several things. */
    private static final int STATUS_KIND = 7;

    private final ClickHouseTable table;
    private final DerivedRows records = new DerivedRows();
    private final Map<String, Long> expected = new HashMap<>();
    private long unusable;

    /**
     * What a comparison came to.
     *
     * @param rows        rows in the table, each key once
     * @param missing     rows that should be there and are not
     * @param duplicates  rows beyond the first of their key, as a query with {@code FINAL} shows them
     * @param differences rows that differ from their record, or come of none
     */
    public record Result(long rows, long missing, long duplicates, long differences) {

        /** Both together. */
        public Result plus(final Result other) {
            return new Result(rows + other.rows, missing + other.missing, duplicates + other.duplicates,
                    differences + other.differences);
        }
    }

    /** A check of a table, of which no record is known yet. */
    public TableCheck(final ClickHouseTable table) {
        this.table = table;
    }

    /** Adds a record whose rows should be in the table. */
    public void expect(final RawBatch record) {
        final RowBinary row = new RowBinary();
        try {
            records.read(record, table, row);
        } catch (final UnusableRecordException parked) {
            unusable++;
            return;
        }
        try (RowReader rows = new RowReader(new DataInputStream(row.stream()))) {
            while (rows.next()) {
                expected.put(rows.key(), rows.checksum());
            }
        } catch (final IOException impossible) {
            throw new IllegalStateException("a row in memory can't be read", impossible);
        }
    }

    /** Rows expected. */
    public long expected() {
        return expected.size();
    }

    /** Records that can be no row: the sink parks them. */
    public long unusable() {
        return unusable;
    }

    /**
     * Reads the table and compares.
     *
     * @throws IOException when the server can't be asked
     */
    public Result compare(final Client client) throws IOException {
        final String sql = "SELECT `" + String.join("`, `", table.columns()) + "` FROM " + table.table() + " FINAL";
        try (QueryResponse answer = client.query(sql, new QuerySettings().setFormat(ClickHouseFormat.RowBinary)).get();
                RowReader rows = new RowReader(new DataInputStream(
                        new BufferedInputStream(answer.getInputStream(), BUFFER_BYTES)))) {
            return compare(rows);
        } catch (final IOException failed) {
            throw failed;
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + table.table(), interrupted);
        } catch (final Exception failed) {
            throw new IOException(table.table() + " can't be read: " + failed.getMessage(), failed);
        }
    }

    private Result compare(final RowReader rows) throws IOException {
        final Set<String> seen = new HashSet<>();
        long duplicates = 0;
        long differences = 0;
        while (rows.next()) {
            final String key = rows.key();
            final Long right = expected.get(key);
            if (!seen.add(key)) {
                duplicates++;
            } else if (right == null || right != rows.checksum()) {
                differences++;
            }
        }
        final long missing = expected.keySet().stream().filter(key -> !seen.contains(key)).count();
        return new Result(seen.size(), missing, duplicates, differences);
    }

    /** Reads rows of the table in RowBinary: finds where each ends, its key and a checksum of its bytes. */
    private final class RowReader implements AutoCloseable {
        private final DataInputStream in;
        private final CRC32 sum = new CRC32();
        private final String[] texts = new String[table.shapes().length()];
        private long sequence;

        RowReader(final DataInputStream in) {
            this.in = in;
        }

        boolean next() throws IOException {
            sum.reset();
            final String shapes = table.shapes();
            for (int column = 0; column < shapes.length(); column++) {
                switch (shapes.charAt(column)) {
                    case 's' -> {
                        final int length = column == 0 ? firstLength() : varint(in.readUnsignedByte());
                        if (length < 0) {
                            return false;
                        }
                        texts[column] = new String(bytes(length), StandardCharsets.UTF_8);
                    }
                    case 'l' -> {
                        final byte[] value = bytes(Long.BYTES);
                        if (column == SEQUENCE) {
                            sequence = littleEndian(value);
                        }
                    }
                    case 'i' -> bytes(Integer.BYTES);
                    case 'b' -> bytes(1);
                    case 'L' -> bytes(varint(in.readUnsignedByte()) * Long.BYTES);
                    case 'I' -> bytes(varint(in.readUnsignedByte()) * Integer.BYTES);
                    default -> throw new IllegalStateException("shape " + shapes.charAt(column));
                }
            }
            return true;
        }

        String key() {
            return texts[SYMBOL] + '/' + texts[SESSION] + '/' + sequence
                    + (table == ClickHouseTable.STATUS ? '/' + texts[STATUS_KIND] : "");
        }

        long checksum() {
            return sum.getValue();
        }

        private int firstLength() throws IOException {
            final int first = in.read();
            return first < 0 ? -1 : varint(first);
        }

        private int varint(final int first) throws IOException {
            int value = first & 0x7F;
            sum.update(first);
            for (int last = first, shift = 7; (last & 0x80) != 0; shift += 7) {
                last = in.readUnsignedByte();
                sum.update(last);
                value |= (last & 0x7F) << shift;
            }
            return value;
        }

        private byte[] bytes(final int length) throws IOException {
            final byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("the answer ends inside a row of " + table.table());
            }
            sum.update(bytes);
            return bytes;
        }

        private static long littleEndian(final byte[] bytes) {
            long value = 0;
            for (int i = bytes.length - 1; i >= 0; i--) {
                value = value << 8 | bytes[i] & 0xFF;
            }
            return value;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
