package io.depthstream.kdb.text;

import io.depthstream.kdb.eval.Settings;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.ArrayList;
import java.util.List;

/** Values as the q console shows them: tables in columns, dictionaries with a bar, cut to the console's size. */
public final class Console {
    private final int rows;
    private final int columns;
    private final int precision;

    private Console(int rows, int columns, int precision) {
        this.rows = rows;
        this.columns = columns;
        this.precision = precision;
    }

    /** Returns the lines, each with its end. */
    public static String show(Value value, Settings settings) {
        Console console = new Console(settings.rows(), settings.columns(), settings.precision());
        List<String> lines = console.lines(value);
        StringBuilder out = new StringBuilder();
        int most = console.rows - 2;
        boolean cut = lines.size() > most;
        for (int i = 0; i < (cut ? most - 1 : lines.size()); i++) {
            String line = lines.get(i);
            out.append(line.length() > console.columns ? line.substring(0, console.columns - 2) + ".." : line).append('\n');
        }
        return cut ? out.append("..\n").toString() : out.toString();
    }

    private List<String> lines(Value value) {
        if (value instanceof Table table) {
            return table(null, table);
        }
        if (value instanceof Dict dict) {
            return dict.isKeyedTable() ? table((Table) dict.keys(), (Table) dict.values()) : dictionary(dict);
        }
        if (value instanceof ListVec list && list.count() > 0) {
            return list(list);
        }
        return List.of(SourceText.of(value, precision, columns));
    }

    private List<String> list(ListVec whole) {
        Vec list = head(whole);
        if (isMatrix(list)) {
            return matrix(list);
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < list.count(); i++) {
            lines.add(SourceText.of(list.at(i), precision, columns));
        }
        return lines;
    }

    private Vec head(Vec vec) {
        return vec.count() > rows ? vec.slice(0, rows) : vec;
    }

    /** Lists of one length, shown in columns; bits, bytes and strings show themselves. */
    private static boolean isMatrix(Vec list) {
        if (!(list instanceof ListVec) || list.count() == 0 || !(list.at(0) instanceof Vec first)) {
            return false;
        }
        for (int i = 0; i < list.count(); i++) {
            if (!(list.at(i) instanceof Vec row) || row.count() != first.count() || row.count() < 2
                    || row.type() == Type.BOOL || row.type() == Type.BYTE || row.type() == Type.CHAR) {
                return false;
            }
        }
        return true;
    }

    private List<String> matrix(Vec list) {
        int width = Math.min(list.at(0).count(), columns);
        String[][] cells = new String[width][];
        for (int c = 0; c < width; c++) {
            cells[c] = new String[list.count()];
            for (int r = 0; r < list.count(); r++) {
                Vec row = (Vec) list.at(r);
                cells[c][r] = row instanceof ListVec ? SourceText.of(row.at(c), precision, columns) : cell(row, c);
            }
            pad(cells[c]);
        }
        return join(cells, list.count());
    }

    private static List<String> join(String[][] cells, int rows) {
        List<String> lines = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < cells.length; c++) {
                line.append(c == 0 ? "" : " ").append(cells[c][r]);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static void pad(String[] cells) {
        int width = 0;
        for (String cell : cells) {
            width = Math.max(width, cell.length());
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i] + " ".repeat(width - cells[i].length());
        }
    }

    /** Nulls are blank in columns, but for bits, bytes and guids, which have none. */
    private String cell(Vec vec, int i) {
        return vec.nullAt(i) && vec.type() != Type.CHAR && vec.type() != Type.GUID && vec.type() != Type.BOOL && vec.type() != Type.BYTE
            ? "" : SourceText.cell(vec, i, precision);
    }

    private String[] cells(Vec vec) {
        String[] cells = new String[vec.count()];
        if (isMatrix(vec)) {
            return matrix(vec).toArray(cells);
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] = vec instanceof ListVec ? SourceText.of(vec.at(i), precision, columns) : cell(vec, i);
        }
        return cells;
    }

    private List<String> dictionary(Dict dict) {
        int n = Math.min(rows, dict.count());
        String[] keys = side(dict.keys(), n);
        String[] values = side(dict.values(), n);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            lines.add(keys[i] + "| " + values[i]);
        }
        for (int i = n; i < dict.count() && i <= rows; i++) {
            lines.add("");
        }
        if (lines.isEmpty()) {
            lines.add(SourceText.of(dict, precision, columns));
        }
        return lines;
    }

    private String[] side(Value side, int n) {
        if (side instanceof Table table) {
            String[][] cells = new String[table.width()][];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = cells(table.column(c).slice(0, n));
                pad(cells[c]);
            }
            return join(cells, n).toArray(new String[0]);
        }
        String[] cells = cells(((Vec) side).slice(0, n));
        pad(cells);
        return cells;
    }

    private List<String> table(Table keys, Table values) {
        int n = Math.min(rows, values.count());
        String[][] left = keys == null ? new String[0][] : block(keys, n);
        String[][] right = block(values, n);
        List<String> lines = new ArrayList<>();
        for (int r = 0; r < n + 2; r++) {
            StringBuilder line = new StringBuilder();
            append(line, left, r);
            if (keys != null) {
                line.append("| ");
            }
            append(line, right, r);
            lines.add(line.toString());
        }
        return lines;
    }

    private static void append(StringBuilder line, String[][] block, int r) {
        for (int c = 0; c < block.length; c++) {
            line.append(c == 0 ? "" : r == 1 ? "-" : " ").append(block[c][r]);
        }
    }

    /** Returns, per column, the name, the dashes and the cells. */
    private String[][] block(Table table, int n) {
        String[][] block = new String[table.width()][];
        for (int c = 0; c < block.length; c++) {
            String[] cells = cells(table.column(c).slice(0, n));
            String[] column = new String[n + 2];
            column[0] = table.names().nameAt(c);
            column[1] = "";
            System.arraycopy(cells, 0, column, 2, n);
            pad(column);
            column[1] = "-".repeat(column[1].length());
            block[c] = column;
        }
        return block;
    }
}
