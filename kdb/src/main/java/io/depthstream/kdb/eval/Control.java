package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Value;

/** {@code if[c;…]}, {@code while[c;…]}, {@code do[n;…]}, {@code $[c;a;b]} and {@code [a;b]}. */
public final class Control extends Node {
    /** Which of them. */
    public enum Kind { IF, WHILE, DO, COND, BLOCK }

    private final Kind kind;
    private final Node[] parts;

    /** Makes a control construct; a null part is an empty statement. */
    public Control(Kind kind, Node... parts) {
        this.kind = kind;
        this.parts = parts;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        switch (kind) {
            case IF:
                if (truth(part(q, frame, 0))) {
                    run(q, frame, 1);
                }
                return Identity.NULL;
            case WHILE:
                while (truth(part(q, frame, 0))) {
                    q.check();
                    run(q, frame, 1);
                }
                return Identity.NULL;
            case DO:
                for (long left = number(part(q, frame, 0)); left > 0; left--) {
                    q.check();
                    run(q, frame, 1);
                }
                return Identity.NULL;
            case COND:
                for (int i = 0; i + 1 < parts.length; i += 2) {
                    if (truth(part(q, frame, i))) {
                        return part(q, frame, i + 1);
                    }
                }
                return parts.length % 2 == 0 ? Identity.NULL : part(q, frame, parts.length - 1);
            default:
                return run(q, frame, 0);
        }
    }

    private Value part(Engine q, Frame frame, int i) {
        return parts[i] == null ? Identity.NULL : parts[i].eval(q, frame);
    }

    private Value run(Engine q, Frame frame, int from) {
        Value last = Identity.NULL;
        for (int i = from; i < parts.length; i++) {
            last = part(q, frame, i);
        }
        return last;
    }

    private static long number(Value v) {
        if (v instanceof Atom atom) {
            return atom.longValue();
        }
        throw QError.type();
    }

    /** Returns whether a condition holds: any atom but zero (a null holds, as in kdb+); 'type for lists. */
    static boolean truth(Value v) {
        if (v instanceof Atom atom) {
            return io.depthstream.kdb.value.Type.isFloating(-v.type()) ? atom.doubleValue() != 0 : atom.longValue() != 0;
        }
        throw QError.type();
    }

    @Override
    public Value tree() {
        return switch (kind) {
            case COND -> new ListVec(trees(parts, Builtins.get("$")));
            case BLOCK -> parts.length == 1 ? parts[0] == null ? Identity.NULL : parts[0].tree()
                : new ListVec(trees(parts, Atom.of(';')));
            default -> new ListVec(trees(parts, Atom.symbol(kind.name().toLowerCase(java.util.Locale.ROOT))));
        };
    }
}
