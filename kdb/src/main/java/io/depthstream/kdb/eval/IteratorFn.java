package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.Type;

/** An iterator by itself, {@code (/)}: applied to a function it derives one. */
public final class IteratorFn extends Fn {
    private final Iteration.Kind kind;

    /** Makes the value of an iterator. */
    public IteratorFn(Iteration.Kind kind) {
        this.kind = kind;
    }

    /** Returns which it is. */
    public Iteration.Kind kind() {
        return kind;
    }

    @Override
    public int type() {
        return Type.ITERATOR;
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public String source() {
        return kind.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IteratorFn fn && fn.kind == kind;
    }

    @Override
    public int hashCode() {
        return kind.hashCode();
    }
}
