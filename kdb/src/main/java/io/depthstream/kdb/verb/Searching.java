package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code in within bin binr} and the finding form of {@code ?}. */
final class Searching {
    private Searching() {
    }

    static void register() {
        Builtins.infix("in", (q, a) -> in(a[0], a[1]));
        Builtins.infix("within", (q, a) -> within(a[0], a[1]));
        Builtins.infix("bin", (q, a) -> bin(a[0], a[1], false));
        Builtins.infix("binr", (q, a) -> bin(a[0], a[1], true));
    }

    /** {@code list?items}: the first places, the length for what is not there. */
    static Value find(Value in, Value items) {
        if (in instanceof Dict dict) {
            Value places = find(dict.values(), items);
            return Indexing.at(dict.keys(), places);
        }
        if (in instanceof Table table) {
            boolean one = !(items instanceof Table);
            int[] rows = Finding.find(table, items);
            return one ? Atom.of((long) rows[0]) : longs(rows);
        }
        if (!(in instanceof Vec list)) {
            throw QError.type();
        }
        if (items instanceof Atom atom) {
            return Atom.of((long) Finding.find(list, atom.vec())[0]);
        }
        if (list instanceof ListVec && items instanceof Vec vec && !(vec instanceof ListVec)) {
            boolean nested = list.count() > 0 && !list.at(0).isAtom();
            return nested ? Atom.of((long) Finding.find(list, new ListVec(items))[0]) : longs(Finding.find(list, vec));
        }
        if (items instanceof ListVec nested && !(list instanceof ListVec)) {
            Value[] out = new Value[nested.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = find(in, nested.at(i));
            }
            return Lists.collapse(out);
        }
        return longs(Finding.find(list, items));
    }

    private static Value longs(int[] places) {
        long[] out = new long[places.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = places[i];
        }
        return new LongVec(Type.LONG, out);
    }

    private static Value in(Value items, Value list) {
        if (items instanceof ListVec general && !(list instanceof ListVec)) {
            Value[] out = new Value[general.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = in(general.at(i), list);
            }
            return Lists.collapse(out);
        }
        Value among = list instanceof Atom atom ? atom.vec() : list;
        if (among instanceof Dict || among instanceof Table && !(items instanceof Table || items instanceof Dict)) {
            throw QError.type();
        }
        Value places = find(among, items);
        int n = among.count();
        if (places instanceof Atom atom) {
            return Atom.of(atom.longValue() < n);
        }
        Vec found = (Vec) places;
        byte[] out = new byte[found.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (found.longAt(i) < n ? 1 : 0);
        }
        return new ByteVec(Type.BOOL, out);
    }

    private static Value within(Value items, Value range) {
        if (!(range instanceof Vec) || range.count() != 2) {
            throw range instanceof Vec ? QError.length() : QError.type();
        }
        Value low = Comparison.compare(">=", items, range.at(0));
        return Comparison.pick(low, Comparison.compare("<=", items, range.at(1)), -1);
    }

    /** The last place whose item is not greater, or (right) the first that is not less. */
    private static Value bin(Value list, Value items, boolean right) {
        if (list instanceof Dict dict) {
            return Indexing.at(dict.keys(), bin(dict.values(), items, right));
        }
        if (!(list instanceof Vec in) || in.type() == Type.LIST) {
            throw QError.type();
        }
        Vec sorted = in.plain();
        return Atomic.unary(items, vec -> {
            if (vec.type() != sorted.type() && !(Type.isNumeric(vec.type()) && Type.isNumeric(sorted.type()))) {
                throw QError.type();
            }
            Vec wanted = vec.type() == sorted.type() ? vec : Casting.cast(vec, sorted.type());
            long[] out = new long[vec.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = right ? firstNotLess(sorted, wanted, i) : lastNotGreater(sorted, 0, sorted.count(), wanted, i);
            }
            return new LongVec(Type.LONG, out);
        });
    }

    static int lastNotGreater(Vec sorted, int from, int to, Vec wanted, int i) {
        int low = from;
        int high = to - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (sorted.compare(middle, wanted, i) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < from ? -1 : high;
    }

    private static int firstNotLess(Vec sorted, Vec wanted, int i) {
        int low = 0;
        int high = sorted.count();
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted.compare(middle, wanted, i) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
