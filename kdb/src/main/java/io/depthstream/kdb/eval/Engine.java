package io.depthstream.kdb.eval;

import io.depthstream.kdb.parse.Parser;
import io.depthstream.kdb.parse.Statements;
import io.depthstream.kdb.text.Console;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.EnumDomain;
import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Indexing;
import io.depthstream.kdb.verb.Properties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One q process: its variables, its namespace, and the evaluation of expressions. One thread evaluates at a time, as in
 * kdb+; nothing here is safe for more.
 */
public final class Engine {
    /** Calls inside calls; past it, 'stack. */
    public static final int MOST_DEPTH = 1_000;
    /** How often the limits of memory and time are looked at: each so many steps. */
    private static final int CHECK_EVERY = 4_096;

    private final Globals globals = new Globals(this);
    private final Map<String, EnumDomain> domains = new HashMap<>();
    private final Handles handles = new Handles(this);
    private final Settings settings = new Settings();
    private final DotZ dotZ = new DotZ(this);
    private Consumer<String> output = System.out::print;
    private String context = "";
    private int depth;
    private int steps;
    private volatile boolean interrupted;

    /** Makes a process with nothing but the language. */
    public Engine() {
        Library.load(this);
    }

    /** Evaluates a text of expressions and returns the value of the last. */
    public Value eval(String source) {
        if (source.startsWith("\\") && source.length() > 1) {
            return Commands.run(this, source.substring(1));
        }
        return guarded(() -> Parser.parse(source, context).eval(this, null));
    }

    /** Evaluates and returns what a console shows: nothing for assignments and the null. */
    public String show(String source) {
        Value value = eval(source);
        boolean silent = value == Identity.NULL || !source.startsWith("\\") && Parser.silent(source);
        return silent ? "" : Console.show(value, settings);
    }

    /** Runs a script; an error says the line it is on. */
    public void script(String text) {
        String before = context;
        for (Statements.Statement statement : Statements.split(text)) {
            String source = statement.text();
            if (source.length() > 1 && source.charAt(1) == ')' && "qkps".indexOf(source.charAt(0)) >= 0) {
                if (source.charAt(0) != 'q') {
                    throw QError.nyi();
                }
                source = source.substring(2);
            }
            try {
                String shown = show(source);
                if (!shown.isEmpty()) {
                    output.accept(shown);
                }
            } catch (QError e) {
                output.accept("  [" + statement.line() + "]  " + source.lines().findFirst().orElse("") + "\n");
                throw e;
            }
        }
        context = before;
    }

    /** Does work and turns the limits of the machine into signals: 'stack, 'wsfull, 'limit. */
    public Value guarded(java.util.function.Supplier<Value> work) {
        int before = depth;
        try {
            return work.get();
        } catch (StackOverflowError e) {
            throw new QError("stack");
        } catch (OutOfMemoryError | NegativeArraySizeException e) {
            throw new QError("wsfull");
        } catch (ArithmeticException e) {
            throw new QError("limit");
        } finally {
            depth = before;
        }
    }

    /** Applies a function to arguments, or indexes a list, dictionary or table with them. */
    public Value apply(Value f, Value... args) {
        if (f instanceof Fn fn) {
            return call(fn, args);
        }
        if (f instanceof Atom atom) {
            if (atom.type() == -Type.SYMBOL) {
                String name = atom.symbol();
                if (name.startsWith(":")) {
                    throw QError.type();
                }
                return apply(lookup(Globals.absolute(name, context)), args);
            }
            if (atom.type() == -Type.INT || atom.type() == -Type.LONG || atom.type() == -Type.SHORT) {
                return handles.send((int) atom.longValue(), args);
            }
            throw QError.type();
        }
        return Indexing.index(this, f, args);
    }

    private Value call(Fn fn, Value[] args) {
        if (fn instanceof Projection projection) {
            Value[] filled = projection.fill(args);
            return apply(projection.function(), filled);
        }
        boolean holes = false;
        for (Value arg : args) {
            holes |= arg == Identity.HOLE;
        }
        if (holes) {
            if (args.length > most(fn)) {
                throw QError.rank();
            }
            return new Projection(fn, pad(args, fn.rank()));
        }
        if (fn instanceof Identity) {
            if (args.length != 1) {
                throw QError.rank();
            }
            return args[0];
        }
        if (fn instanceof Builtin builtin) {
            if (args.length < builtin.rank()) {
                return new Projection(fn, pad(args, builtin.rank()));
            }
            if (args.length > builtin.most()) {
                throw QError.rank();
            }
            return primitive(builtin, args);
        }
        if (fn instanceof Lambda lambda) {
            return callLambda(lambda, args);
        }
        if (fn instanceof Composition composition) {
            Value inner = apply(composition.inner(), args);
            return composition.inner() instanceof Fn f && f.rank() > args.length
                ? new Composition(composition.outer(), inner) : apply(composition.outer(), inner);
        }
        if (fn instanceof IteratorFn iterator) {
            return new Iteration(iterator.kind(), args[0]);
        }
        Iteration iteration = (Iteration) fn;
        if (args.length < iteration.rank()) {
            return new Projection(fn, pad(args, iteration.rank()));
        }
        return nested(() -> Iterators.run(this, iteration, args));
    }

    /** Runs a primitive: arguments of shapes it has no use for are 'type, what it does not foresee is 'nyi. */
    private Value primitive(Builtin builtin, Value[] args) {
        try {
            return builtin.run(this, args);
        } catch (ClassCastException e) {
            throw QError.type();
        } catch (IndexOutOfBoundsException | IllegalArgumentException | NullPointerException e) {
            throw QError.nyi();
        }
    }

