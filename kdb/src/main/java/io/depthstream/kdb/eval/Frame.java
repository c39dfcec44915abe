package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Value;

/** The local variables of one running call. */
public final class Frame {
    private final Lambda lambda;
    private final Value[] locals;

    Frame(Lambda lambda, Value[] locals) {
        this.lambda = lambda;
        this.locals = locals;
    }

    Lambda lambda() {
        return lambda;
    }

    Value get(int slot) {
        return locals[slot];
    }

    void set(int slot, Value value) {
        locals[slot] = value;
    }

    /** Returns the local of this name, or null if the lambda has none. */
    Value lookup(String name) {
        int slot = lambda.scope().slot(name);
        return slot < 0 ? null : locals[slot];
    }
}
