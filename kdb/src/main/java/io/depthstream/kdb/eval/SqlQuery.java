package io.depthstream.kdb.eval;

import io.depthstream.kdb.table.Sql;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Value;

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
        Value[] parts = trees(more, Builtins.get(operator), from.tree(),
            where.count() == 0 ? ListVec.EMPTY : new ListVec(where), by, columns);
        return new ListVec(parts);
    }
}
