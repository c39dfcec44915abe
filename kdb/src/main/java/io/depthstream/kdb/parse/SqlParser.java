package io.depthstream.kdb.parse;

import io.depthstream.kdb.eval.Constant;
import io.depthstream.kdb.eval.Node;
import io.depthstream.kdb.eval.SqlQuery;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The four query templates, turned into the arguments of the functional forms {@code ?[t;c;b;a]} and {@code ![t;c;b;a]}. */
final class SqlParser {
    static final Set<String> KEYWORDS = Set.of("select", "exec", "update", "delete");

    private final Parser parser;
    private final Words words;
    private final List<Node> limits = new ArrayList<>();

    SqlParser(Parser parser, Words words) {
        this.parser = parser;
        this.words = words;
    }

    Node read(String keyword) {
        boolean outerPhrase = words.around().phrase();
        boolean select = keyword.equals("select");
        boolean exec = keyword.equals("exec");
        boolean distinct = false;
        if (select && words.peek().is("[")) {
            limits();
        } else if ((select || exec) && words.accept("distinct")) {
            distinct = true;
        }
        List<String> names = new ArrayList<>();
        List<Value> trees = new ArrayList<>();
        boolean named = phrase(names, trees, "by");
        List<String> byNames = new ArrayList<>();
        List<Value> byTrees = new ArrayList<>();
        boolean grouped = words.accept("by");
        boolean byNamed = grouped && phrase(byNames, byTrees, "from");
        words.expect("from");
        Node from = parser.fromItem(outerPhrase);
        if (from == null) {
            throw words.stumble();
        }
        List<Value> where = new ArrayList<>();
        if (words.accept("where")) {
            do {
                where.add(required(parser.phraseItem()));
            } while (words.accept(","));
        }
        Value conditions = new ListVec(where.toArray(new Value[0]));
        return switch (keyword) {
            case "select" -> new SqlQuery("?", from, conditions,
                grouped ? columns(byNames, byTrees) : Atom.of(distinct), columns(names, trees), parser.context(), limitNodes());
            case "exec" -> new SqlQuery("?", from, conditions,
                grouped ? byNamed || byTrees.size() > 1 ? columns(byNames, byTrees) : byTrees.get(0) : distinct ? Atom.TRUE : ListVec.EMPTY,
                named || trees.size() > 1 ? columns(names, trees) : trees.isEmpty() ? ListVec.EMPTY : trees.get(0), parser.context());
            case "update" -> new SqlQuery("!", from, conditions,
                grouped ? columns(byNames, byTrees) : Atom.FALSE, columns(names, trees), parser.context());
            default -> new SqlQuery("!", from, conditions, Atom.FALSE,
                SymVec.of(names.toArray(new String[0])), parser.context());
        };
    }

    private Node[] limitNodes() {
        return limits.toArray(new Node[0]);
    }

    /** Reads {@code [n]}, {@code [n;>column]} or {@code [>column]}. */
    private void limits() {
        words.expect("[");
        Node order = order();
        if (order == null) {
            Node count = parser.expression();
            limits.add(required2(count));
            if (words.accept(";")) {
                limits.add(required2(order()));
            }
        } else {
            limits.add(new Constant(Atom.of(LongVec.NULL), false));
            limits.add(order);
        }
        words.expect("]");
    }

    private Node order() {
        if (words.peek().is("<") || words.peek().is(">")) {
            String direction = words.next().text();
            String column = words.next().text();
            return new Constant(new ListVec(Atom.symbol(direction), Atom.symbol(column)), false);
        }
        return null;
    }

    private Node required2(Node node) {
        if (node == null) {
            throw words.stumble();
        }
        return node;
    }

    private Value required(Node node) {
        return required2(node).tree();
    }

    /** Reads {@code a,b:c+d,…} and returns whether any name is given. */
    private boolean phrase(List<String> names, List<Value> trees, String end) {
        boolean named = false;
        while (!words.peek().is(end) && !words.peek().is("from")) {
            String name = null;
            if (words.peek().kind() == Token.Kind.NAME && words.peekBehind().is(":")) {
                name = words.next().text();
                words.next();
                named = true;
            }
            Value tree = required(parser.phraseItem());
            names.add(unique(name == null ? nameOf(tree) : name, names, name != null));
            trees.add(tree);
            if (!words.accept(",")) {
                break;
            }
        }
        return named;
    }

    private static String unique(String name, List<String> taken, boolean given) {
        if (!taken.contains(name)) {
            return name;
        }
        if (given) {
            throw new QError("dup names for cols/groups " + name);
        }
        int n = 1;
        while (taken.contains(name + n)) {
            n++;
        }
        return name + n;
    }

    /** The last name in the expression names the column; x where there is none. */
    private static String nameOf(Value tree) {
        String name = lastName(tree);
        return name == null || name.equals("i") ? "x" : name.substring(name.lastIndexOf('.') + 1);
    }

    private static String lastName(Value tree) {
        if (tree instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            return atom.symbol();
        }
        if (tree instanceof ListVec list && list.count() > 1) {
            for (int i = list.count() - 1; i > 0; i--) {
                String name = lastName(list.at(i));
                if (name != null) {
                    return name;
                }
            }
        }
        return null;
    }

    private static Value columns(List<String> names, List<Value> trees) {
        return names.isEmpty() ? ListVec.EMPTY
            : new Dict(SymVec.of(names.toArray(new String[0])), new ListVec(trees.toArray(new Value[0])));
    }
}
