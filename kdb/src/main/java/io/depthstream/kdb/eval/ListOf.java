package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.Value;

/** A list in parentheses: {@code (a;b;c)}. */
public final class ListOf extends Node {
    private final Node[] items;

    /** Makes a list of the values of these; null ones make it a projection of itself. */
    public ListOf(Node... items) {
        this.items = items;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        Value[] values = Application.values(q, frame, items);
        for (Value value : values) {
            if (value == Identity.HOLE) {
                return q.apply(q.builtin("enlist"), values);
            }
        }
        return Lists.collapse(values);
    }

    @Override
    public Value tree() {
        return items.length == 0 ? ListVec.EMPTY : new ListVec(trees(items, Builtins.get("enlist")));
    }
}
