package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.OrderBook;
import io.depthstream.orderbook.OrderBooks;
import io.depthstream.orderbook.ReadAhead;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.MalformedRecordException;
import java.util.function.Function;

/**
 * Batches that wait to be processed one behind the other, so that the memory all of them need can be asked for at once
 * (docs/decisions/0038). A batch alone costs a chain of reads that each wait for the one before; with thousands of symbols
 * nearly all of them miss the caches.
 *
 * <p>{@link #readAhead} is a hint and changes nothing: what a batch holds is looked at again, and judged, when it is
 * processed. One thread; allocates nothing after construction.
 */
final class BatchGroup {
    /** Messages read ahead, at most: what they need still fits the nearest caches when they are applied. */
    static final int MOST_MESSAGES = 256;

    private final RawBatch[] batches;
    private final SymbolBook[] symbols;
    private final Function<String, SymbolBook> find;
    private final ReadAhead ahead;
    private final EventBatchReader reader = new EventBatchReader();
    private int size;
    /** What was read, in one number: writing it keeps the compiler from dropping the reads. */
    private long folded;

    /**
     * An empty group.
     *
     * @param most batches it takes, 1 or more
     * @param find the symbol of a name, or null when there has been nothing of it yet
     */
    BatchGroup(final int most, final OrderBooks books, final Function<String, SymbolBook> find) {
        batches = new RawBatch[most];
        symbols = new SymbolBook[most];
        this.find = find;
        ahead = new ReadAhead(books, MOST_MESSAGES);
    }

    /** Takes a batch behind the others; whether the group is full now. */
    boolean add(final RawBatch batch) {
        batches[size++] = batch;
        return size == batches.length;
    }

    int size() {
        return size;
    }

    /** The batch at a place; 0 came first. */
    RawBatch get(final int at) {
        return batches[at];
    }

    /** Forgets all batches. */
    void clear() {
        for (int i = 0; i < size; i++) {
            batches[i] = null;
            symbols[i] = null;
        }
        size = 0;
    }

    /** Reads the memory that processing the batches will need. */
    void readAhead() {
        for (int i = 0; i < size; i++) {
            symbols[i] = batches[i].malformed() ? null : find.apply(batches[i].symbol());
        }
        readSymbols();
        for (int i = 0; i < size; i++) {
            if (symbols[i] != null) {
                note(batches[i].value(), symbols[i].book);
            }
        }
        ahead.fetch();
    }

    // One read that may miss in each loop and next to nothing else, as in ReadAhead.

    private void readSymbols() {
        long read = 0;
        for (int i = 0; i < size; i++) {
            read += symbols[i] == null ? 0 : symbols[i].touch();
        }
        for (int i = 0; i < size; i++) {
            read += symbols[i] == null ? 0 : symbols[i].state.touch();
        }
        for (int i = 0; i < size; i++) {
            read += symbols[i] == null ? 0 : symbols[i].key[0];
        }
        folded += read;
    }

    private void note(final byte[] value, final OrderBook book) {
        try {
            reader.wrap(value);
            while (reader.nextEvent()) {
                note(book);
            }
        } catch (final MalformedRecordException malformed) {
            // Whoever processes the batch finds the same, says so and parks it.
            folded++;
        }
    }

    private void note(final OrderBook book) {
        switch (reader.kind()) {
            case ADD -> ahead.adding(book, reader.orderRef(),
                    reader.side() == Side.BID ? BookSide.BID : BookSide.ASK, reader.price());
            case REPLACE -> ahead.replacing(book, reader.orderRef(), reader.newOrderRef(), reader.price());
            case EXECUTE, EXECUTE_AT_PRICE, CANCEL, DELETE -> ahead.resting(book, reader.orderRef());
            default -> { }
        }
    }
}
