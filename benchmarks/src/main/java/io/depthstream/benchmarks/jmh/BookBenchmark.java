package io.depthstream.benchmarks.jmh;

import io.depthstream.orderbook.Applied;
import io.depthstream.orderbook.BookSide;
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

/** Book operations on a book that stays as full as it is. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookBenchmark {
    private static final int PRICES = 64;
    private static final int MIDDLE = 1_000_000;
    private static final int TICK = 100;
    private static final int SHARES = 100;

    /** Orders resting all the time. */
    @Param({"200", "5000"})
    private int orders;

    private OrderBook book;
    private long oldest;
    private long newest;

    /** Fills the book. */
    @Setup(Level.Trial)
    public void fill() {
        book = new OrderBooks(2 * orders).open("TEST");
        oldest = 1;
        newest = 0;
        while (newest < orders) {
            add();
        }
    }

    private Applied add() {
        final long reference = ++newest;
        final boolean bid = (reference & 1) == 0;
        // A fixed scatter over the prices, so that neighbours in time are not neighbours in price.
        final long away = (1 + (reference * 37 & PRICES - 1)) * TICK;
        return book.add(reference, bid ? BookSide.BID : BookSide.ASK, bid ? MIDDLE - away : MIDDLE + away, SHARES);
    }

    /** A new order comes and the oldest goes. */
    @Benchmark
    public Applied addAndDelete() {
        add();
        return book.delete(oldest++);
    }

    /** The oldest order moves to another price and the end of its queue. */
    @Benchmark
    public Applied replace() {
        final long old = oldest++;
        final boolean bid = book.orderSide(old) == BookSide.BID;
        final long away = (1 + (old * 11 & PRICES - 1)) * TICK;
        return book.replace(old, ++newest, bid ? MIDDLE - away : MIDDLE + away, SHARES);
    }

    /** A part of the oldest order is executed, then the rest; a new one comes. */
    @Benchmark
    public Applied executeInTwoParts() {
        book.execute(oldest, SHARES / 2);
        book.execute(oldest++, SHARES / 2);
        return add();
    }

    /** Best price and size of both sides. */
    @Benchmark
    public long readTop() {
        return book.bestPrice(BookSide.BID) + book.bestShares(BookSide.BID) + book.bestOrders(BookSide.BID)
            + book.bestPrice(BookSide.ASK) + book.bestShares(BookSide.ASK) + book.bestOrders(BookSide.ASK);
    }
}
