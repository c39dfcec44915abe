package io.depthstream.kdb.store;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.table.Tables;
import io.depthstream.kdb.text.Temporal;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Attributes;
import io.depthstream.kdb.verb.SortOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code \l folder}, {@code .Q.en} and {@code .Q.dpft}: databases of splayed and date-partitioned tables. */
public final class Database {
    private static final String SYM = "sym";

    private Database() {
    }

    /** Loads a script, a file of a value, or a folder of a database; relative names begin in the folder afterwards. */
    public static void load(Engine q, String given) {
        Path path = q.settings().directory().resolve(given).normalize();
        try {
            if (Files.isDirectory(path)) {
                if (Files.exists(path.resolve(".d"))) {
                    q.assign(path.getFileName().toString(), Storage.splayed(q, path));
                } else {
                    folder(q, path);
                }
            } else if (!Files.exists(path)) {
                throw new QError(given + ". OS reports: No such file or directory");
            } else if (isValue(path)) {
                q.assign(path.getFileName().toString(), Storage.file(q, path));
            } else {
                q.script(Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw Storage.failed(":" + given, e);
        }
    }

    private static boolean isValue(Path path) throws IOException {
        try (java.io.InputStream in = Files.newInputStream(path)) {
            return in.read() == 0xFF && in.read() == 1;
        }
    }

    private static void folder(Engine q, Path root) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(root)) {
            entries = listed.sorted().toList();
        }
        q.settings().setDirectory(root);
        if (Files.exists(root.resolve(SYM))) {
            q.domain(SYM).set((SymVec) Storage.file(q, root.resolve(SYM)));
            q.globals().set(SYM, q.domain(SYM).values());
        }
        TreeSet<Integer> dates = new TreeSet<>();
        TreeSet<String> tables = new TreeSet<>();
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (name.matches("\\d{4}\\.\\d{2}\\.\\d{2}")) {
                int date = Temporal.parseDate(name);
                if (date != IntVec.NULL) {
                    dates.add(date);
                    try (Stream<Path> listed = Files.list(entry)) {
                        listed.filter(Files::isDirectory).forEach(table -> tables.add(table.getFileName().toString()));
                    }
                }
            } else if (Files.isDirectory(entry) ? Files.exists(entry.resolve(".d")) : isValue(entry) && !name.equals(SYM)) {
                q.assign(name, Files.isDirectory(entry) ? Storage.splayed(q, entry) : Storage.file(q, entry));
            } else if (name.endsWith(".q")) {
                q.script(Files.readString(entry, StandardCharsets.ISO_8859_1));
            }
        }
        partitioned(q, root, dates, tables);
    }

    private static void partitioned(Engine q, Path root, TreeSet<Integer> dates, TreeSet<String> tables) {
        if (dates.isEmpty()) {
            return;
        }
        int[] all = dates.stream().mapToInt(Integer::intValue).toArray();
        for (String table : tables) {
            int[] having = java.util.Arrays.stream(all).filter(date -> Files.exists(
                root.resolve(Temporal.format(Type.DATE, date)).resolve(table).resolve(".d"))).toArray();
            if (having.length > 0) {
                q.globals().set(table, new Partitions(q, root, table, having));
            }
        }
        Value list = new IntVec(Type.DATE, all).with('s');
        q.globals().set(Partitions.DATE, list);
        q.globals().set(".Q.pv", list);
        q.globals().set(".Q.PV", list);
        q.globals().set(".Q.pf", Atom.symbol(Partitions.DATE));
        q.globals().set(".Q.pt", SymVec.of(tables.toArray(new String[0])));
    }

    /** Enumerates all columns of symbols against a file in a folder, which grows: {@code .Q.en[`:db;t]}. */
    public static Table enumerate(Engine q, String folder, Table table, String domain) {
        Table result = table;
        String file = (folder.endsWith("/") ? folder : folder + "/") + domain;
        for (int i = 0; i < table.width(); i++) {
            if (table.column(i).type() == Type.SYMBOL) {
                result = result.with(table.names().nameAt(i), (Vec) Storage.enumerate(q, file, table.column(i)));
            }
        }
        return result;
    }

    /** Writes a table's rows as a date of a database, sorted and parted by a column: {@code .Q.dpft[`:db;date;`sym;`t]}. */
    public static Value partition(Engine q, String folder, Value date, String by, String name, String domain) {
        Table table = Tables.plain(q.lookup(name));
        Table enumerated = enumerate(q, folder, table, domain);
        Vec column = enumerated.get(by);
        if (column == null) {
            throw new QError(by);
        }
        Table sorted = enumerated.take(SortOrder.of(column, false));
        sorted = sorted.with(by, (Vec) Attributes.set("p", sorted.get(by)));
        String[] order = Stream.concat(Stream.of(by), Stream.of(table.names().names()).filter(each -> !each.equals(by))).toArray(String[]::new);
        String partition = date instanceof Atom atom && atom.type() == -Type.DATE
            ? Temporal.format(Type.DATE, io.depthstream.kdb.value.Widen.toInt(atom.longValue())) : String.valueOf(((Atom) date).longValue());
        Storage.set(q, folder.replaceFirst("/$", "") + "/" + partition + "/" + name + "/", Tables.columns(sorted, order));
        return Atom.symbol(name);
    }
}
