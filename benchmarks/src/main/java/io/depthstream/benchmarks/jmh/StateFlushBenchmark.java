package io.depthstream.benchmarks.jmh;

import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.BookWriter;
import io.depthstream.orderbook.OrderBook;
import io.depthstream.orderbook.OrderBooks;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a barrier costs one changed book: some changes, then their delta; and the base it is measured against. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StateFlushBenchmark {
    private static final int ORDERS = 200;
    private static final int PRICES = 32;
    private static final int MIDDLE = 1_000_000;
    private static final int TICK = 100;

    /** Orders added, and as many deleted, since the last barrier. */
    @Param({"2", "20"})
    private int changes;

    private final BookWriter out = new BookWriter(1 << 16);
    private OrderBook book;
    private long oldest;
    private long newest;

    /** Fills the book and marks it. */
    @Setup(Level.Trial)
    public void fill() {
        book = new OrderBooks(1024).open("TEST");
        oldest = 1;
        newest = 0;
        while (newest < ORDERS) {
            add();
        }
        book.mark();
    }

    private void add() {
        final long reference = ++newest;
        final boolean bid = (reference & 1) == 0;
        final long away = (1 + (reference * 37 & PRICES - 1)) * TICK;
        book.add(reference, bid ? BookSide.BID : BookSide.ASK, bid ? MIDDLE - away : MIDDLE + away, TICK);
    }

    /** Changes, the delta that tells them, and the mark. */
    @Benchmark
    public int changeAndWriteDelta() {
        for (int i = 0; i < changes; i++) {
            add();
            book.delete(oldest++);
        }
        out.reset();
        final int bytes = book.writeDelta(out);
        book.mark();
        return bytes;
    }

    /** The whole book of {@value #ORDERS} orders. */
    @Benchmark
    public int writeBase() {
        out.reset();
        return book.writeBase(out);
    }
}
