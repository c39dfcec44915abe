package io.depthstream.kdb.store;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Scope;
import io.depthstream.kdb.eval.Trees;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Joining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A table in a folder a date. Nothing is in memory: a query reads the dates its first conditions leave, and of those the
 * columns it names.
 */
public final class Partitions extends Value {
    /** The name of the column that is the folder's name. */
    public static final String DATE = "date";

    private final Engine q;
    private final Path root;
    private final String name;
    private final int[] dates;

    /** Finds the table of a name in the dates of a root. */
    public Partitions(Engine q, Path root, String name, int... dates) {
        this.q = q;
        this.root = root;
        this.name = name;
        this.dates = dates.clone();
    }

    /**
     * What is left to a query.
     *
     * @param table the rows of the dates that are left, with the columns that are named
     * @param rest the conditions that have not been applied yet
     */
    public record Pruned(Table table, Value rest) {
    }

    @Override
    public int type() {
        return Type.TABLE;
    }

    @Override
    public int count() {
        int total = 0;
        for (int date : dates) {
            total = Math.addExact(total, rows(date));
        }
        return total;
    }

    @Override
    public Value at(int i) {
        throw new QError("par");
    }

    private Path folder(int date) {
        return root.resolve(io.depthstream.kdb.text.Temporal.format(Type.DATE, date)).resolve(name);
    }

    private int rows(int date) {
        try {
            String[] columns = Storage.columns(q, folder(date));
            return columns.length == 0 ? 0 : Storage.file(q, folder(date).resolve(columns[0])).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] columns() {
        try {
            return Storage.columns(q, folder(dates[dates.length - 1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of the columns, the date first. */
    public SymVec names() {
        return (SymVec) SymVec.of(DATE).concat(SymVec.of(columns()));
    }

    /** Returns no rows, but the columns with their types and attributes. */
    public Table sample() {
        Table last = load(new int[] {dates[dates.length - 1]}, columns());
        return last;
    }

    /** Applies the conditions on the date that come first, and reads what the rest of the query names. */
    public Pruned prune(Engine engine, Scope outer, Value where, Value by, Value columns) {
        Set<String> known = new LinkedHashSet<>(Arrays.asList(columns()));
        int[] left = dates;
        int at = 0;
        for (; at < where.count(); at++) {
            Set<String> named = new LinkedHashSet<>();
            collect(where.at(at), named);
            if (!named.contains(DATE) || named.stream().anyMatch(known::contains) || named.contains("i")) {
                break;
            }
            left = filtered(left, where.at(at), outer);
        }
        ListVec rest = (ListVec) ((Vec) where instanceof ListVec list ? list : ListVec.EMPTY).slice(at, Math.max(at, where.count()));
        Set<String> wanted = new LinkedHashSet<>();
        if (columns.count() == 0) {
            wanted.addAll(known);
        } else {
            collect(columns, wanted);
            collect(by, wanted);
            collect(rest, wanted);
            wanted.retainAll(known);
        }
        return new Pruned(load(left, wanted.toArray(new String[0])), rest);
    }

    private int[] filtered(int[] from, Value condition, Scope outer) {
        Vec all = new IntVec(Type.DATE, from);
        Value flags = Trees.eval(q, condition, each -> each.equals(DATE) ? all : outer == null ? null : outer.lookup(each));
        if (flags instanceof Atom one && one.type() == -Type.BOOL) {
            return one.longValue() != 0 ? from : new int[0];
        }
        if (!(flags instanceof ByteVec bits) || bits.count() != from.length) {
            throw QError.type();
        }
        int[] kept = new int[from.length];
        int n = 0;
        for (int i = 0; i < from.length; i++) {
            if (bits.items()[i] != 0) {
                kept[n++] = from[i];
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private static void collect(Value tree, Set<String> names) {
        if (tree instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            String name = atom.symbol();
            names.add(name);
            int dot = name.indexOf('.');
            if (dot > 0) {
                names.add(name.substring(0, dot));
            }
        } else if (tree instanceof ListVec list) {
            for (int i = 0; i < list.count(); i++) {
                collect(list.at(i), names);
            }
        } else if (tree instanceof SymVec symbols && symbols.count() > 1) {
            names.addAll(Arrays.asList(symbols.names()));
        } else if (tree instanceof Dict dict) {
            collect(dict.values(), names);
        }
    }

    /** Reads columns of dates, one date below the other. */
    private Table load(int[] from, String... columns) {
        Table all = null;
        List<Table> parts = new ArrayList<>();
        try {
            for (int date : from.length == 0 ? new int[] {dates[dates.length - 1]} : from) {
                Path folder = folder(date);
                if (Files.exists(folder)) {
                    Table part = Storage.splayed(q, folder, columns);
                    int n = columns.length == 0 ? rows(date) : part.count();
                    int[] repeated = new int[n];
                    Arrays.fill(repeated, date);
                    parts.add(new Table(SymVec.of(DATE), new IntVec(Type.DATE, repeated)).beside(part));
                }
            }
        } catch (IOException e) {
            throw Storage.failed(root.toString(), e);
        }
        for (Table part : parts) {
            all = all == null ? part : Joining.append(all, part);
        }
        if (all == null) {
            throw new QError(name);
        }
        return from.length == 0 ? all.slice(0, 0) : all;
    }
}
