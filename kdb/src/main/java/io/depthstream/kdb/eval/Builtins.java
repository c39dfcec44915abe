package io.depthstream.kdb.eval;

import io.depthstream.kdb.text.SourceText;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.verb.Families;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The primitives by name. Names of letters are reserved: they cannot be assigned to. */
public final class Builtins {
    private static final Map<String, Builtin> ALL = new HashMap<>();
    private static final Set<String> INFIX = new HashSet<>();

    static {
        Families.registerAll();
    }

    private Builtins() {
    }

    /** Adds a primitive that takes so many arguments. */
    public static void add(String name, int rank, Builtin.Body body) {
        add(name, rank, rank, body);
    }

    /** Adds a primitive that takes from so many to so many arguments. */
    public static void add(String name, int least, int most, Builtin.Body body) {
        ALL.put(name, new Builtin(name, least, most, body));
    }

    /** Adds a primitive of two arguments whose name stands between them. */
    public static void infix(String name, Builtin.Body body) {
        add(name, 2, body);
        INFIX.add(name);
    }

    /** Makes a name of letters another name of a primitive, which shows by its own. */
    public static void alias(String name, String primitive) {
        ALL.put(name, ALL.get(primitive));
    }

    /** Returns the primitive of a name, or null. */
    public static Builtin get(String name) {
        return ALL.get(name);
    }

    /** Returns whether there is such a primitive. */
    public static boolean has(String name) {
        return ALL.containsKey(name);
    }

    /** Returns whether a name is a primitive's that stands between its arguments. */
    public static boolean isInfix(String name) {
        return INFIX.contains(name);
    }

    /** Returns whether a name of letters is taken by a primitive. */
    public static boolean isReserved(String name) {
        return ALL.containsKey(name) && Character.isLetter(name.charAt(0));
    }

    /** Returns the reserved names, in order. */
    public static Set<String> reserved() {
        Set<String> names = new TreeSet<>();
        for (String name : ALL.keySet()) {
            if (isReserved(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Returns the q source of a value, as {@code -3!} does. */
    static String text(Value value) {
        return SourceText.of(value);
    }
}
