package io.depthstream.kdb.store;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.ipc.Decoder;
import io.depthstream.kdb.ipc.Encoder;
import io.depthstream.kdb.table.Tables;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.EnumDomain;
import io.depthstream.kdb.value.EnumVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Enumerating;
import io.depthstream.kdb.verb.Joining;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Values in files, and tables in folders of a file a column ({@code `:db/t/ set t}). */
public final class Storage {
    private static final byte[] MAGIC = {(byte) 0xFF, 1};
    private static final String COLUMNS = ".d";

    private Storage() {
    }

    /** Returns the path behind a file symbol. */
    public static Path path(Engine q, String handle) {
        return q.settings().directory().resolve(handle.substring(1));
    }

    static QError failed(String handle, IOException e) {
        return new QError(handle.replaceFirst("^:", "") + ". OS reports: "
            + (e instanceof NoSuchFileException ? "No such file or directory" : e.getMessage()));
    }

    /** Reads a file, or a splayed table. */
    public static Value get(Engine q, String handle) {
        Path path = path(q, handle);
        try {
            return Files.isDirectory(path) ? splayed(q, path) : file(q, path);
        } catch (IOException e) {
            throw failed(handle, e);
        }
    }

    /** Reads one value; what was appended to a list is part of it. */
    static Value file(Engine q, Path path) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < MAGIC.length || bytes.get() != MAGIC[0] || bytes.get() != MAGIC[1]) {
            throw new QError(path.getFileName().toString());
        }
        Value value = Decoder.file(bytes, q::domain);
        if (!bytes.hasRemaining()) {
            return value;
        }
        List<Value> more = new ArrayList<>();
        while (bytes.hasRemaining()) {
            more.add(Decoder.file(bytes, q::domain));
        }
        return Joining.join(value, new ListVec(more.toArray(new Value[0])));
    }

    static Table splayed(Engine q, Path folder) throws IOException {
        String[] names = columns(q, folder);
        return splayed(q, folder, names);
    }

    static String[] columns(Engine q, Path folder) throws IOException {
        if (!Files.exists(folder.resolve(COLUMNS))) {
            throw new NoSuchFileException(folder.resolve(COLUMNS).toString());
        }
        return ((SymVec) file(q, folder.resolve(COLUMNS))).names();
    }

    static Table splayed(Engine q, Path folder, String... names) throws IOException {
        Vec[] columns = new Vec[names.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = (Vec) file(q, folder.resolve(names[i]));
        }
        return new Table(SymVec.of(names), columns);
    }

    /** Writes a file; or, where the name ends in a slash, a table splayed. Returns the name. */
    public static Value set(Engine q, String handle, Value value) {
        try {
            if (handle.endsWith("/")) {
                splay(path(q, handle), Tables.plain(value));
            } else {
                write(path(q, handle), value);
            }
            return Atom.symbol(handle);
        } catch (IOException e) {
            throw failed(handle, e);
        }
    }

    private static void splay(Path folder, Table table) throws IOException {
        for (Vec column : table.columns()) {
            if (column.type() == Type.SYMBOL) {
                throw QError.type();
            }
        }
        Files.createDirectories(folder);
        for (int i = 0; i < table.width(); i++) {
            write(folder.resolve(table.names().nameAt(i)), table.column(i));
        }
        write(folder.resolve(COLUMNS), table.names());
    }

    /** Writes beside the file and moves it there, so that no reader sees half of it. */
    static void write(Path path, Value value) throws IOException {
        byte[] body = Encoder.file(value);
        byte[] all = new byte[MAGIC.length + body.length];
        System.arraycopy(MAGIC, 0, all, 0, MAGIC.length);
        System.arraycopy(body, 0, all, MAGIC.length, body.length);
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        Path beside = path.resolveSibling(path.getFileName() + "$");
        Files.write(beside, all);
        Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Changes what a file holds: {@code .[`:file;();f;y]}; a file that is not there is an empty list. */
    public static Value amend(Engine q, String handle, UnaryOperator<Value> change) {
        Value old = Files.exists(path(q, handle)) ? get(q, handle) : ListVec.EMPTY;
        return set(q, handle, change.apply(old));
    }

    /** Appends rows to a splayed table, or items to a file: {@code `:db/t/ upsert rows}. */
    public static Value append(Engine q, String handle, Value rows) {
        if (!Files.exists(path(q, handle))) {
            return set(q, handle, rows);
        }
        Value old = get(q, handle);
        return set(q, handle, old instanceof Table table ? Joining.append(table, Tables.plain(rows)) : Joining.join(old, rows));
    }

    /** Returns a folder's entries, a file's own name, or the empty list where there is nothing. */
    public static Value key(String handle) {
        Path path = Path.of(handle.substring(1));
        if (Files.isDirectory(path)) {
            try (Stream<Path> entries = Files.list(path)) {
                return SymVec.of(entries.map(entry -> entry.getFileName().toString()).sorted().toArray(String[]::new)).with('s');
            } catch (IOException e) {
                throw failed(handle, e);
            }
        }
        return Files.exists(path) ? Atom.symbol(handle) : Lists.of();
    }

    /** Enumerates against a file of symbols, which grows: {@code `:db/sym?symbols}. */
    public static Value enumerate(Engine q, String handle, Vec symbols) {
        Path path = path(q, handle);
        String name = path.getFileName().toString();
        EnumDomain domain = q.domain(name);
        try {
            if (Files.exists(path)) {
                SymVec known = (SymVec) file(q, path);
                if (known.count() != domain.values().count()) {
                    domain.set(known);
                }
            }
            int before = domain.values().count();
            EnumVec out = Enumerating.extend(domain, (SymVec) symbols.plain());
            q.globals().set(name, domain.values());
            if (domain.values().count() > before || !Files.exists(path)) {
                write(path, domain.values());
            }
            return out;
        } catch (IOException e) {
            throw failed(handle, e);
        }
    }
}
