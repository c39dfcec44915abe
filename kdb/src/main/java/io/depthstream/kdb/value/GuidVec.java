package io.depthstream.kdb.value;

import java.util.Arrays;

/** A vector of guids: two longs each. */
public final class GuidVec extends Vec {
    private final long[] high;
    private final long[] low;
    private Tail tail;

    /** Wraps the upper and lower halves. */
    public GuidVec(long[] high, long[] low) {
        super(Type.GUID);
        this.high = high;
        this.low = low;
    }

    /** Returns the upper half of an item. */
    public long highAt(int i) {
        return high[i];
    }

    /** Returns the lower half of an item. */
    public long lowAt(int i) {
        return low[i];
    }

    @Override
    public int count() {
        return high.length;
    }

    @Override
    public Value at(int i) {
        boolean inside = i >= 0 && i < high.length;
        return new Atom(new GuidVec(new long[] {inside ? high[i] : 0}, new long[] {inside ? low[i] : 0}));
    }

    @Override
    public Vec take(int[] positions) {
        long[] highs = new long[positions.length];
        long[] lows = new long[positions.length];
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] >= 0 && positions[i] < high.length) {
                highs[i] = high[positions[i]];
                lows[i] = low[positions[i]];
            }
        }
        return new GuidVec(highs, lows);
    }

    @Override
    public Vec slice(int from, int to) {
        return new GuidVec(Arrays.copyOfRange(high, from, to), Arrays.copyOfRange(low, from, to));
    }

    @Override
    public Vec concat(Vec other) {
        GuidVec more = (GuidVec) other;
        int length = Math.addExact(high.length, more.high.length);
        long[] highs = Arrays.copyOf(high, length);
        long[] lows = Arrays.copyOf(low, length);
        System.arraycopy(more.high, 0, highs, high.length, more.high.length);
        System.arraycopy(more.low, 0, lows, low.length, more.low.length);
        return new GuidVec(highs, lows);
    }

    @Override
    public Vec amend(int[] positions, Vec values) {
        GuidVec from = (GuidVec) values;
        long[] highs = high.clone();
        long[] lows = low.clone();
        boolean one = from.count() == 1;
        for (int i = 0; i < positions.length; i++) {
            highs[positions[i]] = from.high[one ? 0 : i];
            lows[positions[i]] = from.low[one ? 0 : i];
        }
        return new GuidVec(highs, lows);
    }

    @Override
    public int compare(int i, Vec other, int j) {
        GuidVec guids = (GuidVec) other;
        int order = Long.compareUnsigned(high[i], guids.high[j]);
        return order != 0 ? order : Long.compareUnsigned(low[i], guids.low[j]);
    }

    @Override
    public boolean nullAt(int i) {
        return high[i] == 0 && low[i] == 0;
    }

    @Override
    protected Vec share() {
        return new GuidVec(high, low);
    }

    @Override
    Tail tail() {
        if (tail == null) {
            tail = new Tail(high.length);
        }
        return tail;
    }
}
