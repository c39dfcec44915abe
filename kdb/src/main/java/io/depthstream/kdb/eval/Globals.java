package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The global variables of all namespaces, by their full names: {@code a} in the root, {@code .u.w} elsewhere. */
public final class Globals {
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final Engine q;

    Globals(Engine q) {
        this.q = q;
    }

    /** The place of one variable; it stays the same when the value changes. */
    public final class Cell {
        private Value value;
        private Node view;

        /** Returns the value, or null if there is none yet. */
        public Value value() {
            return view == null ? value : view.eval(q, null);
        }

        void set(Value newValue) {
            value = newValue;
            view = null;
        }

        void setView(Node expression) {
            view = expression;
        }
    }

    /** Returns the place of a full name, made where there is none. */
    public Cell cell(String name) {
        return cells.computeIfAbsent(name, key -> new Cell());
    }

    /** Returns the value of a full name, or null. */
    public Value get(String name) {
        Cell cell = cells.get(name);
        return cell == null ? null : cell.value();
    }

    /** Sets a variable. */
    public void set(String name, Value value) {
        cell(name).set(value);
    }

    /** Forgets a variable. */
    public void remove(String name) {
        Cell cell = cells.get(name);
        if (cell != null) {
            cell.set(null);
        }
    }

    /** Returns the names, within the namespace, that have values; in the order they were made. */
    public List<String> names(String namespace) {
        List<String> names = new ArrayList<>();
        String prefix = namespace.isEmpty() ? "" : namespace + ".";
        for (Map.Entry<String, Cell> entry : cells.entrySet()) {
            String name = entry.getKey();
            boolean inside = prefix.isEmpty() ? !name.startsWith(".") : name.startsWith(prefix);
            if (inside && (entry.getValue().value != null || entry.getValue().view != null)) {
                names.add(name.substring(prefix.length()));
            }
        }
        return names;
    }

    /** Returns the names of all namespaces, without the dot. */
    public List<String> namespaces() {
        List<String> spaces = new ArrayList<>();
        for (Map.Entry<String, Cell> entry : cells.entrySet()) {
            String name = entry.getKey();
            int end = name.indexOf('.', 1);
            if (name.startsWith(".") && end > 0 && entry.getValue().value != null && !spaces.contains(name.substring(1, end))) {
                spaces.add(name.substring(1, end));
            }
        }
        return spaces;
    }

    /** Returns the full name of a name written in a namespace. */
    public static String absolute(String name, String context) {
        return name.startsWith(".") || context.isEmpty() ? name : context + "." + name;
    }
}
