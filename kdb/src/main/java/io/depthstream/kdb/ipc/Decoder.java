package io.depthstream.kdb.ipc;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Composition;
import io.depthstream.kdb.eval.Constant;
import io.depthstream.kdb.eval.Iteration;
import io.depthstream.kdb.eval.IteratorFn;
import io.depthstream.kdb.eval.Lambda;
import io.depthstream.kdb.eval.Projection;
import io.depthstream.kdb.parse.Parser;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.EnumDomain;
import io.depthstream.kdb.value.EnumVec;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.GuidVec;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.RealVec;
import io.depthstream.kdb.value.ShortVec;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Symbols;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Bytes of a message as a value. Nothing is allocated that the bytes at hand could not fill, and nesting is limited, so
 * that no length a stranger writes costs memory; bytes that make no sense signal {@code badmsg}.
 */
public final class Decoder {
    /** Lists inside lists, at most so deep. */
    public static final int MOST_NESTING = 200;
    /** The type of an error in an answer. */
    static final int ERROR = -128;

    /** Attributes by their numbers. */
    static final String ATTRIBUTES = " supg";

    private final ByteBuffer in;
    private final Function<String, EnumDomain> domains;
    private int nesting;

    private Decoder(ByteBuffer in, Function<String, EnumDomain> domains) {
        this.in = in;
        this.domains = domains;
    }

    /** Decodes the value of a file at the buffer's position: attributes are believed, enumerations find their domains. */
    public static Value file(ByteBuffer bytes, Function<String, EnumDomain> domains) {
        try {
            return new Decoder(bytes, domains).value();
        } catch (java.nio.BufferUnderflowException e) {
            throw bad();
        }
    }

    /** Decodes a whole message, header included; decompresses where needed. An error inside is signalled. */
    public static Value message(byte[] message) {
        Messages.Header header = Messages.header(message);
        if (header.length() != message.length) {
            throw bad();
        }
        byte[] plain = header.compressed() ? Compression.decompress(message, header.order()) : message;
        return decode(ByteBuffer.wrap(plain, Messages.HEADER, plain.length - Messages.HEADER).slice().order(header.order()));
    }

    /** Decodes one value that fills the buffer. */
    public static Value decode(ByteBuffer bytes) {
        Value value = prefix(bytes);
        if (bytes.hasRemaining()) {
            throw bad();
        }
        return value;
    }

    /** Decodes one value at the buffer's position, and leaves the position after it. */
    public static Value prefix(ByteBuffer bytes) {
        try {
            return new Decoder(bytes, null).value();
        } catch (java.nio.BufferUnderflowException e) {
            throw bad();
        }
    }

    static QError bad() {
        return new QError("badmsg");
    }

    private Value value() {
        if (++nesting > MOST_NESTING) {
            throw bad();
        }
        int type = in.get();
        Value value;
        if (type == ERROR) {
            throw new QError(text());
        } else if (type < 0) {
            value = new Atom(items(-type, 1));
        } else if (type <= Type.TIME) {
            value = vector(type);
        } else if (type == Type.ENUM && domains != null) {
            value = enumeration();
        } else {
            value = compound(type);
        }
        nesting--;
        return value;
    }

    private Value compound(int type) {
        switch (type) {
            case Type.TABLE: {
                in.get();
                if (value() instanceof Dict dict && dict.keys() instanceof SymVec names && dict.values() instanceof Vec columns) {
                    return table(names, columns);
                }
                throw bad();
            }
            case Type.DICT, 127: {
                Value keys = value();
                Value values = value();
                boolean lists = (keys instanceof Vec || keys instanceof Table) && (values instanceof Vec || values instanceof Table);
                if (!lists || keys.count() != values.count()) {
                    throw bad();
                }
                return new Dict(keys, values);
            }
            default:
                return function(type);
        }
    }

    private static Value table(SymVec names, Vec columns) {
        Vec[] all = new Vec[columns.count()];
        for (int i = 0; i < all.length; i++) {
            if (!(columns.at(i) instanceof Vec column) || i > 0 && column.count() != all[0].count()) {
                throw bad();
            }
            all[i] = column;
        }
        if (all.length != names.count()) {
            throw bad();
        }
        return new Table(names, all);
    }

    private Value vector(int type) {
        int attribute = in.get();
        int n = in.getInt();
        if (n < 0) {
            throw bad();
        }
        if (type == Type.LIST) {
            need(n);
            Value[] items = new Value[n];
            for (int i = 0; i < n; i++) {
                items[i] = value();
            }
            return new ListVec(items);
        }
        Vec vec = items(type, n);
        if (domains != null && attribute > 0 && attribute < ATTRIBUTES.length()) {
            return vec.with(ATTRIBUTES.charAt(attribute));
        }
        return attribute == 1 && sorted(vec) ? vec.with('s') : vec;
    }

    private Value enumeration() {
        int attribute = in.get();
        EnumDomain domain = domains.apply(text());
        int n = in.getInt();
        if (n < 0 || attribute < 0 || attribute >= ATTRIBUTES.length()) {
            throw bad();
        }
        return new EnumVec(domain, (IntVec) items(Type.INT, n)).with(ATTRIBUTES.charAt(attribute));
    }

