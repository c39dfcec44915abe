package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Value;

/** A function applied, or a list indexed: {@code f[a;b]}, {@code a+b}, {@code f a}. A null argument is a hole. */
public final class Application extends Node {
    private final Node function;
    private final Node[] arguments;

    /** Applies a function to arguments. */
    public Application(Node function, Node... arguments) {
        this.function = function;
        this.arguments = arguments;
    }

    /** Returns what is applied. */
    public Node function() {
        return function;
    }

    /** Returns the arguments. */
    public Node[] arguments() {
        return arguments;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        Value[] values = values(q, frame, arguments);
        return q.apply(function.eval(q, frame), values);
    }

    /** Evaluates from right to left. */
    static Value[] values(Engine q, Frame frame, Node[] nodes) {
        Value[] values = new Value[nodes.length];
        for (int i = nodes.length - 1; i >= 0; i--) {
            values[i] = nodes[i] == null ? Identity.HOLE : nodes[i].eval(q, frame);
        }
        return values;
    }

    @Override
    public Value tree() {
        return new ListVec(trees(arguments, function.tree()));
    }
}
