package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Iteration;
import io.depthstream.kdb.eval.Lambda;
import io.depthstream.kdb.eval.Projection;
import io.depthstream.kdb.eval.Composition;
import io.depthstream.kdb.eval.Trees;
import io.depthstream.kdb.parse.Parser;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.Arrays;

/** {@code each over scan prior peach}, {@code value eval parse reval}, and {@code system exit}. */
final class Applying {
    private Applying() {
    }

    static void register() {
        iterator("each", Iteration.Kind.EACH);
        iterator("peach", Iteration.Kind.EACH);
        iterator("over", Iteration.Kind.OVER);
        iterator("scan", Iteration.Kind.SCAN);
        iterator("prior", Iteration.Kind.PRIOR);
        Builtins.add("value", 1, (q, a) -> value(q, a[0]));
        Builtins.add("get", 1, (q, a) -> get(q, a[0]));
        Builtins.add(".:", 1, (q, a) -> value(q, a[0]));
        Builtins.add("eval", 1, (q, a) -> Trees.eval(q, a[0], null));
        Builtins.add("reval", 1, (q, a) -> {
            throw QError.nyi();
        });
        Builtins.add("parse", 1, (q, a) -> Parser.parse(Strings.text(a[0]), q.context()).tree());
        Builtins.add("system", 1, (q, a) -> q.eval("\\" + Strings.text(a[0])));
        Builtins.add("exit", 1, (q, a) -> {
            q.dotZ().exit((int) ((Atom) a[0]).longValue());
            return Identity.NULL;
        });
    }

    private static void iterator(String name, Iteration.Kind kind) {
        Builtins.infix(name, (q, a) -> {
            Iteration derived = new Iteration(kind, a[0]);
            return q.apply(derived, a[1]);
        });
    }

    static Value get(Engine q, Value v) {
        if (v instanceof Atom atom && atom.type() == -Type.SYMBOL && atom.symbol().startsWith(":")) {
            return io.depthstream.kdb.store.Storage.get(q, atom.symbol());
        }
        return value(q, v);
    }

    /** Evaluates text, applies the first of a list to the rest, opens names, dictionaries, enumerations, functions. */
    static Value value(Engine q, Value v) {
        if (v.type() == Type.CHAR || v.type() == -Type.CHAR) {
            return q.eval(Strings.text(v));
        }
        if (v instanceof Atom atom && (atom.type() == -Type.SYMBOL || atom.type() == -Type.ENUM)) {
            String name = atom.symbol();
            if (name.startsWith(":")) {
                return io.depthstream.kdb.store.Storage.get(q, name);
            }
            return atom.type() == -Type.ENUM ? Atom.symbol(name) : Builtins.isReserved(name) ? Builtins.get(name) : Trees.name(q, name, null);
        }
        if (v instanceof Dict dict) {
            return dict.values();
        }
        if (v instanceof Vec list) {
            return list instanceof ListVec || list instanceof SymVec ? applyFirst(q, list) : list.plain();
        }
        if (v instanceof Lambda lambda) {
            return new ListVec(Lists.empty(Type.BYTE), Lists.of(lambda.parameters()), ListVec.EMPTY,
                new ListVec(Atom.symbol(lambda.context().replaceFirst("^\\.", ""))), ByteVec.ofText(lambda.source()));
        }
        if (v instanceof Projection projection) {
            Value[] parts = new Value[projection.given().length + 1];
            parts[0] = projection.function();
            System.arraycopy(projection.given(), 0, parts, 1, parts.length - 1);
            return new ListVec(parts);
        }
        if (v instanceof Composition composition) {
            return new ListVec(composition.outer(), composition.inner());
        }
        if (v instanceof Iteration iteration) {
            return iteration.function();
        }
        throw QError.type();
    }

    private static Value applyFirst(Engine q, Vec list) {
        if (list.count() == 0) {
            return list;
        }
        Value f = list.at(0);
        Value[] args = new Value[list.count() - 1];
        for (int i = 0; i < args.length; i++) {
            args[i] = list.at(i + 1);
        }
        if (f.type() == Type.CHAR || f.type() == -Type.CHAR) {
            f = q.eval(Strings.text(f));
        } else if (f instanceof Atom name && name.type() == -Type.SYMBOL) {
            f = value(q, f);
        }
        return args.length == 0 ? f instanceof io.depthstream.kdb.value.Fn ? q.apply(f, Identity.NULL) : f : q.apply(f, Arrays.copyOf(args, args.length));
    }
}
