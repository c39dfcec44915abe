package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code :value} leaves the lambda, {@code 'name} signals. */
public final class Escape extends Node {
    private final boolean signal;
    private final Node value;

    /** Makes a return or a signal. */
    public Escape(boolean signal, Node value) {
        this.signal = signal;
        this.value = value;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        Value result = value.eval(q, frame);
        if (signal) {
            throw signal(result);
        }
        if (frame == null) {
            return result;
        }
        throw new ReturnSignal(result);
    }

    /** Returns the signal a symbol, a string or a char names. */
    static QError signal(Value name) {
        if (name instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            return new QError(atom.symbol());
        }
        if (name instanceof Vec vec && vec.type() == Type.CHAR) {
            return new QError(vec.text());
        }
        if (name instanceof Atom atom && atom.type() == -Type.CHAR) {
            return new QError(atom.vec().text());
        }
        return new QError("stype");
    }

    @Override
    public Value tree() {
        return new ListVec(signal ? Atom.of('\'') : Builtins.get(":"), value.tree());
    }
}
