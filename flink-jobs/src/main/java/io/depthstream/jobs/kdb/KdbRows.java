package io.depthstream.jobs.kdb;

/** Rows of one table, column by column, appended value by value in the order of the columns. One thread. */
final class KdbRows {

    private final KdbColumn[] columns;
    private int next;

    KdbRows(final KdbTable table) {
        columns = new KdbColumn[table.types().length()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = KdbColumn.of(table.types().charAt(i));
        }
    }

    /** Appends the next value of a row: a long, or a time in nanoseconds since the epoch. */
    KdbRows put(final long value) {
        columns[next++].add(value);
        return this;
    }

    /** Appends the next value of a row. */
    KdbRows put(final int value) {
        columns[next++].add(value);
        return this;
    }

    /** Appends the next value of a row. */
    KdbRows put(final double value) {
        columns[next++].add(value);
        return this;
    }

    /** Appends the next value of a row. */
    KdbRows put(final boolean value) {
        columns[next++].add(value);
        return this;
    }

    /** Appends the next value of a row: a symbol, or a vector. */
    KdbRows put(final Object value) {
        columns[next++].add(value);
        return this;
    }

    /** Ends a row. */
    void endRow() {
        if (next != columns.length) {
            throw new IllegalStateException("a row of " + next + " values where the table has " + columns.length + " columns");
        }
        next = 0;
    }

    /** Whole rows. */
    int rows() {
        return columns[columns.length - 1].rows;
    }

    /** Forgets everything from the given row on, a row begun included. */
    void truncate(final int rows) {
        for (final KdbColumn column : columns) {
            column.truncate(rows);
        }
        next = 0;
    }

    /** The columns as the client wants them. */
    Object[] arrays() {
        final Object[] arrays = new Object[columns.length];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = columns[i].array();
        }
        return arrays;
    }
}
