package io.depthstream.kdb.eval;

import io.depthstream.kdb.store.Database;
import io.depthstream.kdb.table.Tables;
import io.depthstream.kdb.text.Console;
import io.depthstream.kdb.text.Json;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The namespaces {@code .Q}, {@code .j} and {@code .h} a new process has: some in Java, the rest in a q script. */
final class Library {
    private static final String SCRIPT = "/io/depthstream/kdb/library.q";

    private Library() {
    }

    static void load(Engine q) {
        add(q, ".Q.s", 1, a -> ByteVec.ofText(Console.show(a[0], q.settings())));
        add(q, ".Q.s1", 1, a -> ByteVec.ofText(Builtins.text(a[0])));
        add(q, ".Q.en", 2, a -> Database.enumerate(q, symbol(a[0]), Tables.plain(a[1]), "sym"));
        add(q, ".Q.ens", 3, a -> Database.enumerate(q, symbol(a[0]), Tables.plain(a[1]), symbol(a[2])));
        add(q, ".Q.dpft", 4, a -> Database.partition(q, symbol(a[0]), a[1], symbol(a[2]), symbol(a[3]), "sym"));
        add(q, ".Q.dpfts", 5, a -> Database.partition(q, symbol(a[0]), a[1], symbol(a[2]), symbol(a[3]), symbol(a[4])));
        add(q, ".Q.w", 1, a -> memory(q));
        add(q, ".Q.gc", 1, a -> Atom.of(0L));
        add(q, ".Q.f", 2, a -> ByteVec.ofText(fixed(((Atom) a[0]).longValue(), ((Atom) a[1]).doubleValue())));
        add(q, ".j.j", 1, a -> ByteVec.ofText(Json.write(a[0])));
        add(q, ".j.k", 1, a -> Json.read(Handles.text(a[0])));
        add(q, ".Q.qt", 1, a -> Atom.of(a[0] instanceof Table || a[0] instanceof Dict dict && dict.isKeyedTable()));
        try (InputStream in = Library.class.getResourceAsStream(SCRIPT)) {
            q.script(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new IllegalStateException("the library " + SCRIPT + " cannot be read from the class path", e);
        }
    }

    /** A function of the library. */
    @FunctionalInterface
    private interface Function {
        Value of(Value... args);
    }

    private static void add(Engine q, String name, int rank, Function function) {
        q.globals().set(name, new Builtin(name, rank, rank, (engine, args) -> function.of(args)));
    }

    private static String symbol(Value v) {
        if (v instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            return atom.symbol();
        }
        throw io.depthstream.kdb.value.QError.type();
    }

    private static String fixed(long digits, double value) {
        return java.math.BigDecimal.valueOf(value).setScale((int) Math.max(0, Math.min(20, digits)), java.math.RoundingMode.HALF_EVEN).toPlainString();
    }

    private static Value memory(Engine q) {
        LongVec values = (LongVec) Commands.run(q, "w");
        return new Dict(SymVec.of("used", "heap", "peak", "wmax", "mmap", "mphy"), values);
    }
}
