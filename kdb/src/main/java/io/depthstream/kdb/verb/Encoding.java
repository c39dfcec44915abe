package io.depthstream.kdb.verb;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code vs} and {@code sv} with numbers: digits, bytes and bits of a number, and back. */
final class Encoding {
    private Encoding() {
    }

    private static int width(int type) {
        return switch (type) {
            case Type.BOOL, Type.BYTE, Type.CHAR -> 1;
            case Type.SHORT -> 2;
            case Type.LONG, Type.TIMESTAMP, Type.TIMESPAN -> 8;
            case Type.INT, Type.MONTH, Type.DATE, Type.MINUTE, Type.SECOND, Type.TIME -> 4;
            default -> throw QError.nyi();
        };
    }

    private static long raw(Atom number) {
        int width = width(-number.type());
        long v = number.longValue();
        return width == 4 ? Widen.toInt(v) : width == 2 ? Widen.toShort(v) : v;
    }

    static Value bytes(Atom number) {
        byte[] out = new byte[width(-number.type())];
        long v = raw(number);
        for (int i = out.length - 1; i >= 0; i--) {
            out[i] = (byte) v;
            v >>= 8;
        }
        return new ByteVec(Type.BYTE, out);
    }

    static Value bits(Atom number) {
        byte[] out = new byte[width(-number.type()) * 8];
        long v = raw(number);
        for (int i = out.length - 1; i >= 0; i--) {
            out[i] = (byte) (v & 1);
            v >>= 1;
        }
        return new ByteVec(Type.BOOL, out);
    }

    static Value digits(Value base, Value v) {
        if (!(v instanceof Atom number) || Type.isFloating(-v.type()) || !Type.isNumeric(-v.type())) {
            throw QError.nyi();
        }
        long rest = number.longValue();
        List<Long> digits = new ArrayList<>();
        if (base instanceof Atom one) {
            long b = one.longValue();
            if (b < 2) {
                throw QError.domain();
            }
            do {
                digits.add(Math.floorMod(rest, b));
                rest = Math.floorDiv(rest, b);
            } while (rest > 0);
        } else {
            Vec bases = Lists.enlist(base);
            for (int i = bases.count() - 1; i >= 0; i--) {
                long b = bases.longAt(i);
                digits.add(b == 0 ? rest : Math.floorMod(rest, b));
                rest = b == 0 ? 0 : Math.floorDiv(rest, b);
            }
        }
        Collections.reverse(digits);
        return new LongVec(Type.LONG, digits.stream().mapToLong(Long::longValue).toArray());
    }

    static Value number(Value base, Vec list) {
        if (base instanceof Atom atom && (atom.type() == -Type.BYTE && atom.longValue() == 0 || atom.type() == -Type.BOOL)) {
            return joined(list, atom.type() == -Type.BYTE ? 8 : 1);
        }
        Vec bases = Lists.enlist(base);
        long total = 0;
        for (int i = 0; i < list.count(); i++) {
            total = total * bases.longAt(bases.count() == 1 ? 0 : i) + list.longAt(i);
        }
        return Atom.of(total);
    }

    private static Value joined(Vec list, int bitsEach) {
        long v = 0;
        for (int i = 0; i < list.count(); i++) {
            v = v << bitsEach | list.longAt(i);
        }
        return switch (list.count() * bitsEach) {
            case 8 -> new Atom(new ByteVec(Type.BYTE, new byte[] {(byte) v}));
            case 16 -> Atom.ofShort((short) v);
            case 32 -> Atom.ofInt((int) v);
            case 64 -> Atom.of(v);
            default -> throw QError.length();
        };
    }
}
