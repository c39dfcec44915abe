package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;

/** A value written in the source: a literal, a lambda, a primitive. */
public final class Constant extends Node {
    private final Value value;
    private final boolean verb;

    /** Wraps a value; an operator stands where a verb does. */
    public Constant(Value value, boolean verb) {
        this.value = value;
        this.verb = verb;
    }

    /** Returns the value. */
    public Value value() {
        return value;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        return value;
    }

    @Override
    public Value tree() {
        if (value instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            return atom.vec();
        }
        return value instanceof SymVec ? new ListVec(value) : value;
    }

    @Override
    public boolean isVerb() {
        return verb;
    }
}
