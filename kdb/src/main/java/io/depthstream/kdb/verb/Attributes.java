package io.depthstream.kdb.verb;

import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code `s# `u# `p# `g#}: what is claimed is checked, and signalled as {@code s-fail} and {@code u-fail} when it is not so. */
public final class Attributes {
    private Attributes() {
    }

    /** Puts an attribute on a list, on the first column of a table, on the keys of a dictionary; empty takes it off. */
    public static Value set(String name, Value v) {
        char attribute = name.isEmpty() ? Vec.PLAIN : name.charAt(0);
        if (v instanceof Table table) {
            return table.with(table.names().nameAt(0), (Vec) set(name, table.column(0)));
        }
        if (v instanceof Dict dict) {
            return new Dict(set(name, dict.keys()), dict.values());
        }
        if (!(v instanceof Vec vec)) {
            throw QError.type();
        }
        switch (attribute) {
            case 's' -> requireSorted(vec);
            case 'u' -> require(Grouping.of(vec).count() == vec.count(), "u-fail");
            case 'p' -> require(parted(vec), "u-fail");
            case 'g' -> requireType(vec);
            default -> { }
        }
        return vec.with(attribute);
    }

    private static void requireType(Vec vec) {
        if (!vec.hasKeys() && vec.count() > 0) {
            throw QError.type();
        }
    }

    private static void requireSorted(Vec vec) {
        require(isSorted(vec), "s-fail");
    }

    static boolean isSorted(Vec vec) {
        for (int i = 1; i < vec.count(); i++) {
            if (vec.compare(i - 1, vec, i) > 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean parted(Vec vec) {
        int runs = 0;
        for (int i = 0; i < vec.count(); i++) {
            runs += i == 0 || vec.compare(i, vec, i - 1) != 0 ? 1 : 0;
        }
        return runs == Grouping.of(vec).count();
    }

    private static void require(boolean holds, String error) {
        if (!holds) {
            throw new QError(error);
        }
    }
}
