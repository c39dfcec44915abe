package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Value;

/** {@code .z.s}: the lambda that is running. */
public final class SelfReference extends Node {
    @Override
    public Value eval(Engine q, Frame frame) {
        return frame.lambda();
    }

    @Override
    public Value tree() {
        return Atom.symbol(".z.s");
    }
}
