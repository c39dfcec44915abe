package io.depthstream.kdb.verb;

import static java.util.Map.entry;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.ipc.IpcVerbs;
import io.depthstream.kdb.store.StoreVerbs;
import io.depthstream.kdb.table.JoinVerbs;
import io.depthstream.kdb.table.QueryVerbs;
import io.depthstream.kdb.table.TableVerbs;
import java.util.Map;

/** The families of primitives. */
public final class Families {
    /** Names of letters that are, as in kdb+, nothing but operators. */
    private static final Map<String, String> ONE_THING = Map.ofEntries(entry("flip", "+:"), entry("neg", "-:"),
        entry("first", "*:"), entry("reciprocal", "%:"), entry("where", "&:"), entry("reverse", "|:"), entry("null", "^:"),
        entry("group", "=:"), entry("iasc", "<:"), entry("idesc", ">:"), entry("string", "$:"), entry("count", "#:"),
        entry("floor", "_:"), entry("not", "~:"), entry("key", "!:"), entry("distinct", "?:"), entry("type", "@:"),
        entry("value", ".:"), entry("and", "&"), entry("or", "|"));

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
        ONE_THING.forEach(Builtins::alias);
    }
}
