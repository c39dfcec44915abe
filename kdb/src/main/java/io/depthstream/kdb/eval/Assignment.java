package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Value;

/** {@code a:v}, {@code a+:v}, {@code a[i]:v}, {@code a[i]+:v}. Its value is the value assigned. */
public final class Assignment extends Node {
    private final Name target;
    private final Node[] index;
    private final Node operator;
    private final Node value;

    /** Assigns a value, perhaps through an operator, to a variable or to a part of it. */
    public Assignment(Name target, Node[] index, Node operator, Node value) {
        this.target = target;
        this.index = index;
        this.operator = operator;
        this.value = value;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        Value given = value.eval(q, frame);
        if (index.length == 0 && operator == null) {
            target.assign(q, frame, given);
            return given;
        }
        Value[] places = Application.values(q, frame, index);
        Value op = operator == null ? Builtins.get(":") : operator.eval(q, frame);
        Value old = target.eval(q, frame);
        if (index.length == 0) {
            target.assign(q, frame, q.apply(op, old, given));
        } else {
            Value path = places.length == 1 && places[0] != Identity.HOLE
                ? new ListVec(places) : new ListVec(places);
            target.assign(q, frame, q.apply(Builtins.get("."), old, path, op, given));
        }
        return given;
    }

    @Override
    public Value tree() {
        Value op = operator == null ? Builtins.get(":") : new ListVec(Atom.of(':'), operator.tree());
        Value to = index.length == 0 ? target.tree() : new ListVec(trees(index, target.tree()));
        return new ListVec(op, to, value.tree());
    }
}
