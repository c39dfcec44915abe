package io.depthstream.kdb.store;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Handles;
import io.depthstream.kdb.table.Tables;
import io.depthstream.kdb.text.SourceText;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** {@code 0:}: delimited text read by a letter a column, tables as text, lines to a file. */
final class Csv {
    private Csv() {
    }

    static Value zero(Engine q, Value how, Value what) {
        if (how instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            return save(q, atom, what);
        }
        if (how instanceof Atom atom && atom.type() == -Type.CHAR) {
            return prepare(atom.vec().text().charAt(0), Tables.plain(what));
        }
        if (how instanceof Vec spec && spec.count() == 2) {
            List<String> lines = lines(q, what);
            String types = Handles.text(spec.at(0));
            Value by = spec.at(1);
            if (by instanceof Atom atom && atom.type() == -Type.CHAR) {
                return delimited(types, atom.vec().text().charAt(0), lines);
            }
            if (by instanceof Vec header && header.type() == Type.CHAR && header.count() == 1) {
                return headed(types, header.text().charAt(0), lines);
            }
            if (by instanceof Vec widths && Type.isNumeric(widths.type())) {
                return fixed(types, widths, lines);
            }
        }
        throw QError.type();
    }

    private static Value save(Engine q, Atom file, Value what) {
        try {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < what.count(); i++) {
                text.append(Handles.text(what.at(i))).append('\n');
            }
            java.nio.file.Path path = Storage.path(q, file.symbol());
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, text, StandardCharsets.ISO_8859_1);
            return file;
        } catch (IOException e) {
            throw Storage.failed(file.symbol(), e);
        }
    }

    static List<String> lines(Engine q, Value what) {
        if (what instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            try {
                return List.of(Files.readString(Storage.path(q, atom.symbol()), StandardCharsets.ISO_8859_1).split("\r?\n"));
            } catch (IOException e) {
                throw Storage.failed(atom.symbol(), e);
            }
        }
        if (what instanceof Vec text && text.type() == Type.CHAR) {
            return List.of(text.text().split("\r?\n"));
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < what.count(); i++) {
            lines.add(Handles.text(what.at(i)));
        }
        return lines;
    }

    private static Value headed(String types, char by, List<String> lines) {
        if (lines.isEmpty()) {
            throw QError.length();
        }
        String[] header = split(lines.get(0), by);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Math.min(types.length(), header.length); i++) {
            if (types.charAt(i) != ' ') {
                names.add(header[i].strip());
            }
        }
        ListVec columns = (ListVec) delimited(types, by, lines.subList(1, lines.size()));
        Vec[] all = new Vec[names.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (Vec) columns.at(i);
        }
        return new Table(SymVec.of(names.toArray(new String[0])), all);
    }

    private static Value delimited(String types, char by, List<String> lines) {
        String[][] cells = new String[lines.size()][];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = split(lines.get(i), by);
        }
        return columns(types, cells);
    }

    private static Value fixed(String types, Vec widths, List<String> lines) {
        String[][] cells = new String[lines.size()][types.length()];
        for (int r = 0; r < cells.length; r++) {
            int at = 0;
            for (int c = 0; c < types.length(); c++) {
                int end = (int) Math.min(lines.get(r).length(), at + widths.longAt(c));
                cells[r][c] = lines.get(r).substring(Math.min(at, end), end);
                at += (int) widths.longAt(c);
            }
        }
        return columns(types, cells);
    }

    private static Value columns(String types, String[][] cells) {
        List<Value> columns = new ArrayList<>();
        for (int c = 0; c < types.length(); c++) {
            char type = types.charAt(c);
            if (type == ' ') {
                continue;
            }
            Value[] column = new Value[cells.length];
            for (int r = 0; r < column.length; r++) {
                String cell = c < cells[r].length ? cells[r][c] : "";
                column[r] = type == '*' ? ByteVec.ofText(cell) : new Atom(Reading.one(Character.toUpperCase(type), cell));
            }
            columns.add(column.length == 0 ? type == '*' ? ListVec.EMPTY : Lists.empty(Type.ofLetter(type)) : Lists.of(column));
        }
        return new ListVec(columns.toArray(new Value[0]));
    }

    /** Quotes keep a delimiter, and two of them stand for one. */
    private static String[] split(String line, char by) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(line.charAt(++i));
            } else if (c == '"' && (quoted || cell.length() == 0)) {
                quoted = !quoted;
            } else if (c == by && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells.toArray(new String[0]);
    }

    /** Returns a table's lines, the names first. */
    static Value prepare(char by, Table table) {
        Value[] lines = new Value[table.count() + 1];
        lines[0] = ByteVec.ofText(String.join(String.valueOf(by), table.names().names()));
        for (int r = 0; r < table.count(); r++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < table.width(); c++) {
                String cell = text(table.column(c), r);
                boolean quote = cell.indexOf(by) >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
                line.append(c == 0 ? "" : String.valueOf(by)).append(quote ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            }
            lines[r + 1] = ByteVec.ofText(line.toString());
        }
        return new ListVec(lines);
    }

    private static String text(Vec column, int row) {
        if (column instanceof ListVec list) {
            Value cell = list.at(row);
            return cell.type() == Type.CHAR || cell.type() == -Type.CHAR ? Handles.text(cell) : SourceText.of(cell);
        }
        return SourceText.plain(column.plain(), row, 7);
    }
}
