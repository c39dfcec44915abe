package io.depthstream.kdb.value;

/** The order and equality of whole values: what sorting, {@code distinct}, {@code group} and {@code find} go by. */
public final class Order {
    private Order() {
    }

    /** Compares two values: atoms of one type by value, lists item by item, and different types by type number. */
    public static int compare(Value a, Value b) {
        if (a instanceof Atom x && b instanceof Atom y) {
            return sameClass(x.vec(), y.vec()) ? x.vec().compare(0, y.vec(), 0)
                : Type.isNumeric(-a.type()) && Type.isNumeric(-b.type())
                    ? FloatVec.order(x.doubleValue(), y.doubleValue()) : Integer.compare(a.type(), b.type());
        }
        if (a instanceof Vec x && b instanceof Vec y) {
            int n = Math.min(x.count(), y.count());
            boolean same = sameClass(x, y);
            for (int i = 0; i < n; i++) {
                int order = same ? x.compare(i, y, i) : compare(x.at(i), y.at(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(x.count(), y.count());
        }
        return Integer.compare(a.type(), b.type());
    }

    private static boolean sameClass(Vec a, Vec b) {
        return a.type() == b.type();
    }

    /** Returns whether two values are the same: {@code ~}, types included, attributes not. */
    public static boolean match(Value a, Value b) {
        if (a == b) {
            return true;
        }
        if (a instanceof Atom x && b instanceof Atom y) {
            return matchVec(x.vec().plain(), y.vec().plain());
        }
        if (a instanceof Vec x && b instanceof Vec y) {
            return matchVec(x.plain(), y.plain());
        }
        if (a instanceof Dict x && b instanceof Dict y) {
            return match(x.keys(), y.keys()) && match(x.values(), y.values());
        }
        if (a instanceof Table x && b instanceof Table y) {
            if (!match(x.names(), y.names())) {
                return false;
            }
            for (int i = 0; i < x.width(); i++) {
                if (!match(x.column(i), y.column(i))) {
                    return false;
                }
            }
            return true;
        }
        return a instanceof Fn && a.equals(b);
    }

    private static boolean matchVec(Vec a, Vec b) {
        if (a.type() != b.type() || a.count() != b.count()) {
            return false;
        }
        if (Type.isFloating(a.type())) {
            for (int i = 0; i < a.count(); i++) {
                if (!close(a.doubleAt(i), b.doubleAt(i))) {
                    return false;
                }
            }
            return true;
        }
        for (int i = 0; i < a.count(); i++) {
            if (a instanceof ListVec ? !match(a.at(i), b.at(i)) : a.compare(i, b, i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether two floats are equal with kdb+'s tolerance of 2 to the power of -43. */
    public static boolean close(double a, double b) {
        if (a == b) {
            return true;
        }
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Double.isNaN(a) && Double.isNaN(b);
        }
        if (Double.isInfinite(a) || Double.isInfinite(b) || a == 0 || b == 0) {
            return false;
        }
        return Math.abs(a - b) <= 0x1p-43 * Math.max(Math.abs(a), Math.abs(b));
    }

    /** Returns a hash that is equal for matching values. */
    public static int hash(Value v) {
        if (v instanceof Atom atom) {
            return hash(atom.vec().plain()) + 1;
        }
        if (v instanceof Vec list) {
            Vec vec = list.plain();
            long h = vec.type();
            for (int i = 0; i < vec.count(); i++) {
                long item = vec instanceof GuidVec guids ? guids.highAt(i) ^ guids.lowAt(i)
                    : vec.hasKeys() ? vec.keyAt(i) : hash(vec.at(i));
                h = GroupIndex.mix(h * 31 + item);
            }
            return (int) h;
        }
        if (v instanceof Dict dict) {
            return hash(dict.keys()) * 31 + hash(dict.values());
        }
        if (v instanceof Table table) {
            int h = hash(table.names());
            for (int i = 0; i < table.width(); i++) {
                h = h * 31 + hash(table.column(i));
            }
            return h;
        }
        return v.hashCode();
    }
}
