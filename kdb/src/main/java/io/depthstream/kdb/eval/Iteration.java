package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.Order;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;

/** A function derived by an iterator: {@code f'}, {@code f/}, {@code f\}, {@code f':}, {@code f/:}, {@code f\:}. */
public final class Iteration extends Fn {
    /** The iterators. */
    public enum Kind {
        EACH("'", Type.EACH), OVER("/", Type.OVER), SCAN("\\", Type.SCAN), PRIOR("':", Type.PRIOR),
        RIGHT("/:", Type.EACH_RIGHT), LEFT("\\:", Type.EACH_LEFT);

        private final String text;
        private final int type;

        Kind(String text, int type) {
            this.text = text;
            this.type = type;
        }

        /** Returns its characters. */
        public String text() {
            return text;
        }

        /** Returns the iterator written so. */
        public static Kind of(String text) {
            for (Kind kind : values()) {
                if (kind.text.equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("not an iterator: " + text);
        }
    }

    private final Kind kind;
    private final Value function;

    /** Derives a function. */
    public Iteration(Kind kind, Value function) {
        this.kind = kind;
        this.function = function;
    }

    /** Returns the iterator. */
    public Kind kind() {
        return kind;
    }

    /** Returns what is iterated. */
    public Value function() {
        return function;
    }

    @Override
    public int type() {
        return kind.type;
    }

    @Override
    public int rank() {
        int inner = function instanceof Fn fn ? fn.rank() : 1;
        return kind == Kind.EACH ? Math.max(1, inner) : kind == Kind.RIGHT || kind == Kind.LEFT ? 2 : 1;
    }

    @Override
    public String source() {
        return Builtins.text(function) + kind.text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Iteration i && i.kind == kind && Order.match(i.function, function);
    }

    @Override
    public int hashCode() {
        return kind.hashCode();
    }
}
