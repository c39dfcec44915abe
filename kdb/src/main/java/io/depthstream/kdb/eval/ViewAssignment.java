package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.Value;

/** {@code v::expression} outside of functions: the expression is evaluated whenever the variable is read. */
public final class ViewAssignment extends Node {
    private final Name target;
    private final Node expression;

    /** Makes a variable a view. */
    public ViewAssignment(Name target, Node expression) {
        this.target = target;
        this.expression = expression;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        q.globals().cell(target.absolute()).setView(expression);
        return Identity.NULL;
    }

    @Override
    public Value tree() {
        return expression.tree();
    }
}
