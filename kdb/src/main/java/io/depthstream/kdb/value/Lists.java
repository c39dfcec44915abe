package io.depthstream.kdb.value;

import java.util.List;

/** Making of lists from values: items of one simple type become a vector of it, rows with the same names a table. */
public final class Lists {
    private Lists() {
    }

    /** Makes the list of these items. */
    public static Value join(List<Value> items) {
        return collapse(items.toArray(new Value[0]));
    }

    /** Makes the list of these items; rows become a table. */
    public static Value collapse(Value... items) {
        if (items.length > 0 && items[0] instanceof Dict first && first.keys() instanceof SymVec) {
            for (Value item : items) {
                if (!(item instanceof Dict row) || !Order.match(row.keys(), first.keys())) {
                    return new ListVec(items);
                }
            }
            return rows(items, first);
        }
        return of(items);
    }

    private static Value rows(Value[] items, Dict first) {
        SymVec names = (SymVec) first.keys();
        Vec[] columns = new Vec[names.count()];
        for (int c = 0; c < columns.length; c++) {
            Value[] cells = new Value[items.length];
            for (int r = 0; r < cells.length; r++) {
                cells[r] = ((Dict) items[r]).values().at(c);
            }
            columns[c] = of(cells);
        }
        return new Table(names, columns);
    }

    /** Makes the list of these items: a vector if all are atoms of one type. */
    public static Vec of(Value... items) {
        if (items.length == 0 || !(items[0] instanceof Atom first)) {
            return new ListVec(items);
        }
        for (Value item : items) {
            if (item.type() != first.type() || item.type() == -Type.ENUM && domain(item) != domain(first)) {
                return new ListVec(items);
            }
        }
        return pack(first.vec(), items);
    }

    private static EnumDomain domain(Value atom) {
        return ((EnumVec) ((Atom) atom).vec()).domain();
    }

    private static Vec pack(Vec first, Value[] items) {
        int n = items.length;
        int type = first.type();
        if (n == 1) {
            return first;
        }
        if (first instanceof ByteVec) {
            byte[] bytes = new byte[n];
            for (int i = 0; i < n; i++) {
                bytes[i] = ((ByteVec) one(items[i])).items()[0];
            }
            return new ByteVec(type, bytes);
        }
        if (first instanceof ShortVec) {
            short[] shorts = new short[n];
            for (int i = 0; i < n; i++) {
                shorts[i] = ((ShortVec) one(items[i])).items()[0];
            }
            return new ShortVec(type, shorts);
        }
        if (first instanceof IntVec) {
            int[] ints = new int[n];
            for (int i = 0; i < n; i++) {
                ints[i] = ((IntVec) one(items[i])).items()[0];
            }
            return new IntVec(type, ints);
        }
        if (first instanceof LongVec) {
            long[] longs = new long[n];
            for (int i = 0; i < n; i++) {
                longs[i] = ((LongVec) one(items[i])).items()[0];
            }
            return new LongVec(type, longs);
        }
        return packOther(first, items);
    }

    private static Vec packOther(Vec first, Value[] items) {
        int n = items.length;
        if (first instanceof SymVec) {
            int[] numbers = new int[n];
            for (int i = 0; i < n; i++) {
                numbers[i] = ((SymVec) one(items[i])).items()[0];
            }
            return new SymVec(numbers);
        }
        if (first instanceof RealVec || first instanceof FloatVec) {
            double[] doubles = new double[n];
            for (int i = 0; i < n; i++) {
                doubles[i] = one(items[i]).doubleAt(0);
            }
            return Widen.narrow(first.type(), doubles);
        }
        if (first instanceof EnumVec enums) {
            int[] places = new int[n];
            for (int i = 0; i < n; i++) {
                places[i] = ((EnumVec) one(items[i])).places().items()[0];
            }
            return new EnumVec(enums.domain(), new IntVec(Type.INT, places));
        }
        long[] high = new long[n];
        long[] low = new long[n];
        for (int i = 0; i < n; i++) {
            GuidVec guid = (GuidVec) one(items[i]);
            high[i] = guid.highAt(0);
            low[i] = guid.lowAt(0);
        }
        return new GuidVec(high, low);
    }

    private static Vec one(Value atom) {
        return ((Atom) atom).vec();
    }

    /** Returns any value as a list: atoms become a list of one, lists stay. */
    public static Vec enlist(Value v) {
        return v instanceof Vec vec ? vec : v instanceof Atom atom ? atom.vec() : new ListVec(v);
    }

    /** Returns an empty vector of a type; the general list for 0. */
    public static Vec empty(int type) {
        return switch (type) {
            case Type.LIST -> ListVec.EMPTY;
            case Type.GUID -> new GuidVec(new long[0], new long[0]);
            case Type.SYMBOL -> new SymVec(new int[0]);
            case Type.REAL, Type.FLOAT, Type.DATETIME -> Widen.narrow(type, new double[0]);
            default -> Widen.narrow(type, new long[0]);
        };
    }

    /** Returns the positions 0 to n-1. */
    public static int[] positions(int from, int to) {
        int[] places = new int[Math.max(0, to - from)];
        for (int i = 0; i < places.length; i++) {
            places[i] = from + i;
        }
        return places;
    }
}
