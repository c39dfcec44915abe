package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Value;

/** A verb or name in parentheses: it is a noun there, so that nothing is assigned to it and it takes no left side. */
public final class Grouped extends Node {
    private final Node inner;

    /** Wraps what stands in parentheses. */
    public Grouped(Node inner) {
        this.inner = inner;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        return inner.eval(q, frame);
    }

    @Override
    public Value tree() {
        return inner.tree();
    }
}
