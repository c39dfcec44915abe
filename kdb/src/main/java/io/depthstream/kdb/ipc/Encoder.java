package io.depthstream.kdb.ipc;

import io.depthstream.kdb.eval.Builtin;
import io.depthstream.kdb.eval.Composition;
import io.depthstream.kdb.eval.Iteration;
import io.depthstream.kdb.eval.IteratorFn;
import io.depthstream.kdb.eval.Lambda;
import io.depthstream.kdb.eval.Projection;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.EnumVec;
import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.GuidVec;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.RealVec;
import io.depthstream.kdb.value.ShortVec;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Values as the bytes of a message: type, attribute, length, items. Byte order is the caller's. */
public final class Encoder {
    private static final int MOST_NESTING = Decoder.MOST_NESTING;

    private final boolean disk;
    private ByteBuffer out;
    private int nesting;

    Encoder(ByteOrder order, int reserve) {
        this(order, reserve, false);
    }

    private Encoder(ByteOrder order, int reserve, boolean disk) {
        this.disk = disk;
        out = ByteBuffer.allocate(1 << 10).order(order);
        out.position(reserve);
    }

    /** Returns what has been written, the reserved bytes in front. */
    byte[] bytes() {
        byte[] bytes = new byte[out.position()];
        out.flip();
        out.get(bytes);
        return bytes;
    }

    /** Returns a value as a file holds it: with all attributes, and enumerations as such. */
    public static byte[] file(Value value) {
        Encoder encoder = new Encoder(ByteOrder.LITTLE_ENDIAN, 0, true);
        encoder.write(value);
        return encoder.bytes();
    }

    private ByteBuffer room(long more) {
        if (out.remaining() < more) {
            long wanted = Math.max(out.position() + more, out.capacity() * 2L);
            if (out.position() + more > Messages.MOST_BYTES) {
                throw QError.limit();
            }
            ByteBuffer larger = ByteBuffer.allocate((int) Math.min(Messages.MOST_BYTES, wanted)).order(out.order());
            out.flip();
            larger.put(out);
            out = larger;
        }
        return out;
    }

    void write(Value value) {
        if (++nesting > MOST_NESTING) {
            throw QError.limit();
        }
        if (value instanceof Atom atom) {
            Vec one = atom.vec().plain();
            room(1).put((byte) -one.type());
            items(one);
        } else if (value instanceof Vec vec) {
            if (disk && vec instanceof EnumVec enums) {
                room(2).put((byte) Type.ENUM).put((byte) Decoder.ATTRIBUTES.indexOf(vec.attribute()));
                text(enums.domain().name());
                room(4).putInt(vec.count());
                items(enums.places());
            } else {
                vector(vec.plain());
            }
        } else if (value instanceof Table table) {
            room(2).put((byte) Type.TABLE).put((byte) 0);
            write(new Dict(table.names(), new ListVec(table.columns())));
        } else if (value instanceof Dict dict) {
            room(1).put((byte) Type.DICT);
            write(dict.keys());
            write(dict.values());
        } else {
            function((Fn) value);
        }
        nesting--;
    }

    private void vector(Vec vec) {
        room(6).put((byte) vec.type()).put((byte) (disk ? Decoder.ATTRIBUTES.indexOf(vec.attribute()) : vec.attribute() == 's' ? 1 : 0)).putInt(vec.count());
        if (vec instanceof ListVec list) {
            for (int i = 0; i < list.count(); i++) {
                write(list.at(i));
            }
        } else {
            items(vec);
        }
    }

    private void items(Vec vec) {
        int n = vec.count();
        if (vec instanceof ByteVec bytes) {
            room(n).put(bytes.items(), 0, n);
        } else if (vec instanceof ShortVec shorts) {
            room(2L * n).asShortBuffer().put(shorts.items(), 0, n);
            out.position(out.position() + 2 * n);
        } else if (vec instanceof IntVec ints) {
            room(4L * n).asIntBuffer().put(ints.items(), 0, n);
            out.position(out.position() + 4 * n);
        } else if (vec instanceof LongVec longs) {
            room(8L * n).asLongBuffer().put(longs.items(), 0, n);
            out.position(out.position() + 8 * n);
        } else if (vec instanceof RealVec reals) {
            room(4L * n).asFloatBuffer().put(reals.items(), 0, n);
            out.position(out.position() + 4 * n);
        } else if (vec instanceof FloatVec floats) {
            room(8L * n).asDoubleBuffer().put(floats.items(), 0, n);
            out.position(out.position() + 8 * n);
        } else if (vec instanceof SymVec symbols) {
            for (int i = 0; i < n; i++) {
                text(symbols.nameAt(i));
            }
        } else {
            guids((GuidVec) vec, n);
        }
    }

    private void guids(GuidVec guids, int n) {
        ByteOrder order = out.order();
        room(16L * n).order(ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < n; i++) {
            out.putLong(guids.highAt(i)).putLong(guids.lowAt(i));
        }
        out.order(order);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        room(bytes.length + 1L).put(bytes).put((byte) 0);
    }

    private void function(Fn fn) {
        if (fn instanceof Identity) {
            room(2).put((byte) Type.UNARY).put((byte) (fn == Identity.HOLE ? Primitives.HOLE : 0));
        } else if (fn instanceof Lambda lambda) {
            lambda(lambda.context().replaceFirst("^\\.", ""), lambda.source());
        } else if (fn instanceof Builtin builtin) {
            builtin(builtin);
        } else if (fn instanceof Projection projection) {
            Value[] given = projection.given();
            room(5).put((byte) Type.PROJECTION).putInt(given.length + 1);
            write(projection.function());
            for (Value value : given) {
                write(value);
            }
        } else if (fn instanceof Composition composition) {
            room(5).put((byte) Type.COMPOSITION).putInt(2);
            write(composition.outer());
            write(composition.inner());
        } else if (fn instanceof IteratorFn iterator) {
            room(2).put((byte) Type.ITERATOR).put((byte) Primitives.ITERATORS.indexOf(iterator.source()));
        } else {
            room(1).put((byte) fn.type());
            write(((Iteration) fn).function());
        }
    }

    private void lambda(String context, String source) {
        room(1).put((byte) Type.LAMBDA);
        text(context);
        write(ByteVec.ofText(source));
    }

    private void builtin(Builtin builtin) {
        String name = builtin.source();
        boolean unary = builtin.rank() == 1;
        int number = (unary ? Primitives.UNARY : Primitives.BINARY).indexOf(name);
        if (number >= 0) {
            room(2).put((byte) (unary ? Type.UNARY : Type.BINARY)).put((byte) number);
        } else {
            lambda("", unary ? "{" + name + " x}" : "{" + name + "[x;y" + (builtin.rank() > 2 ? ";z" : "") + "]}");
        }
    }

    /** Writes an error as the answer to a message. */
    void error(String name) {
        room(1).put((byte) Decoder.ERROR);
        text(name);
    }
}
