package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Globals;
import io.depthstream.kdb.eval.Settings;
import io.depthstream.kdb.table.Sql;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.EnumDomain;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.GuidVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;
import java.util.Arrays;
import java.util.Random;

/** {@code ?}: find, random numbers, vector conditional, enumeration that extends, functional select. */
final class Query {
    private Query() {
    }

    static void register() {
        Builtins.add("rand", 1, (q, a) -> random(q, 1, a[0]).at(0));
        Builtins.add("?", 2, 6, (q, a) -> switch (a.length) {
            case 2 -> two(q, a[0], a[1]);
            case 3 -> three(q, a[0], a[1], a[2]);
            default -> Sql.select(q, null, a[0], Sql.conditions(a[1]), a[2], a[3], Arrays.copyOfRange(a, 4, a.length));
        });
    }

    private static Value two(Engine q, Value a, Value b) {
        if (a instanceof Atom atom) {
            if (atom.type() == -Type.SYMBOL) {
                return extend(q, atom.symbol(), b);
            }
            if (Type.isFloating(-atom.type()) || !Type.isNumeric(-atom.type())) {
                throw QError.type();
            }
            return random(q, atom.longValue(), b);
        }
        return Searching.find(a, b);
    }

    private static Value extend(Engine q, String name, Value v) {
        if (name.startsWith(":")) {
            return io.depthstream.kdb.store.Storage.enumerate(q, name, (Vec) v);
        }
        String full = Globals.absolute(name, q.context());
        EnumDomain domain = q.domain(full);
        if (q.find(full) == null) {
            q.assign(full, domain.values());
        }
        Value out = Atomic.unary(v, vec -> {
            if (vec instanceof SymVec symbols) {
                return Enumerating.extend(domain, symbols);
            }
            throw QError.type();
        });
        q.globals().set(full, domain.values());
        return out;
    }

    private static Value three(Engine q, Value a, Value b, Value c) {
        if (a instanceof Atom atom && atom.type() == -Type.BOOL) {
            return atom.longValue() != 0 ? b : c;
        }
        if (!(a instanceof Vec flags) || flags.type() != Type.BOOL) {
            if (a instanceof io.depthstream.kdb.value.Table || a instanceof io.depthstream.kdb.value.Dict) {
                return Sql.exec(q, a, b, c);
            }
            throw QError.type();
        }
        for (Value side : new Value[] {b, c}) {
            if (!side.isAtom() && side.count() != flags.count()) {
                throw QError.length();
            }
        }
        Value[] out = new Value[flags.count()];
        if (b instanceof Vec x && c instanceof Vec y && x.type() == y.type() && x.type() != Type.ENUM) {
            int[] places = new int[out.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = flags.longAt(i) != 0 ? i : i + out.length;
            }
            return x.concat(y).take(places);
        }
        for (int i = 0; i < out.length; i++) {
            Value side = flags.longAt(i) != 0 ? b : c;
            out[i] = side.isAtom() ? side : side.at(i);
        }
        return out.length == 0 ? b.isAtom() ? Lists.enlist(b).empty() : ((Vec) b).empty() : Lists.collapse(out);
    }

    private static Value random(Engine q, long n, Value from) {
        Random random = q.settings().random();
        int size = Settings.items(Math.abs(n), Long.BYTES);
        if (from instanceof Atom atom) {
            Vec one = atom.vec();
            if (n < 0) {
                return deal(random, size, one);
            }
            return roll(random, size, one);
        }
        int have = from.count();
        if (n < 0 && size > have) {
            throw QError.length();
        }
        int[] places = n < 0 ? shuffled(random, have, size) : new int[size];
        for (int i = 0; n >= 0 && i < size; i++) {
            places[i] = have == 0 ? -1 : random.nextInt(have);
        }
        return Indexing.take(from, places);
    }

    private static int[] shuffled(Random random, int have, int size) {
        int[] all = Lists.positions(0, have);
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(have - i);
            int swapped = all[i];
            all[i] = all[other];
            all[other] = swapped;
        }
        return Arrays.copyOf(all, size);
    }

    private static Value deal(Random random, int size, Vec one) {
        if (one instanceof GuidVec) {
            return guids(random, size);
        }
        if (Type.isFloating(one.type()) || !Type.isNumeric(one.type())) {
            throw QError.type();
        }
        long have = one.longAt(0);
        if (size > have) {
            throw QError.length();
        }
        int[] places = shuffled(random, Settings.items(have, Integer.BYTES), size);
        return Widen.narrow(one.type(), Sorting.longs(places).items());
    }

    private static Value guids(Random random, int size) {
        long[] high = new long[size];
        long[] low = new long[size];
        for (int i = 0; i < size; i++) {
            high[i] = random.nextLong() & ~0xF000L | 0x4000L;
            low[i] = random.nextLong() >>> 2 | Long.MIN_VALUE;
        }
        return new GuidVec(high, low);
    }

    private static Value roll(Random random, int size, Vec one) {
        if (one instanceof SymVec) {
            return symbols(random, size, one);
        }
        if (one instanceof GuidVec) {
            return guids(random, size);
        }
        if (Type.isFloating(one.type())) {
            double[] out = new double[size];
            for (int i = 0; i < size; i++) {
                out[i] = random.nextDouble() * one.doubleAt(0);
            }
            return one.type() == Type.FLOAT ? new FloatVec(Type.FLOAT, out) : Widen.narrow(one.type(), out);
        }
        long[] out = new long[size];
        long most = one.longAt(0);
        for (int i = 0; i < size; i++) {
            out[i] = one.type() == Type.BOOL ? random.nextInt(2) : one.type() == Type.CHAR ? 'a' + random.nextInt(26)
                : most <= 0 ? random.nextLong() : random.nextLong(most);
        }
        return one.type() == Type.LONG ? new LongVec(Type.LONG, out) : Widen.narrow(one.type(), out);
    }

    private static Value symbols(Random random, int size, Vec one) {
        String name = ((SymVec) one).nameAt(0);
        int letters = name.matches("[1-8]") ? Integer.parseInt(name) : 8;
        String[] names = new String[size];
        for (int i = 0; i < size; i++) {
            byte[] text = new byte[letters];
            for (int c = 0; c < letters; c++) {
                text[c] = (byte) ('a' + random.nextInt(16));
            }
            names[i] = new ByteVec(Type.CHAR, text).text();
        }
        return SymVec.of(names);
    }
}
