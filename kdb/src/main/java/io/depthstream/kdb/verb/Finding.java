package io.depthstream.kdb.verb;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Order;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.HashMap;
import java.util.Map;

/** Where things are in a list: the work under {@code ?}, {@code in} and the indexing of dictionaries. */
public final class Finding {
    private static final int LINEAR = 8;

    private Finding() {
    }

    /** Returns, for each item of the second, its first place in the first; the first's length where it is not. */
    public static int[] find(Value in, Value items) {
        if (in instanceof Table table) {
            return rows(table, items instanceof Table t ? t : asTable(table, items));
        }
        Vec list = ((Vec) in).plain();
        Vec wanted = ((Vec) items).plain();
        if (list.type() != wanted.type() && list.type() != Type.LIST && wanted.type() != Type.LIST) {
            wanted = comparable(wanted, list);
            if (wanted == null) {
                throw QError.type();
            }
        }
        int n = list.count();
        int[] places = new int[wanted.count()];
        if (list.hasKeys() && list.type() == wanted.type()) {
            keyed(list, wanted, places);
            return places;
        }
        if (wanted.count() <= LINEAR) {
            for (int i = 0; i < places.length; i++) {
                places[i] = linear(list, wanted.at(i), n);
            }
            return places;
        }
        Map<Grouping.Item, Integer> index = new HashMap<>();
        for (int i = 0; i < n; i++) {
            index.putIfAbsent(new Grouping.Item(list.at(i)), i);
        }
        for (int i = 0; i < places.length; i++) {
            places[i] = index.getOrDefault(new Grouping.Item(wanted.at(i)), n);
        }
        return places;
    }

    /** Numbers of different widths are compared by value; others cannot be. */
    private static Vec comparable(Vec wanted, Vec list) {
        if (!Type.isNumeric(wanted.type()) || !Type.isNumeric(list.type())) {
            return wanted.count() == 0 || list.count() == 0 ? list.empty().take(negatives(wanted.count())) : null;
        }
        Vec cast = Casting.cast(wanted, list.type());
        Vec back = Casting.cast(cast, wanted.type());
        Value[] items = new Value[wanted.count()];
        for (int i = 0; i < items.length; i++) {
            if (back.compare(i, wanted, i) != 0) {
                items[i] = wanted.at(i);
            } else {
                items[i] = cast.at(i);
            }
        }
        return items.length == 0 ? cast : Lists.of(items);
    }

    private static int[] negatives(int n) {
        int[] out = new int[n];
        java.util.Arrays.fill(out, -1);
        return out;
    }

    private static int linear(Vec list, Value item, int n) {
        for (int i = 0; i < n; i++) {
            if (Order.match(list.at(i), item)) {
                return i;
            }
        }
        return n;
    }

    private static void keyed(Vec list, Vec wanted, int[] places) {
        int n = list.count();
        if (places.length <= LINEAR && list.attribute() != 'u' && list.attribute() != 'g') {
            for (int i = 0; i < places.length; i++) {
                places[i] = scan(list, wanted.keyAt(i), n);
            }
            return;
        }
        if (list.attribute() == 'u' || list.attribute() == 'g') {
            for (int i = 0; i < places.length; i++) {
                int[] rows = list.index().rows(wanted.keyAt(i), n);
                places[i] = rows.length == 0 ? n : rows[0];
            }
            return;
        }
        FirstPlaces index = new FirstPlaces(list);
        for (int i = 0; i < places.length; i++) {
            places[i] = index.of(wanted.keyAt(i));
        }
    }

    private static int scan(Vec list, long key, int n) {
        for (int i = 0; i < n; i++) {
            if (list.keyAt(i) == key) {
                return i;
            }
        }
        return n;
    }

    private static Table asTable(Table like, Value row) {
        Value values = row instanceof Dict dict ? dict.values() : row;
        Vec list = Lists.enlist(values);
        if (list.count() != like.width()) {
            throw QError.length();
        }
        Vec[] columns = new Vec[like.width()];
        for (int i = 0; i < columns.length; i++) {
            Value item = list.at(i);
            columns[i] = item instanceof Atom atom ? atom.vec() : like.column(i) instanceof ListVec ? new ListVec(item) : (Vec) item;
        }
        return new Table(like.names(), columns);
    }

    /** Finds rows by the numbers of their groups in both tables together. */
    private static int[] rows(Table in, Table items) {
        Vec[] columns = new Vec[in.width()];
        for (int i = 0; i < columns.length; i++) {
            Vec theirs = items.get(in.names().nameAt(i));
            Vec other = theirs == null ? items.column(i) : theirs;
            Vec mine = in.column(i).plain();
            Vec cast = other.plain();
            if (mine.type() != cast.type() && mine.type() != Type.LIST && cast.type() != Type.LIST) {
                if (!Type.isNumeric(mine.type()) || !Type.isNumeric(cast.type())) {
                    throw QError.type();
                }
                cast = Casting.cast(cast, mine.type());
            }
            columns[i] = (Vec) Joining.join(mine.with(Vec.PLAIN), cast);
        }
        Grouping groups = Grouping.of(new Table(in.names(), columns));
        int n = in.count();
        int[] firsts = groups.firsts();
        int[] places = new int[items.count()];
        for (int i = 0; i < places.length; i++) {
            int first = firsts[groups.ids()[n + i]];
            places[i] = first < n ? first : n;
        }
        return places;
    }
}
