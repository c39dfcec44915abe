package io.depthstream.orderbook.analytics;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Numbers an object saved, to be loaded by another. */
final class Longs implements LongSink {
    private final List<Long> values = new ArrayList<>();

    static Longs of(final Consumer<LongSink> save) {
        final Longs longs = new Longs();
        save.accept(longs);
        return longs;
    }

    @Override
    public void put(final long value) {
        values.add(value);
    }

    int size() {
        return values.size();
    }

    LongSource source() {
        final Iterator<Long> next = values.iterator();
        return next::next;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Longs that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
