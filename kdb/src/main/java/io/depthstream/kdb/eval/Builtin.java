package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;

/** A function of the language itself, in Java. */
public final class Builtin extends Fn {
    private final String name;
    private final int least;
    private final int most;
    private final Body body;

    /** What it does. */
    @FunctionalInterface
    public interface Body {
        /** Computes the result of arguments, none of which is a hole. */
        Value run(Engine q, Value... args);
    }

    /** Names a function that takes from so many to so many arguments; with fewer it becomes a projection. */
    public Builtin(String name, int least, int most, Body body) {
        this.name = name;
        this.least = least;
        this.most = most;
        this.body = body;
    }

    @Override
    public int type() {
        return least == 1 ? Type.UNARY : Type.BINARY;
    }

    @Override
    public int rank() {
        return least;
    }

    /** Returns the most arguments it takes. */
    public int most() {
        return most;
    }

    /** Runs it. */
    Value run(Engine q, Value[] args) {
        return body.run(q, args);
    }

    @Override
    public String source() {
        return name;
    }
}
