package io.depthstream.kdb.eval;

import io.depthstream.kdb.table.Sql;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.Arrays;

/** Evaluates parse trees: the columns and conditions of queries, and what {@code eval} is given. */
public final class Trees {
    private Trees() {
    }

    /** Evaluates a tree; names are looked up in the scope (if any), then among primitives and globals. */
    public static Value eval(Engine q, Value tree, Scope scope) {
        if (tree instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            return name(q, atom.symbol(), scope);
        }
        if (tree instanceof SymVec symbols) {
            return symbols.count() == 1 ? symbols.at(0) : symbols.count() == 0 ? symbols : application(q, symbols, scope);
        }
        if (!(tree instanceof ListVec list) || list.count() == 0) {
            return tree;
        }
        return list.count() == 1 ? list.at(0) : application(q, list, scope);
    }

    /** Looks a name up. */
    public static Value name(Engine q, String name, Scope scope) {
        if (scope != null) {
            Value found = scope.lookup(name);
            if (found != null) {
                return found;
            }
            int dot = name.lastIndexOf('.');
            if (dot > 0) {
                Value owner = scope.lookup(name.substring(0, dot));
                if (owner != null) {
                    return q.property(owner, name.substring(dot + 1));
                }
            }
        }
        return Builtins.isReserved(name) ? Builtins.get(name) : q.lookup(Globals.absolute(name, q.context()));
    }

    private static Value application(Engine q, Vec tree, Scope scope) {
        Value head = tree.at(0);
        if (head == Builtins.get("$") && tree.count() > 3) {
            return condition(q, tree, scope);
        }
        if (head instanceof Atom atom && atom.type() == -Type.CHAR && atom.vec().text().equals(";")) {
            Value last = ListVec.EMPTY;
            for (int i = 1; i < tree.count(); i++) {
                last = eval(q, tree.at(i), scope);
            }
            return last;
        }
        Value[] args = new Value[tree.count() - 1];
        boolean assigns = head == Builtins.get(":") && args.length == 2;
        for (int i = args.length - 1; i >= 0; i--) {
            Value part = tree.at(i + 1);
            args[i] = assigns && i == 0 ? part : eval(q, part, scope);
        }
        if (assigns) {
            if (args[0] instanceof Atom name && name.type() == -Type.SYMBOL) {
                q.assign(Globals.absolute(name.symbol(), q.context()), args[1]);
                return args[1];
            }
            throw QError.nyi();
        }
        if (args.length > 3 && (head == Builtins.get("?") || head == Builtins.get("!"))) {
            return query(q, head == Builtins.get("?"), args, scope == null ? null : scope.around());
        }
        Value function = head instanceof io.depthstream.kdb.value.Fn ? head : eval(q, head, scope);
        if (function instanceof IteratorFn iterator) {
            return new Iteration(iterator.kind(), args[0]);
        }
        return q.apply(function, args);
    }

    /** A query inside a query sees its own columns and the locals around both, not the columns around it. */
    private static Value query(Engine q, boolean selects, Value[] args, Scope locals) {
        Value where = Sql.conditions(args[1]);
        if (selects) {
            return Sql.select(q, locals, args[0], where, args[2], args[3], Arrays.copyOfRange(args, 4, args.length));
        }
        if (args.length > 4) {
            throw QError.rank();
        }
        return Sql.change(q, locals, args[0], where, args[2], args[3]);
    }

    private static Value condition(Engine q, Vec tree, Scope scope) {
        for (int i = 1; i + 1 < tree.count(); i += 2) {
            if (Control.truth(eval(q, tree.at(i), scope))) {
                return eval(q, tree.at(i + 1), scope);
            }
        }
        return eval(q, tree.at(tree.count() - 1), scope);
    }
}
