package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Value;

/** A variable: local if the lambda around it assigns or declares it, global otherwise. */
public final class Name extends Node {
    private static final int UNRESOLVED = -2;
    private static final int GLOBAL = -1;

    private final String name;
    private final String context;
    private final LocalScope scope;
    private int slot = UNRESOLVED;
    private Globals.Cell cell;

    /** Names a variable in a lambda's scope (null at the top) and a namespace. */
    public Name(String name, LocalScope scope, String context) {
        this.name = name;
        this.scope = scope;
        this.context = context;
    }

    /** Returns the name as written. */
    public String name() {
        return name;
    }

    private int slot() {
        if (slot == UNRESOLVED) {
            slot = scope == null ? GLOBAL : scope.slot(name);
        }
        return slot;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        if (slot() >= 0) {
            return frame.get(slot);
        }
        if (cell == null) {
            cell = q.globals().cell(Globals.absolute(name, context));
        }
        Value value = cell.value();
        return value != null ? value : q.lookup(Globals.absolute(name, context));
    }

    /** Assigns: to the local where there is one, to the global otherwise or when told so. */
    void assign(Engine q, Frame frame, Value value) {
        if (slot() >= 0) {
            frame.set(slot, value);
        } else {
            q.assign(Globals.absolute(name, context), value);
        }
    }

    @Override
    public Value tree() {
        return Atom.symbol(name);
    }

    /** Returns the full name of the global this would be. */
    public String absolute() {
        return Globals.absolute(name, context);
    }
}
