package io.depthstream.kdb.store;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** {@code 0: 1: read0 read1 hcount hdel save load}. */
public final class StoreVerbs {
    private StoreVerbs() {
    }

    /** Registers them. */
    public static void register() {
        Builtins.add("0:", 2, (q, a) -> Csv.zero(q, a[0], a[1]));
        Builtins.add("1:", 2, (q, a) -> writeBytes(q, a[0], a[1]));
        Builtins.add("2:", 2, (q, a) -> {
            throw QError.nyi();
        });
        Builtins.add("read0", 1, (q, a) -> {
            List<String> lines = Csv.lines(q, a[0]);
            return new ListVec(lines.stream().map(ByteVec::ofText).toArray(Value[]::new));
        });
        Builtins.add("read1", 1, (q, a) -> readBytes(q, a[0]));
        Builtins.add("hcount", 1, (q, a) -> size(q, name(a[0])));
        Builtins.add("hdel", 1, (q, a) -> delete(q, a[0]));
        Builtins.add("load", 1, (q, a) -> {
            String name = name(a[0]);
            Database.load(q, name.startsWith(":") ? name.substring(1) : name);
            return a[0];
        });
        Builtins.add("save", 1, (q, a) -> save(q, name(a[0])));
        for (String absent : List.of("rload", "rsave")) {
            Builtins.add(absent, 1, (q, a) -> {
                throw QError.nyi();
            });
        }
        Builtins.infix("dsave", (q, a) -> {
            throw QError.nyi();
        });
    }

    private static String name(Value v) {
        if (v instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            return atom.symbol();
        }
        throw QError.type();
    }

    private static Value save(Engine q, String given) {
        String handle = given.startsWith(":") ? given : ":" + given;
        String file = handle.substring(handle.lastIndexOf('/') + 1).replaceFirst("^:", "");
        String variable = file.replaceFirst("\\..*$", "");
        Value value = q.lookup(variable);
        if (file.endsWith(".csv") || file.endsWith(".txt")) {
            Value lines = Csv.prepare(file.endsWith(".csv") ? ',' : '\t', io.depthstream.kdb.table.Tables.plain(value));
            return Csv.zero(q, Atom.symbol(handle), lines);
        }
        if (!file.equals(variable)) {
            throw QError.nyi();
        }
        return Storage.set(q, handle, value);
    }

    private static Value size(Engine q, String name) {
        try {
            return Atom.of(Files.size(Storage.path(q, name)));
        } catch (IOException e) {
            throw Storage.failed(name, e);
        }
    }

    private static Value delete(Engine q, Value file) {
        try {
            Files.delete(Storage.path(q, name(file)));
            return file;
        } catch (IOException e) {
            throw Storage.failed(name(file), e);
        }
    }

    private static Value readBytes(Engine q, Value file) {
        if (file instanceof Vec part && part.count() == 3) {
            return readPart(q, name(part.at(0)), ((Atom) part.at(1)).longValue(), ((Atom) part.at(2)).longValue());
        }
        try {
            return new ByteVec(Type.BYTE, Files.readAllBytes(Storage.path(q, name(file))));
        } catch (IOException e) {
            throw Storage.failed(name(file), e);
        }
    }

    /** Reads {@code (file;offset;length)}. */
    private static Value readPart(Engine q, String file, long offset, long length) {
        try (java.io.RandomAccessFile in = new java.io.RandomAccessFile(Storage.path(q, file).toFile(), "r")) {
            in.seek(Math.max(0, offset));
            byte[] bytes = new byte[(int) Math.max(0, Math.min(length, in.length() - offset))];
            in.readFully(bytes);
            return new ByteVec(Type.BYTE, bytes);
        } catch (IOException e) {
            throw Storage.failed(file, e);
        }
    }

    private static Value writeBytes(Engine q, Value file, Value bytes) {
        if (!(bytes instanceof Vec vec) || vec.type() != Type.BYTE) {
            throw file instanceof Atom ? QError.type() : QError.nyi();
        }
        try {
            byte[] raw = new byte[vec.count()];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = (byte) vec.longAt(i);
            }
            Files.write(Storage.path(q, name(file)), raw);
            return file;
        } catch (IOException e) {
            throw Storage.failed(name(file), e);
        }
    }
}
