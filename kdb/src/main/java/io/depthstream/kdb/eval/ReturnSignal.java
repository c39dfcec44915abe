package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Value;

/** Leaves a lambda with a value: {@code :value}. */
final class ReturnSignal extends RuntimeException {
    private final transient Value value;

    ReturnSignal(Value value) {
        super(null, null, false, false);
        this.value = value;
    }

    Value value() {
        return value;
    }
}
