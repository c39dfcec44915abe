package io.depthstream.kdb.value;

import java.util.Arrays;

/** A table: named columns of one length. */
public class Table extends Value {
    private final SymVec names;
    private final Vec[] columns;
    private final int count;

    /** Pairs names with columns of one length; 'length otherwise. */
    public Table(SymVec names, Vec... columns) {
        if (names.count() != columns.length) {
            throw QError.length();
        }
        this.names = names;
        this.columns = columns;
        this.count = columns.length == 0 ? 0 : columns[0].count();
        for (Vec column : columns) {
            if (column.count() != count) {
                throw QError.length();
            }
        }
    }

    @Override
    public int type() {
        return Type.TABLE;
    }

    @Override
    public int count() {
        return count;
    }

    /** Returns a row as a dictionary. */
    @Override
    public Value at(int i) {
        Value[] row = new Value[columns.length];
        for (int c = 0; c < row.length; c++) {
            row[c] = columns[c].at(i);
        }
        return new Dict(names, Lists.of(row));
    }

    /** Returns the column names. */
    public SymVec names() {
        return names;
    }

    /** Returns the number of columns. */
    public int width() {
        return columns.length;
    }

    /** Returns a column by position. */
    public Vec column(int i) {
        return columns[i];
    }

    /** Returns the position of a column, or -1. */
    public int find(String name) {
        int number = Symbols.intern(name);
        for (int i = 0; i < columns.length; i++) {
            if (names.items()[i] == number) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the column of a name, or null. */
    public Vec get(String name) {
        int i = find(name);
        return i < 0 ? null : columns[i];
    }

    /** Returns the rows at positions; a position outside gives nulls. */
    public Table take(int[] rows) {
        Vec[] taken = new Vec[columns.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = columns[i].take(rows);
        }
        return new Table(names, taken);
    }

    /** Returns the rows from one position (inside) to another (outside). */
    public Table slice(int from, int to) {
        Vec[] sliced = new Vec[columns.length];
        for (int i = 0; i < sliced.length; i++) {
            sliced[i] = columns[i].slice(from, to);
        }
        return new Table(names, sliced);
    }

    /** Returns the columns at positions. */
    public Table columns(int from, int to) {
        return new Table((SymVec) names.slice(from, to), Arrays.copyOfRange(columns, from, to));
    }

    /** Returns this table's columns and another's after them. */
    public Table beside(Table other) {
        Vec[] all = Arrays.copyOf(columns, columns.length + other.columns.length);
        System.arraycopy(other.columns, 0, all, columns.length, other.columns.length);
        return new Table((SymVec) names.concat(other.names), all);
    }

    /** Returns this with a column replaced, or added at the end. */
    public Table with(String name, Vec column) {
        int i = find(name);
        if (i < 0) {
            Vec[] more = Arrays.copyOf(columns, columns.length + 1);
            more[columns.length] = column;
            return new Table((SymVec) names.concat(SymVec.of(name)), more);
        }
        Vec[] changed = columns.clone();
        changed[i] = column;
        return new Table(names, changed);
    }

    /** Returns the columns as a list of vectors. */
    public Vec[] columns() {
        return columns.clone();
    }
}
