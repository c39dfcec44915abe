package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Value;

/** A piece of parsed q, ready to be evaluated. */
public abstract class Node {
    /** Evaluates in a lambda's frame, or at the top where there is none (null). */
    public abstract Value eval(Engine q, Frame frame);

    /** Returns the parse tree kdb+ would show: names as symbols, constants that could be taken for names enlisted. */
    public abstract Value tree();

    /** Returns whether it stands where a verb does: an operator, or something with an iterator. */
    public boolean isVerb() {
        return false;
    }

    /** Returns the parse trees of several nodes; a null one is a hole. */
    static Value[] trees(Node[] nodes, Value... before) {
        Value[] trees = java.util.Arrays.copyOf(before, before.length + nodes.length);
        for (int i = 0; i < nodes.length; i++) {
            trees[before.length + i] = nodes[i] == null ? io.depthstream.kdb.value.Identity.HOLE : nodes[i].tree();
        }
        return trees;
    }
}
