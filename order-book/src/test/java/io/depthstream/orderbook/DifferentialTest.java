package io.depthstream.orderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.orderbook.reference.ReferenceBook;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The fast book against the plain one, after every call of random streams (jqwik prints the seed). */
class DifferentialTest {
    private static final int STEPS = 1_500;

    @Property(tries = 40)
    void shouldEqualReferenceBookAfterEveryCallWithRisingReferences(@ForAll final long seed) {
        run(new RandomStream(seed, 3, true));
    }

    @Property(tries = 40)
    void shouldEqualReferenceBookAfterEveryCallWhenBooksShareReferences(@ForAll final long seed) {
        run(new RandomStream(seed, 4, false));
    }

    @Property(tries = 10)
    void shouldAnswerQuestionsAboutAnOrderAsTheReferenceBookDoes(@ForAll final long seed) {
        final RandomStream stream = new RandomStream(seed, 2, seed % 2 == 0);
        int asked = 0;
        for (int i = 0; i < STEPS; i++) {
            final int symbol = stream.step();
            final OrderBook book = stream.fast.get(symbol);
            final ReferenceBook truth = stream.plain.get(symbol);
            for (final long ref : truth.references()) {
                assertEquals(truth.sharesAhead(ref), book.sharesAhead(ref));
                assertEquals(truth.orderShares(ref), book.orderShares(ref));
                assertEquals(truth.orderPrice(ref), book.orderPrice(ref));
                assertEquals(truth.orderSide(ref), book.orderSide(ref));
                asked++;
            }
        }
        assertTrue(asked > 0);
    }

    private static void run(final RandomStream stream) {
        for (int i = 0; i < STEPS; i++) {
            stream.compare(stream.step());
            if (i % 50 == 0) {
                BookInvariants.check(stream.books);
            }
        }
        BookInvariants.check(stream.books);
        stream.fast.forEach(OrderBook::clear);
        assertEquals(0, stream.books.liveOrders());
        BookInvariants.check(stream.books);
    }
}
