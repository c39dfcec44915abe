package io.depthstream.kdb.verb;

import io.depthstream.kdb.ipc.IpcVerbs;
import io.depthstream.kdb.store.StoreVerbs;
import io.depthstream.kdb.table.JoinVerbs;
import io.depthstream.kdb.table.QueryVerbs;
import io.depthstream.kdb.table.TableVerbs;

/** The families of primitives. */
public final class Families {
    private Families() {
    }

    /** Registers every primitive there is. */
    public static void registerAll() {
        Arithmetic.register();
        Comparison.register();
        Mathematics.register();
        Aggregates.register();
        Statistics.register();
        Running.register();
        Moving.register();
        ListVerbs.register();
        Cutting.register();
        Searching.register();
        Sets.register();
        Sorting.register();
        Strings.register();
        Patterns.register();
        Casting.register();
        Applying.register();
        Amending.register();
        Bang.register();
        Query.register();
        Metadata.register();
        Times.register();
        TableVerbs.register();
        QueryVerbs.register();
        JoinVerbs.register();
        StoreVerbs.register();
        IpcVerbs.register();
    }
}
