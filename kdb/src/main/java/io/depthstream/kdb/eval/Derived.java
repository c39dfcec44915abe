package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Value;

/** A function with an iterator: {@code f'}, {@code +/}. */
public final class Derived extends Node {
    private final Iteration.Kind kind;
    private final Node function;

    /** Puts an iterator on a function. */
    public Derived(Iteration.Kind kind, Node function) {
        this.kind = kind;
        this.function = function;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        return new Iteration(kind, function.eval(q, frame));
    }

    @Override
    public Value tree() {
        if (function instanceof Constant constant && !(constant.value() instanceof Lambda)) {
            return new Iteration(kind, constant.value());
        }
        return new ListVec(new IteratorFn(kind), function.tree());
    }

    @Override
    public boolean isVerb() {
        return true;
    }
}
