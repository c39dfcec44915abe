package io.depthstream.kdb.eval;

import java.util.ArrayList;
import java.util.List;

/** The names local to a lambda: its parameters, then what it assigns to. Filled while the body is parsed. */
public final class LocalScope {
    /** At most so many parameters: 'params beyond. */
    public static final int MOST_PARAMETERS = 8;

    private final List<String> names = new ArrayList<>();
    private int parameters;
    private boolean explicit;

    /** Declares the parameters in square brackets. */
    public void parameters(List<String> given) {
        names.addAll(given);
        parameters = given.size();
        explicit = true;
    }

    /** Notes that a name is used: x, y and z are parameters where none are declared. */
    public void use(String name) {
        if (!explicit && name.length() == 1 && "xyz".contains(name)) {
            int wanted = "xyz".indexOf(name) + 1;
            for (; parameters < wanted; parameters++) {
                String implicit = String.valueOf("xyz".charAt(parameters));
                names.remove(implicit);
                names.add(parameters, implicit);
            }
        }
    }

    /** Declares a name that is assigned to. */
    public void assign(String name) {
        use(name);
        if (!names.contains(name)) {
            names.add(name);
        }
    }

    /** Returns the place of a local, or -1. Places are final when the body's end is reached. */
    public int slot(String name) {
        return names.indexOf(name);
    }

    /** Returns how many arguments there are: at least one where none are declared. */
    public int rank() {
        return explicit ? parameters : Math.max(1, parameters);
    }

    /** Returns the number of places, one for an argument nobody names included. */
    public int size() {
        return Math.max(names.size(), rank());
    }

    /** Returns the names: parameters first. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Returns how many of the names are parameters. */
    public int parameterCount() {
        return parameters;
    }
}
