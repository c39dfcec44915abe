package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;

/** {@code '[f;g]}: g first, of any rank, then f on its result. */
public final class Composition extends Fn {
    private final Value outer;
    private final Value inner;

    /** Composes two functions. */
    public Composition(Value outer, Value inner) {
        this.outer = outer;
        this.inner = inner;
    }

    @Override
    public int type() {
        return Type.COMPOSITION;
    }

    @Override
    public int rank() {
        return inner instanceof Fn fn ? fn.rank() : 1;
    }

    /** Returns the function applied last. */
    public Value outer() {
        return outer;
    }

    /** Returns the function applied first. */
    public Value inner() {
        return inner;
    }

    @Override
    public String source() {
        return "'[" + Builtins.text(outer) + ";" + Builtins.text(inner) + "]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Composition c && c.outer.equals(outer) && c.inner.equals(inner);
    }

    @Override
    public int hashCode() {
        return outer.hashCode() * 31 + inner.hashCode();
    }
}
