package io.depthstream.kdb.parse;

import io.depthstream.kdb.eval.Application;
import io.depthstream.kdb.eval.Assignment;
import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Constant;
import io.depthstream.kdb.eval.Control;
import io.depthstream.kdb.eval.Derived;
import io.depthstream.kdb.eval.Escape;
import io.depthstream.kdb.eval.Grouped;
import io.depthstream.kdb.eval.Iteration;
import io.depthstream.kdb.eval.IteratorFn;
import io.depthstream.kdb.eval.Lambda;
import io.depthstream.kdb.eval.ListOf;
import io.depthstream.kdb.eval.LocalScope;
import io.depthstream.kdb.eval.Name;
import io.depthstream.kdb.eval.Node;
import io.depthstream.kdb.eval.SelfReference;
import io.depthstream.kdb.eval.TableLiteral;
import io.depthstream.kdb.eval.ViewAssignment;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.QError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads q: no precedence, everything applies to all that is right of it. Source that cannot be read signals the word it
 * stumbles on, as kdb+ does; nesting deeper than {@link #MOST_NESTING} signals 'limit.
 */
public final class Parser {
    /** At most so many brackets and right-hand sides inside each other. */
    public static final int MOST_NESTING = 400;

    private static final Map<String, Control.Kind> CONTROLS =
        Map.of("if", Control.Kind.IF, "while", Control.Kind.WHILE, "do", Control.Kind.DO);

    private final String source;
    private final String context;
    private final Words words;
    private LocalScope scope;
    private int nesting;

    private Parser(String source, String context) {
        this.source = source;
        this.context = context;
        this.words = new Words(source);
    }

    /** Returns what a text of one or more expressions means in a namespace. */
    public static Node parse(String source, String context) {
        Parser parser = new Parser(source, context);
        Node node = parser.block(Token.Kind.END);
        if (parser.words.peek().kind() != Token.Kind.END) {
            throw parser.words.stumble();
        }
        return node;
    }

    /** Returns whether the last expression shows nothing: it assigns, or ends in a semicolon. */
    public static boolean silent(String source) {
        List<Token> tokens = Lexer.read(source);
        int last = tokens.size() - 2;
        if (last >= 0 && tokens.get(last).is(";")) {
            return true;
        }
        return parse(source, "") instanceof Assignment;
    }

    String context() {
        return context;
    }

    private void enter() {
        if (++nesting > MOST_NESTING) {
            throw QError.limit();
        }
    }

    private Node block(Token.Kind close) {
        List<Node> parts = new ArrayList<>();
        parts.add(expression());
        while (words.accept(";")) {
            parts.add(expression());
        }
        return parts.size() == 1 && parts.get(0) != null ? parts.get(0)
            : new Control(Control.Kind.BLOCK, parts.toArray(new Node[0]));
    }

    /** Returns the expression that begins here, null if there is none. */
    Node expression() {
        if (words.end()) {
            return null;
        }
        enter();
        try {
            if (words.accept(":")) {
                Node value = expression();
                return value == null ? new Constant(Builtins.get(":"), true) : new Escape(false, value);
            }
            if (words.peek().is("'") && !(words.peekBehind().is("["))) {
                words.next();
                Node value = expression();
                return value == null ? new Constant(new IteratorFn(Iteration.Kind.EACH), true) : new Escape(true, value);
            }
            return from(term());
        } finally {
            nesting--;
        }
    }

    private Node from(Node first) {
        if (words.end()) {
            return first;
        }
        if (first.isVerb()) {
            if (infixName()) {
                return infix(first, term());
            }
            return monadic(first, expression());
        }
        Node assigned = assignment(first);
        if (assigned != null) {
            return assigned;
        }
        enter();
        try {
            Node second = term();
            if (second.isVerb()) {
                return infix(first, second);
            }
            return new Application(first, from(second));
        } finally {
            nesting--;
        }
    }

    private boolean infixName() {
        return words.peek().kind() == Token.Kind.NAME && Builtins.isInfix(words.peek().text());
    }

    private Node infix(Node left, Node verb) {
        Node right = expression();
        return new Application(verb, left, right);
    }

    private static Node monadic(Node verb, Node argument) {
        if (verb instanceof Constant constant && constant.value() instanceof io.depthstream.kdb.eval.Builtin builtin
                && Builtins.has(builtin.source() + ":") && builtin.rank() == 2) {
            return new Application(new Constant(Builtins.get(builtin.source() + ":"), true), argument);
        }
        return new Application(verb, argument);
    }

    private Node assignment(Node target) {
        Node[] index = new Node[0];
        Node root = target;
        if (root instanceof Application application && application.function() instanceof Name) {
            root = application.function();
            index = application.arguments();
        }
        if (!(root instanceof Name name) || words.peek().kind() != Token.Kind.OPERATOR) {
            return null;
        }
        Node operator = null;
        if (!words.peek().is(":") && !words.peek().is("::")) {
            Token after = words.peekBehind();
            if (!(after.is(":") || after.is("::")) || after.spaced() || Builtins.get(words.peek().text()) == null) {
                return null;
            }
            operator = new Constant(Builtins.get(words.next().text()), true);
        }
        boolean global = words.next().is("::");
        if (Builtins.isReserved(name.name())) {
            throw new QError("assign");
        }
        if (!global && scope != null && name.name().indexOf('.') < 0 && index.length == 0 && operator == null) {
            scope.assign(name.name());
        }
        Node value = expression();
        if (value == null) {
            throw words.stumble();
        }
        if (global && scope == null && index.length == 0 && operator == null) {
            return new ViewAssignment(name, value);
        }
        return new Assignment(name, index, operator, value);
    }

    /** Returns a noun or a verb with the brackets and iterators that follow it. */
    private Node term() {
        enter();
        try {
            Node node = primary();
            while (true) {
                Token token = words.peek();
                if (token.is("[") && token.kind() == Token.Kind.OPEN) {
                    node = bracket(node);
                } else if (token.kind() == Token.Kind.ADVERB && !token.spaced()) {
                    words.next();
                    node = new Derived(Iteration.Kind.of(token.text()), node);
                } else {
                    return node;
                }
            }
        } finally {
            nesting--;
        }
    }

    private Node bracket(Node function) {
        Node[] arguments = arguments();
        if (function instanceof Constant constant && constant.value() == Builtins.get("$") && arguments.length > 2) {
            return new Control(Control.Kind.COND, arguments);
        }
        if (arguments.length == 1 && arguments[0] == null) {
            return new Application(function, new Constant(Identity.NULL, false));
        }
        return new Application(function, arguments);
    }

    /** Reads {@code [a;b]}; a null one is a hole. */
    private Node[] arguments() {
        words.expect("[");
        return untilClose("]");
    }

    private Node[] untilClose(String close) {
        Words.Surroundings outer = words.enter(Words.Surroundings.PLAIN);
        List<Node> items = new ArrayList<>();
        items.add(expression());
        while (words.accept(";")) {
            items.add(expression());
        }
        words.expect(close);
        words.enter(outer);
        return items.toArray(new Node[0]);
    }

    private Node primary() {
        Token token = words.next();
        return switch (token.kind()) {
            case CONSTANT -> new Constant(token.value(), false);
            case NAME -> named(token.text());
            case OPERATOR -> operator(token);
            case ADVERB -> iterator(token);
            case OPEN -> switch (token.text()) {
                case "(" -> parenthesis();
                case "{" -> lambda(token.start());
                default -> {
                    words.back();
                    yield new Control(Control.Kind.BLOCK, arguments());
                }
            };
            default -> {
                words.back();
                throw words.stumble();
            }
        };
    }

    private Node operator(Token token) {
        if (token.is("::")) {
            return new Constant(Identity.NULL, false);
        }
        if (Builtins.get(token.text()) == null) {
            throw new QError(token.text());
        }
        // +: where nothing is assigned is the form of one argument.
        if (words.peek().is(":") && !words.peek().spaced() && Builtins.has(token.text() + ":")
                && !token.text().endsWith(":")) {
            words.next();
            return new Constant(Builtins.get(token.text() + ":"), true);
        }
        return new Constant(Builtins.get(token.text()), true);
    }

    private Node iterator(Token token) {
        if (token.is("'") && words.peek().is("[")) {
            return new Application(new Constant(Builtins.get("compose"), false), arguments());
        }
        return new Constant(new IteratorFn(Iteration.Kind.of(token.text())), true);
    }

    private Node named(String name) {
        if (CONTROLS.containsKey(name) && words.peek().is("[")) {
            return new Control(CONTROLS.get(name), arguments());
        }
        if (SqlParser.KEYWORDS.contains(name)) {
            return sql(name);
        }
        if (name.equals(".z.s") && scope != null) {
            return new SelfReference();
        }
        if (name.equals("csv")) {
            return new Constant(io.depthstream.kdb.value.Atom.of(','), false);
        }
        if (Builtins.isReserved(name)) {
            if (words.peek().is(":") || words.peek().is("::")) {
                throw new QError("assign");
            }
            return new Constant(Builtins.get(name), Builtins.isInfix(name));
        }
        if (scope != null) {
            scope.use(name);
        }
        return new Name(name, scope, context);
    }

    private Node sql(String keyword) {
        Words.Surroundings outer = words.around();
        try {
            return new SqlParser(this, words).read(keyword);
        } finally {
            words.enter(outer);
        }
    }

    /** Reads one expression of a phrase: a comma, by and from end it. */
    Node phraseItem() {
        words.enter(new Words.Surroundings(true, false));
        return expression();
    }

    /** Reads the expression after from: where ends it, and a comma where a phrase is around. */
    Node fromItem(boolean insidePhrase) {
        words.enter(new Words.Surroundings(insidePhrase, true));
        return expression();
    }

    private Node parenthesis() {
        if (words.peek().is("[") && words.peek().kind() == Token.Kind.OPEN) {
            return tableLiteral();
        }
        if (words.accept(")")) {
            return new Constant(ListVec.EMPTY, false);
        }
        Node[] items = untilClose(")");
        if (items.length == 1) {
            return items[0] == null ? new Constant(Identity.NULL, false)
                : items[0].isVerb() ? new Grouped(items[0]) : items[0] instanceof Name ? new Grouped(items[0]) : items[0];
        }
        return new ListOf(items);
    }

    private Node tableLiteral() {
        words.next();
        List<String> names = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        Words.Surroundings outer = words.enter(Words.Surroundings.PLAIN);
        columns(names, values, "]");
        int keys = names.size();
        boolean dictionary = words.peek().is(")") && keys > 0;
        columns(names, values, ")");
        words.enter(outer);
        return new TableLiteral(names.toArray(new String[0]), values.toArray(new Node[0]), keys, dictionary);
    }

    private void columns(List<String> names, List<Node> values, String close) {
        while (!words.accept(close)) {
            if (words.accept(";")) {
                continue;
            }
            String name = "x";
            if (words.peek().kind() == Token.Kind.NAME && words.peekBehind().is(":")) {
                name = words.next().text();
                words.next();
            } else if (words.peek().kind() == Token.Kind.NAME) {
                name = words.peek().text();
            }
            Node value = expression();
            if (value == null) {
                throw words.stumble();
            }
            names.add(name);
            values.add(value);
        }
    }

    private Node lambda(int start) {
        LocalScope enclosing = scope;
        Words.Surroundings outer = words.enter(Words.Surroundings.PLAIN);
        scope = new LocalScope();
        if (words.peek().is("[")) {
            words.next();
            List<String> parameters = new ArrayList<>();
            while (!words.accept("]")) {
                if (words.accept(";")) {
                    continue;
                }
                if (words.peek().kind() != Token.Kind.NAME) {
                    throw words.stumble();
                }
                parameters.add(words.next().text());
            }
            if (parameters.size() > LocalScope.MOST_PARAMETERS) {
                throw new QError("params");
            }
            scope.parameters(parameters);
        }
        Node body = block(Token.Kind.CLOSE);
        int end = words.peek().end();
        words.expect("}");
        Lambda lambda = new Lambda(source.substring(start, end), scope, body, context);
        scope = enclosing;
        words.enter(outer);
        return new Constant(lambda, false);
    }
}
