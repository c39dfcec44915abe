package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Globals;
import io.depthstream.kdb.text.Console;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.EnumVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.List;

/** {@code type key attr show tables views set getenv setenv}: what things are, and what they are called. */
final class Metadata {
    private Metadata() {
    }

    static void register() {
        Builtins.add("type", 1, (q, a) -> Atom.ofShort(a[0].type()));
        Builtins.add("@:", 1, (q, a) -> Atom.ofShort(a[0].type()));
        Builtins.add("key", 1, (q, a) -> key(q, a[0]));
        Builtins.add("attr", 1, (q, a) -> attribute(a[0]));
        Builtins.add("show", 1, (q, a) -> {
            q.print(Console.show(a[0], q.settings()));
            return io.depthstream.kdb.value.Identity.NULL;
        });
        Builtins.add("tables", 1, (q, a) -> names(tables(q, a[0])));
        Builtins.add("views", 1, (q, a) -> {
            throw QError.nyi();
        });
        Builtins.infix("set", (q, a) -> set(q, a[0], a[1]));
        Builtins.add("getenv", 1, (q, a) -> {
            String value = System.getenv(((Atom) a[0]).symbol());
            return Strings.ofText(value == null ? "" : value);
        });
        Builtins.infix("setenv", (q, a) -> {
            throw QError.nyi();
        });
    }

    private static Value attribute(Value v) {
        Value on = v instanceof Dict dict ? dict.keys() : v;
        char attribute = on instanceof Vec vec ? vec.attribute() : on instanceof Table table && table.width() > 0 ? table.column(0).attribute() : ' ';
        return Atom.symbol(attribute == ' ' ? "" : String.valueOf(attribute));
    }

    static Value names(List<String> names) {
        String[] sorted = names.stream().sorted().toArray(String[]::new);
        return SymVec.of(sorted).with('s');
    }

    private static List<String> tables(Engine q, Value v) {
        String space = v instanceof Atom atom && atom.type() == -Type.SYMBOL ? atom.symbol() : v == io.depthstream.kdb.value.Identity.NULL ? q.context() : "";
        String context = space.equals(".") ? "" : space;
        return q.globals().names(context).stream().filter(name -> {
            Value value = q.globals().get(Globals.absolute(name, context));
            return value.type() == Type.TABLE || value instanceof Dict dict && dict.isKeyedTable();
        }).toList();
    }

    /** Keys of a dictionary, of a keyed table, the type of a list, the contents of a folder or namespace, whether a name exists. */
    static Value key(Engine q, Value v) {
        if (v instanceof Dict dict) {
            return dict.keys();
        }
        if (v instanceof Table) {
            return Lists.of();
        }
        if (v instanceof Atom atom) {
            if (atom.type() == -Type.SYMBOL) {
                return ofName(q, atom.symbol());
            }
            return Type.isNumeric(-atom.type()) ? ListVerbs.til(v) : Lists.of();
        }
        if (v instanceof EnumVec enums) {
            return Atom.symbol(enums.domain().name());
        }
        if (v instanceof Vec vec && vec.type() > 0) {
            return Atom.symbol(Type.name(vec.type()));
        }
        return Lists.of();
    }

    private static Value ofName(Engine q, String name) {
        if (name.isEmpty()) {
            return SymVec.of(q.globals().namespaces().toArray(new String[0]));
        }
        if (name.startsWith(":")) {
            return io.depthstream.kdb.store.Storage.key(name);
        }
        if (name.equals(".")) {
            return names(q.globals().names(""));
        }
        Value value = q.find(Globals.absolute(name, q.context()));
        if (value == null) {
            return Lists.of();
        }
        boolean namespace = name.startsWith(".") && value instanceof Dict && q.globals().get(name) == null;
        return namespace || value instanceof Dict ? ((Dict) value).keys() : Atom.symbol(name);
    }

    private static Value set(Engine q, Value name, Value v) {
        if (name instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            if (atom.symbol().startsWith(":")) {
                return io.depthstream.kdb.store.Storage.set(q, atom.symbol(), v);
            }
            q.assign(Globals.absolute(atom.symbol(), q.context()), v);
            return name;
        }
        throw name instanceof Vec ? QError.nyi() : QError.type();
    }
}
