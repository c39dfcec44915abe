package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import java.util.Arrays;

/** A function written in braces. It closes over nothing: what is not local is global in the namespace it was made in. */
public final class Lambda extends Fn {
    private final String source;
    private final LocalScope scope;
    private final Node body;
    private final String context;

    /** Makes a function from its parsed body. */
    public Lambda(String source, LocalScope scope, Node body, String context) {
        this.source = source;
        this.scope = scope;
        this.body = body;
        this.context = context;
    }

    @Override
    public int type() {
        return Type.LAMBDA;
    }

    @Override
    public int rank() {
        return scope.rank();
    }

    @Override
    public String source() {
        return source;
    }

    /** Returns the namespace it was made in, empty for the root. */
    public String context() {
        return context;
    }

    /** Returns the names of the parameters, as symbols. */
    public Value[] parameters() {
        return scope.names().subList(0, scope.parameterCount()).stream().map(io.depthstream.kdb.value.Atom::symbol).toArray(Value[]::new);
    }

    LocalScope scope() {
        return scope;
    }

    Value run(Engine q, Value[] args) {
        Value[] locals = new Value[scope.size()];
        System.arraycopy(args, 0, locals, 0, Math.min(args.length, locals.length));
        Arrays.fill(locals, Math.min(args.length, locals.length), locals.length, ListVec.EMPTY);
        try {
            return body.eval(q, new Frame(this, locals));
        } catch (ReturnSignal returned) {
            return returned.value();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lambda lambda && lambda.source.equals(source) && lambda.context.equals(context);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
