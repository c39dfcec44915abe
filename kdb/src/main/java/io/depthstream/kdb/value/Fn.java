package io.depthstream.kdb.value;

/** Anything that is applied to arguments: lambdas, primitives, projections, compositions, derived functions. */
public abstract class Fn extends Value {
    @Override
    public int count() {
        return 1;
    }

    @Override
    public Value at(int i) {
        return this;
    }

    /** Returns how many arguments it takes; with fewer it becomes a projection. */
    public abstract int rank();

    /** Returns its q source. */
    public abstract String source();
}
