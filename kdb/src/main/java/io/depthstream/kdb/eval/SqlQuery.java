package io.depthstream.kdb.eval;

import io.depthstream.kdb.table.Sql;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code select}, {@code exec}, {@code update}, {@code delete}: kept as parse trees, evaluated among the columns. */
public final class SqlQuery extends Node {
    private final String operator;
    private final Node from;
    private final Value where;
    private final Value by;
    private final Value columns;
    private final String context;
    private final Node[] more;

    /** Makes a query: the operator is ? or !, more are the limit and the order of a select. */
    public SqlQuery(String operator, Node from, Value where, Value by, Value columns, String context,
            Node... more) {
        this.operator = operator;
        this.from = from;
        this.where = where;
        this.by = by;
        this.columns = columns;
        this.context = context;
        this.more = more;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        Value[] extra = Application.values(q, frame, more);
        Value table = from.eval(q, frame);
        Scope scope = name -> {
            Value local = frame == null ? null : frame.lookup(name);
            return local != null || context.isEmpty() || name.startsWith(".") ? local
                : q.globals().get(Globals.absolute(name, context));
        };
        return "?".equals(operator) ? Sql.select(q, scope, table, where, by, columns, extra)
            : Sql.change(q, scope, table, where, by, columns);
    }

    @Override
    public Value tree() {
        Value[] parts = trees(more, Builtins.get(operator), from.tree(), quoted(where), quoted(by), quoted(columns));
        if (more.length > 1) {
            parts[parts.length - 1] = new ListVec(more[1].eval(null, null));
        }
        return new ListVec(parts);
    }

    /** What the query evaluates among its own columns must come through the evaluation around it as it is. */
    private static Value quoted(Value phrase) {
        if (phrase instanceof Atom atom) {
            return atom.type() == -Type.SYMBOL ? atom.vec() : atom;
        }
        return phrase instanceof Vec && phrase.count() > 0 ? new ListVec(phrase) : phrase;
    }
}
