package io.depthstream.local.simulator;

import io.depthstream.local.check.BookDepth;
import io.depthstream.orderbook.Applied;
import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.reference.ReferenceBook;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.codec.EventBatchReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A reader of one publisher's batches by the rules of docs/protocol/event-batch.md. */
final class PublishedBooks {
    final Set<String> stale = new HashSet<>();
    long refused;
    long snapshots;
    private final EventBatchReader reader = new EventBatchReader();
    private final Map<String, ReferenceBook> books = new TreeMap<>();
    private final Map<String, Long> applied = new HashMap<>();
    private final Set<String> inSnapshot = new HashSet<>();

    void take(final byte[] value) {
        reader.wrap(value, 0, value.length);
        final String symbol = reader.symbol();
        final ReferenceBook book = books.computeIfAbsent(symbol, s -> new ReferenceBook());
        while (reader.nextEvent()) {
            final long sequence = reader.sequence();
            final long last = applied.getOrDefault(symbol, 0L);
            switch (reader.kind()) {
                case SNAPSHOT_BEGIN -> {
                    if (sequence < last) {
                        throw new AssertionError(symbol + ": snapshot of " + sequence + " behind " + last);
                    }
                    books.put(symbol, new ReferenceBook());
                    inSnapshot.add(symbol);
                }
                case SNAPSHOT_ORDER -> check(books.get(symbol).add(reader.orderRef(), side(), reader.price(),
                    reader.shares()), symbol);
                case SNAPSHOT_END -> {
                    inSnapshot.remove(symbol);
                    stale.remove(symbol);
                    applied.put(symbol, sequence);
                    snapshots++;
                }
                case GAP -> stale.add(symbol);
                default -> {
                    if (!inSnapshot.contains(symbol)) {
                        if (sequence <= last) {
                            throw new AssertionError(symbol + ": " + sequence + " after " + last);
                        }
                        apply(books.get(symbol), symbol);
                        applied.put(symbol, sequence);
                    }
                }
            }
        }
        if (book.liveOrders() < 0) {
            throw new AssertionError(symbol);
        }
    }

    private void apply(final ReferenceBook book, final String symbol) {
        switch (reader.kind()) {
            case ADD -> check(book.add(reader.orderRef(), side(), reader.price(), reader.shares()), symbol);
            case EXECUTE, EXECUTE_AT_PRICE -> check(book.execute(reader.orderRef(), reader.shares()), symbol);
            case CANCEL -> check(book.cancel(reader.orderRef(), reader.shares()), symbol);
            case DELETE -> check(book.delete(reader.orderRef()), symbol);
            case REPLACE -> check(
                book.replace(reader.orderRef(), reader.newOrderRef(), reader.price(), reader.shares()), symbol);
            default -> { }
        }
    }

    /** A book that has missed an event may refuse a later one; a good one never does. */
    private void check(final Applied result, final String symbol) {
        if (result != Applied.OK && !stale.contains(symbol)) {
            throw new AssertionError(symbol + " is not stale and refuses " + reader.kind() + " " + reader.sequence()
                + ": " + result);
        }
        refused += result == Applied.OK ? 0 : 1;
    }

    private BookSide side() {
        return reader.side() == Side.BID ? BookSide.BID : BookSide.ASK;
    }

    Map<String, BookDepth> depths() {
        final Map<String, BookDepth> depths = new TreeMap<>();
        books.forEach((symbol, book) -> depths.put(symbol, BookDepth.of(book)));
        depths.remove(Topics.MARKET_WIDE_SYMBOL);
        return depths;
    }
}