    private static int most(Fn fn) {
        return fn instanceof Builtin builtin ? builtin.most() : fn instanceof Lambda ? Math.max(1, fn.rank()) : Integer.MAX_VALUE;
    }

    private static Value[] pad(Value[] args, int rank) {
        Value[] padded = java.util.Arrays.copyOf(args, Math.max(args.length, rank));
        for (int i = args.length; i < padded.length; i++) {
            padded[i] = Identity.HOLE;
        }
        return padded;
    }

    private Value callLambda(Lambda lambda, Value[] args) {
        int rank = lambda.rank();
        if (args.length < rank) {
            return new Projection(lambda, pad(args, rank));
        }
        if (args.length > Math.max(1, rank)) {
            throw QError.rank();
        }
        check();
        return nested(() -> lambda.run(this, args));
    }

    private Value nested(java.util.function.Supplier<Value> work) {
        if (++depth > MOST_DEPTH) {
            depth = 0;
            throw new QError("stack");
        }
        int mine = depth;
        try {
            return work.get();
        } finally {
            depth = mine - 1;
        }
    }

    /** Looks at the limits now and then: 'wsfull past the memory limit, 'stop when interrupted. */
    public void check() {
        if (++steps % CHECK_EVERY == 0) {
            settings.checkMemory();
        }
        if (interrupted) {
            interrupted = false;
            throw new QError("stop");
        }
    }

    /** Stops the running evaluation at its next step; any thread may call it. */
    public void interrupt() {
        interrupted = true;
    }

    /** Returns the value of a full name; signals the name if there is none. */
    public Value lookup(String name) {
        Value value = find(name);
        if (value == null) {
            throw new QError(name);
        }
        return value;
    }

    /** Returns the value of a full name, or null. */
    public Value find(String name) {
        Value value = globals.get(name);
        if (value != null) {
            return value;
        }
        if (name.startsWith(".z.")) {
            return dotZ.get(name.substring(3));
        }
        if (name.startsWith(".")) {
            List<String> inside = globals.names(name);
            if (!inside.isEmpty()) {
                return namespace(name, inside);
            }
        }
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
            Value owner = name.lastIndexOf('.', dot - 1) < 0 && name.startsWith(".") ? null : find(name.substring(0, dot));
            return owner == null || name.startsWith(".") && globals.get(name.substring(0, dot)) == null && owner instanceof Dict ? null : property(owner, name.substring(dot + 1));
        }
        return null;
    }

    private Value namespace(String name, List<String> inside) {
        List<Value> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        names.add("");
        values.add(Identity.NULL);
        for (String each : inside) {
            names.add(each);
            values.add(globals.get(name + "." + each));
        }
        return new Dict(SymVec.of(names.toArray(new String[0])), Lists.of(values.toArray(new Value[0])));
    }

    /** Returns {@code owner.name}: a column, an entry, or a part of a date or time. */
    public Value property(Value owner, String name) {
        if (owner instanceof Vec vec && Type.isTemporal(vec.type()) || owner instanceof Atom atom && Type.isTemporal(-atom.type())) {
            return Properties.of(owner, name);
        }
        if (owner instanceof Table || owner instanceof Dict) {
            return Indexing.index(this, owner, Atom.symbol(name));
        }
        throw QError.type();
    }

    /** Assigns a global by its full name. */
    public void assign(String name, Value value) {
        if (name.startsWith(".z.")) {
            dotZ.assigned(name.substring(3), value);
        }
        int dot = name.lastIndexOf('.');
        if (dot > 0 && globals.get(name) == null) {
            Value owner = globals.get(name.substring(0, dot));
            if (owner instanceof Dict) {
                globals.set(name.substring(0, dot), apply(Builtins.get("@"), owner, Atom.symbol(name.substring(dot + 1)), Builtins.get(":"), value));
                return;
            }
        }
        if (domains.containsKey(name)) {
            if (value instanceof SymVec symbols) {
                domains.get(name).set(symbols);
            }
        }
        globals.set(name, value);
    }

    /** Returns the domain behind a variable of symbols: what {@code `name$…} enumerates against. */
    public EnumDomain domain(String name) {
        EnumDomain domain = domains.computeIfAbsent(name, EnumDomain::new);
        Value value = globals.get(name);
        if (value instanceof SymVec symbols && symbols != domain.values()) {
            domain.set(symbols);
        }
        return domain;
    }

    /** Returns the primitive of a name. */
    public Value builtin(String name) {
        return Builtins.get(name);
    }

    /** Returns the variables. */
    public Globals globals() {
        return globals;
    }

    /** Returns the open handles. */
    public Handles handles() {
        return handles;
    }

    /** Returns what the system commands set. */
    public Settings settings() {
        return settings;
    }

    /** Returns the {@code .z} values that come from outside. */
    public DotZ dotZ() {
        return dotZ;
    }

    /** Returns the current namespace, empty for the root. */
    public String context() {
        return context;
    }

    /** Makes a namespace the current one. */
    public void setContext(String newContext) {
        context = newContext;
    }

    /** Says where {@code show} and {@code -1} write to. */
    public void setOutput(Consumer<String> newOutput) {
        output = newOutput;
    }

    /** Writes to the console. */
    public void print(String text) {
        output.accept(text);
    }
}
