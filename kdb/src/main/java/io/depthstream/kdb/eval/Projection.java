package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.Order;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;

/** A function with some of its arguments given. */
public final class Projection extends Fn {
    private final Value function;
    private final Value[] given;

    /** Fixes arguments of a function; the others are {@link Identity#HOLE}. */
    public Projection(Value function, Value... given) {
        this.function = function;
        this.given = given;
    }

    @Override
    public int type() {
        return Type.PROJECTION;
    }

    @Override
    public int rank() {
        int holes = 0;
        for (Value value : given) {
            holes += value == Identity.HOLE ? 1 : 0;
        }
        return holes;
    }

    /** Returns the function. */
    public Value function() {
        return function;
    }

    /** Returns the arguments, with holes. */
    public Value[] given() {
        return given.clone();
    }

    /** Returns the arguments with the holes filled from the left; what is left over comes after them. */
    Value[] fill(Value[] args) {
        Value[] filled = given.clone();
        int next = 0;
        for (int i = 0; i < filled.length && next < args.length; i++) {
            if (filled[i] == Identity.HOLE) {
                filled[i] = args[next++];
            }
        }
        if (next == args.length) {
            return filled;
        }
        Value[] longer = java.util.Arrays.copyOf(filled, filled.length + args.length - next);
        System.arraycopy(args, next, longer, filled.length, args.length - next);
        return longer;
    }

    @Override
    public String source() {
        StringBuilder text = new StringBuilder(Builtins.text(function)).append('[');
        for (int i = 0; i < given.length; i++) {
            text.append(i == 0 ? "" : ";").append(given[i] == Identity.HOLE ? "" : Builtins.text(given[i]));
        }
        return text.append(']').toString();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Projection projection) || projection.given.length != given.length) {
            return false;
        }
        boolean same = Order.match(function, projection.function);
        for (int i = 0; i < given.length; i++) {
            same &= given[i] == projection.given[i] || Order.match(given[i], projection.given[i]);
        }
        return same;
    }

    @Override
    public int hashCode() {
        return given.length;
    }
}
