package io.depthstream.benchmarks.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.depthstream.benchmarks.itch.BookBuilder;
import io.depthstream.ingest.itch.DecodeResult;
import io.depthstream.ingest.itch.ItchDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SteadyBooksTest {
    private static final int ORDERS = 1_000;
    private static final int CHANGES = 20_000;

    @Test
    void shouldStayFullAndNeverCross() {
        final BookBuilder books = new BookBuilder(0, null);
        final SteadyBooks market = new SteadyBooks(5, 50, ORDERS, CHANGES);

        final long messages = play(market, books);

        assertEquals(50 + ORDERS + CHANGES, messages);
        assertEquals(0, books.rejected());
        assertEquals(ORDERS, books.books().liveOrders(), 1);
        books.books().forEach(book -> assertFalse(book.crossed() || book.locked(), book.toString()));
    }

    @Test
    void shouldRepeatItselfFromTheSameSeed() {
        final BookBuilder first = new BookBuilder(0, null);
        final BookBuilder second = new BookBuilder(0, null);
        play(new SteadyBooks(5, 50, ORDERS, CHANGES), first);
        play(new SteadyBooks(5, 50, ORDERS, CHANGES), second);

        assertEquals(first.hash(), second.hash());
    }

    private static long play(final SteadyBooks market, final BookBuilder books) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        final ItchDecoder decoder = new ItchDecoder();
        long messages = 0;
        for (int length = market.next(buffer, 0); length > 0; length = market.next(buffer, 0)) {
            assertEquals(DecodeResult.OK, decoder.decode(buffer, 0, length, books));
            messages++;
        }
        return messages;
    }
}
