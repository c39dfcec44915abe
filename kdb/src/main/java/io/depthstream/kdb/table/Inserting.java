package io.depthstream.kdb.table;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Globals;
import io.depthstream.kdb.store.Storage;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Finding;
import io.depthstream.kdb.verb.Joining;

/** Rows added to tables: {@code insert} refuses a key that is there, {@code upsert} replaces its values. */
final class Inserting {
    private Inserting() {
    }

    static Value insert(Engine q, Value target, Value rows) {
        if (!(target instanceof Atom atom) || atom.type() != -Type.SYMBOL) {
            throw QError.type();
        }
        String name = Globals.absolute(atom.symbol(), q.context());
        Value old = q.find(name);
        if (old == null && rows instanceof Table first) {
            q.assign(name, first);
            return Sql.rows(Lists.positions(0, first.count()));
        }
        Value before = old == null ? q.lookup(name) : old;
        if (before instanceof Vec vec) {
            q.assign(name, Joining.join(vec, rows));
            return Sql.rows(Lists.positions(vec.count(), vec.count() + Lists.enlist(rows).count()));
        }
        Table more = rows(before, rows);
        int n = before.count();
        if (before instanceof Dict dict) {
            Table keys = (Table) dict.keys();
            Table added = Tables.columns(more, keys.names().names());
            for (int place : Finding.find(keys, added)) {
                if (place < n) {
                    throw new QError("insert");
                }
            }
        }
        q.assign(name, joined(before, more));
        LongVec places = Sql.rows(Lists.positions(n, n + more.count()));
        return places;
    }

    static Value upsert(Engine q, Value target, Value rows) {
        if (target instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            if (atom.symbol().startsWith(":")) {
                return Storage.append(q, atom.symbol(), rows);
            }
            String name = Globals.absolute(atom.symbol(), q.context());
            Value old = q.find(name);
            q.assign(name, old == null ? Tables.plain(rows) : upsert(q, old, rows));
            return target;
        }
        if (target instanceof Vec || target instanceof Dict dict && !dict.isKeyedTable()) {
            return Joining.join(target, rows);
        }
        return joined(target, rows(target, rows));
    }

    private static Value joined(Value before, Table more) {
        if (before instanceof Dict dict) {
            int keys = ((Table) dict.keys()).width();
            return Joining.join(dict, Tables.key(keys, more));
        }
        return Joining.append((Table) before, more);
    }

    /** Returns rows given as a table, a dictionary, one list of cells or a list of columns as a table of the target's columns. */
    private static Table rows(Value target, Value rows) {
        Table like = Tables.plain(target);
        if (rows instanceof Dict dict && !dict.isKeyedTable()) {
            return conform(like, (Table) Joining.enlist(dict));
        }
        if (rows instanceof Table || rows instanceof Dict) {
            return conform(like, Tables.plain(rows));
        }
        Vec cells = Lists.enlist(rows);
        if (like.width() != cells.count()) {
            if (cells instanceof ListVec list && list.count() > 0 && list.at(0) instanceof Vec first && first.count() == like.width()
                    && first.type() != Type.CHAR) {
                return each(like, list);
            }
            throw QError.length();
        }
        return conform(like, Tables.ofColumns(like.names(), columns(like, cells)));
    }

    private static Table each(Table like, ListVec list) {
        Table all = null;
        for (int i = 0; i < list.count(); i++) {
            Table one = rows(like, list.at(i));
            all = all == null ? one : Joining.append(all, one);
        }
        return all;
    }

    private static Value[] columns(Table like, Vec cells) {
        Value[] columns = new Value[cells.count()];
        boolean lists = false;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = cells.at(i);
            boolean nested = like.column(i) instanceof ListVec;
            lists |= columns[i] instanceof Vec vec && (!nested || vec instanceof ListVec);
        }
        if (lists) {
            return columns;
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i] = columns[i] instanceof Atom one ? one.vec() : new ListVec(columns[i]);
        }
        return columns;
    }

    /** Orders columns as the target has them, and checks their types: 'type for another, 'mismatch for other names. */
    private static Table conform(Table like, Table rows) {
        if (rows.width() != like.width()) {
            throw new QError("mismatch");
        }
        Vec[] columns = new Vec[like.width()];
        for (int i = 0; i < columns.length; i++) {
            Vec mine = like.column(i);
            Vec more = rows.get(like.names().nameAt(i));
            if (more == null) {
                throw new QError("mismatch");
            }
            if (mine.plain().type() != more.plain().type() && mine.type() != Type.LIST && !(more.count() == 0)) {
                throw QError.type();
            }
            columns[i] = more;
        }
        return new Table(like.names(), columns);
    }
}
