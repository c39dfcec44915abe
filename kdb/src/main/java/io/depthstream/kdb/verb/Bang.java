package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Globals;
import io.depthstream.kdb.ipc.Decoder;
import io.depthstream.kdb.ipc.Messages;
import io.depthstream.kdb.parse.Parser;
import io.depthstream.kdb.store.TickLog;
import io.depthstream.kdb.table.Sql;
import io.depthstream.kdb.table.Tables;
import io.depthstream.kdb.text.SourceText;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.EnumVec;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code !}: dictionaries, keyed tables, internal functions ({@code -8! -9! -11! …}), functional update and delete. */
final class Bang {
    private Bang() {
    }

    static void register() {
        Builtins.add("!", 2, 4, (q, a) -> switch (a.length) {
            case 2 -> two(q, a[0], a[1]);
            case 3 -> throw QError.rank();
            default -> Sql.change(q, null, a[0], Sql.conditions(a[1]), a[2], a[3]);
        });
        Builtins.add("!:", 1, (q, a) -> Metadata.key(q, a[0]));
    }

    private static Value two(Engine q, Value a, Value b) {
        if (a instanceof Atom atom && (atom.type() == -Type.LONG || atom.type() == -Type.INT)) {
            long n = atom.longValue();
            if (atom.vec().nullAt(0)) {
                q.print(SourceText.of(b) + "\n");
                return b;
            }
            return n < 0 ? internal(q, n, b) : keyed(q, (int) n, b);
        }
        if (a instanceof Atom name && name.type() == -Type.SYMBOL && b instanceof Vec places && !(b instanceof SymVec)) {
            return new EnumVec(q.domain(Globals.absolute(name.symbol(), q.context())), (IntVec) Casting.cast(places, Type.INT));
        }
        if (a instanceof Atom && b instanceof Atom) {
            throw QError.type();
        }
        Value keys = a instanceof Atom ? Lists.enlist(a).take(new int[b.count()]) : a;
        Value values = b instanceof Atom ? Lists.enlist(b).take(new int[a.count()]) : b;
        if (!(keys instanceof Vec || keys instanceof Table) || !(values instanceof Vec || values instanceof Table)) {
            throw QError.type();
        }
        return new Dict(keys, values);
    }

    private static Value keyed(Engine q, int n, Value b) {
        if (b instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            String name = Globals.absolute(atom.symbol(), q.context());
            q.assign(name, keyed(q, n, q.lookup(name)));
            return b;
        }
        Table table = b instanceof Dict dict && dict.isKeyedTable() ? dict.unkeyed() : b instanceof Table plain ? plain : null;
        if (table == null) {
            throw QError.type();
        }
        return Tables.key(n, table);
    }

    private static Value internal(Engine q, long n, Value b) {
        return switch ((int) n) {
            case -3 -> ByteVec.ofText(SourceText.of(b, q.settings().precision(), Integer.MAX_VALUE));
            case -5 -> Parser.parse(Strings.text(b), q.context()).tree();
            case -6 -> io.depthstream.kdb.eval.Trees.eval(q, b, null);
            case -8 -> new ByteVec(Type.BYTE, Messages.encode(b, 0));
            case -9 -> decode(b);
            case -11 -> TickLog.replay(q, b);
            case -16 -> Atom.ofInt(1);
            case -18 -> new ByteVec(Type.BYTE, io.depthstream.kdb.ipc.Compression.compress(Messages.encode(b, 0)));
            case -22 -> Atom.of((long) Messages.encode(b, 0).length);
            default -> throw QError.nyi();
        };
    }

    private static Value decode(Value b) {
        if (!(b instanceof ByteVec bytes) || bytes.type() != Type.BYTE) {
            throw QError.type();
        }
        return Decoder.message(((ByteVec) bytes.slice(0, bytes.count())).items());
    }
}
