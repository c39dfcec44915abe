package io.depthstream.kdb.value;

/** How nulls and infinities change their width: {@code 0Ni} widens to {@code 0N}, {@code 0W} to {@code 0w}, and back. */
public final class Widen {
    private static final long INF = Long.MAX_VALUE;

    private Widen() {
    }

    /** Widens a short. */
    public static long toLong(short v) {
        return v == Short.MIN_VALUE ? LongVec.NULL : v == Short.MAX_VALUE ? INF : v == -Short.MAX_VALUE ? -INF : v;
    }

    /** Widens an int. */
    public static long toLong(int v) {
        return v == Integer.MIN_VALUE ? LongVec.NULL : v == Integer.MAX_VALUE ? INF : v == -Integer.MAX_VALUE ? -INF : v;
    }

    /** Rounds a float to the nearest long, halves up, as a cast does. */
    public static long toLong(double v) {
        if (Double.isNaN(v)) {
            return LongVec.NULL;
        }
        return v >= INF ? INF : v <= -INF ? -INF : (long) Math.floor(v + 0.5);
    }

    /** Widens a long to a float. */
    public static double toDouble(long v) {
        return v == LongVec.NULL ? Double.NaN
            : v == INF ? Double.POSITIVE_INFINITY : v == -INF ? Double.NEGATIVE_INFINITY : v;
    }

    /** Narrows a widened long to an int; numbers that do not fit become the infinity of their sign. */
    public static int toInt(long v) {
        return v == LongVec.NULL ? IntVec.NULL
            : v >= Integer.MAX_VALUE ? Integer.MAX_VALUE : v <= -Integer.MAX_VALUE ? -Integer.MAX_VALUE : (int) v;
    }

    /** Narrows a widened long to a short; numbers that do not fit become the infinity of their sign. */
    public static short toShort(long v) {
        return v == LongVec.NULL ? ShortVec.NULL
            : v >= Short.MAX_VALUE ? Short.MAX_VALUE : v <= -Short.MAX_VALUE ? (short) -Short.MAX_VALUE : (short) v;
    }

    /** Returns the items as widened longs: the vector's own array where it is one, perhaps longer than the vector. */
    public static long[] longs(Vec vec) {
        if (vec instanceof LongVec longs) {
            return longs.items();
        }
        long[] wide = new long[vec.count()];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = vec.longAt(i);
        }
        return wide;
    }

    /** Returns the items as doubles: the vector's own array where it is one, perhaps longer than the vector. */
    public static double[] doubles(Vec vec) {
        if (vec instanceof FloatVec floats) {
            return floats.items();
        }
        double[] wide = new double[vec.count()];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = vec.doubleAt(i);
        }
        return wide;
    }

    /** Makes a vector of a whole-number or temporal type from widened longs. */
    public static Vec narrow(int type, long[] wide) {
        switch (type) {
            case Type.BOOL, Type.BYTE, Type.CHAR: {
                byte[] bytes = new byte[wide.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (type == Type.BOOL ? wide[i] != 0 ? 1 : 0 : wide[i]);
                }
                return new ByteVec(type, bytes);
            }
            case Type.SHORT: {
                short[] shorts = new short[wide.length];
                for (int i = 0; i < shorts.length; i++) {
                    shorts[i] = toShort(wide[i]);
                }
                return new ShortVec(type, shorts);
            }
            case Type.INT, Type.MONTH, Type.DATE, Type.MINUTE, Type.SECOND, Type.TIME: {
                int[] ints = new int[wide.length];
                for (int i = 0; i < ints.length; i++) {
                    ints[i] = toInt(wide[i]);
                }
                return new IntVec(type, ints);
            }
            case Type.LONG, Type.TIMESTAMP, Type.TIMESPAN:
                return new LongVec(type, wide);
            default:
                throw QError.type();
        }
    }

    /** Makes a real, float or datetime vector from doubles. */
    public static Vec narrow(int type, double[] wide) {
        if (type == Type.FLOAT || type == Type.DATETIME) {
            return new FloatVec(type, wide);
        }
        float[] reals = new float[wide.length];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = (float) wide[i];
        }
        return new RealVec(Type.REAL, reals);
    }
}