    private static boolean sorted(Vec vec) {
        for (int i = 1; i < vec.count(); i++) {
            if (vec.compare(i - 1, vec, i) > 0) {
                return false;
            }
        }
        return true;
    }

    private void need(long bytes) {
        if (bytes > in.remaining()) {
            throw bad();
        }
    }

    private Vec items(int type, int n) {
        switch (type) {
            case Type.BOOL, Type.BYTE, Type.CHAR: {
                need(n);
                byte[] items = new byte[n];
                in.get(items);
                return new ByteVec(type, items);
            }
            case Type.SHORT: {
                need(2L * n);
                short[] items = new short[n];
                in.asShortBuffer().get(items);
                in.position(in.position() + 2 * n);
                return new ShortVec(type, items);
            }
            case Type.INT, Type.MONTH, Type.DATE, Type.MINUTE, Type.SECOND, Type.TIME: {
                need(4L * n);
                int[] items = new int[n];
                in.asIntBuffer().get(items);
                in.position(in.position() + 4 * n);
                return new IntVec(type, items);
            }
            case Type.LONG, Type.TIMESTAMP, Type.TIMESPAN: {
                need(8L * n);
                long[] items = new long[n];
                in.asLongBuffer().get(items);
                in.position(in.position() + 8 * n);
                return new LongVec(type, items);
            }
            case Type.REAL: {
                need(4L * n);
                float[] items = new float[n];
                in.asFloatBuffer().get(items);
                in.position(in.position() + 4 * n);
                return new RealVec(type, items);
            }
            case Type.FLOAT, Type.DATETIME: {
                need(8L * n);
                double[] items = new double[n];
                in.asDoubleBuffer().get(items);
                in.position(in.position() + 8 * n);
                return new FloatVec(type, items);
            }
            case Type.SYMBOL: {
                need(n);
                int[] items = new int[n];
                if (n == 1) {
                    items[0] = Symbols.intern(text());
                    return new SymVec(items);
                }
                SymbolReader symbols = new SymbolReader(in);
                for (int i = 0; i < n; i++) {
                    items[i] = symbols.next();
                }
                return new SymVec(items);
            }
            case Type.GUID:
                return guids(n);
            default:
                throw bad();
        }
    }

    private Vec guids(int n) {
        need(16L * n);
        ByteOrder order = in.order();
        in.order(ByteOrder.BIG_ENDIAN);
        long[] high = new long[n];
        long[] low = new long[n];
        for (int i = 0; i < n; i++) {
            high[i] = in.getLong();
            low[i] = in.getLong();
        }
        in.order(order);
        return new GuidVec(high, low);
    }

    private String text() {
        int start = in.position();
        int end = start;
        while (in.get(end(end)) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - start];
        in.get(bytes);
        in.get();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private int end(int at) {
        if (at >= in.limit()) {
            throw bad();
        }
        return at;
    }

    private Value function(int type) {
        switch (type) {
            case Type.LAMBDA: {
                String context = text();
                return value() instanceof Vec source && source.type() == Type.CHAR ? lambda(source.text(), context) : refuse();
            }
            case Type.UNARY:
                return primitive(in.get() & 0xFF, Primitives.UNARY);
            case Type.BINARY:
                return primitive(in.get() & 0xFF, Primitives.BINARY);
            case Type.ITERATOR: {
                int number = in.get() & 0xFF;
                return number < Primitives.ITERATORS.size()
                    ? new IteratorFn(Iteration.Kind.of(Primitives.ITERATORS.get(number))) : refuse();
            }
            case Type.PROJECTION, Type.COMPOSITION:
                return several(type);
            case Type.EACH, Type.OVER, Type.SCAN, Type.PRIOR, Type.EACH_RIGHT, Type.EACH_LEFT:
                return new Iteration(Iteration.Kind.values()[type - Type.EACH], value());
            default:
                return refuse();
        }
    }

    private static Value refuse() {
        throw bad();
    }

    private static Value lambda(String source, String context) {
        if (Parser.parse(source, context.isEmpty() ? "" : "." + context) instanceof Constant constant
                && constant.value() instanceof Lambda lambda) {
            return lambda;
        }
        throw bad();
    }

    private static Value primitive(int number, java.util.List<String> names) {
        if (names == Primitives.UNARY && (number == 0 || number == Primitives.HOLE)) {
            return number == 0 ? Identity.NULL : Identity.HOLE;
        }
        if (number >= names.size()) {
            throw bad();
        }
        Value primitive = Builtins.get(names.get(number));
        if (primitive == null) {
            throw QError.nyi();
        }
        return primitive;
    }

    private Value several(int type) {
        int n = in.getInt();
        if (n < 2 || type == Type.COMPOSITION && n != 2) {
            throw bad();
        }
        need(n);
        Value function = value();
        Value[] rest = new Value[n - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = value();
        }
        return type == Type.PROJECTION ? new Projection(function, rest) : new Composition(function, rest[0]);
    }
}
