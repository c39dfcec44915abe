package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Value;

/** Where the names of a parse tree are looked up first: columns of a table, locals of a lambda. */
@FunctionalInterface
public interface Scope {
    /** Returns the value of a name, or null if it is not known here. */
    Value lookup(String name);

    /** Returns the scope around a query whose columns this is, null if there is none; a scope of locals is its own. */
    default Scope around() {
        return this;
    }
}
