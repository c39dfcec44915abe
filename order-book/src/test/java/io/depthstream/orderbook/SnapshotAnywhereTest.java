package io.depthstream.orderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A book cut at any point, written as base and deltas, and read elsewhere is the same book. */
class SnapshotAnywhereTest {
    private static final int STEPS = 3_000;

    /** What a durable store would hold of one book. */
    private static final class Log {
        private byte[] base;
        private final List<byte[]> deltas = new ArrayList<>();

        void write(final OrderBook book) {
            final BookWriter out = new BookWriter(16);
            if (book.deltaOutgrowsBase()) {
                assertEquals(book.writeBase(out), out.size());
                base = out.toByteArray();
                deltas.clear();
            } else if (book.changedSinceMark()) {
                assertEquals(book.writeDelta(out), out.size());
                deltas.add(out.toByteArray());
            }
            book.mark();
        }

        void read(final OrderBook book) {
            book.readBase(base, 0, base.length);
            deltas.forEach(delta -> book.applyDelta(delta, 0, delta.length));
        }
    }

    @Property(tries = 40)
    void shouldRestoreAnyStateFromBaseAndDeltas(@ForAll final long seed, @ForAll @IntRange(min = 1, max = 700) final int k) {
        final RandomStream stream = new RandomStream(seed, 3, seed % 3 != 0);
        final List<Log> logs = List.of(new Log(), new Log(), new Log());
        int deltas = 0;
        for (int i = 1; i <= STEPS; i++) {
            stream.step();
            if (i % k == 0) {
                final OrderBooks restored = new OrderBooks(0);
                for (int s = 0; s < logs.size(); s++) {
                    logs.get(s).write(stream.fast.get(s));
                    assertFalse(stream.fast.get(s).changedSinceMark());
                    deltas += logs.get(s).deltas.size();
                    if (i % (k * 5) == 0 || k > 50) {
                        final OrderBook copy = restored.open("S" + s);
                        logs.get(s).read(copy);
                        assertEquals(stream.plain.get(s).hash(), copy.hash());
                        assertFalse(copy.changedSinceMark());
                    }
                }
                BookInvariants.check(restored);
            }
        }
        assertTrue(k > 300 || deltas > 0, "no delta was ever written");
    }

    @Property(tries = 20)
    void shouldGoOnFromARestoredBookAsIfNeverCut(@ForAll final long seed) {
        final RandomStream stream = new RandomStream(seed, 2, seed % 2 == 0);
        final List<Log> logs = List.of(new Log(), new Log());
        for (int i = 1; i <= STEPS; i++) {
            final int symbol = stream.step();
            if (i % 37 == 0) {
                final OrderBooks restored = new OrderBooks(0);
                for (int s = 0; s < logs.size(); s++) {
                    logs.get(s).write(stream.fast.get(s));
                    logs.get(s).read(restored.open("S" + s));
                }
                stream.continueOn(restored);
            } else {
                stream.compare(symbol);
            }
        }
        BookInvariants.check(stream.books());
    }
}
