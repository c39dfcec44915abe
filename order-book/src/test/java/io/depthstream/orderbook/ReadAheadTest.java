package io.depthstream.orderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Reading ahead is a hint: right or wrong, it changes nothing. */
class ReadAheadTest {

    @Property(tries = 50)
    void shouldChangeNoBookWhateverIsNoted(@ForAll final long seed) {
        final Random random = new Random(seed);
        final OrderBooks books = new OrderBooks(0);
        final OrderBooks untouched = new OrderBooks(0);
        final ReadAhead ahead = new ReadAhead(books, 16);
        for (int step = 0; step < 400; step++) {
            final String symbol = "S" + random.nextInt(3);
            final OrderBook book = books.open(symbol);
            final long reference = 1 + random.nextInt(60);
            final BookSide side = random.nextBoolean() ? BookSide.BID : BookSide.ASK;
            final long price = 100 + random.nextInt(20);
            for (int noted = random.nextInt(20); noted > 0; noted--) {
                ahead.resting(book, 1 + random.nextInt(100));
                ahead.adding(book, 1 + random.nextInt(100), side, random.nextInt(200));
                ahead.replacing(book, 1 + random.nextInt(100), 1 + random.nextInt(100), random.nextInt(200));
            }
            ahead.fetch();
            if (random.nextInt(3) > 0) {
                assertEquals(untouched.open(symbol).add(reference, side, price, 7), book.add(reference, side, price, 7));
            } else {
                assertEquals(untouched.open(symbol).delete(reference), book.delete(reference));
            }
            assertEquals(untouched.open(symbol).hash(), book.hash());
        }
        BookInvariants.check(books);
    }

    @Test
    void shouldReadAgainWhatTheNextGroupNeeds() {
        final OrderBooks books = new OrderBooks(0);
        final OrderBook book = books.open("A");
        book.add(7, BookSide.BID, 100, 1);
        book.add(9, BookSide.BID, 100, 1);
        final ReadAhead ahead = new ReadAhead(books, 2);
        ahead.resting(book, 9);
        ahead.fetch();
        final long once = ahead.folded();
        ahead.fetch();
        assertEquals(once, ahead.folded(), "nothing was noted since");
        ahead.resting(book, 9);
        ahead.fetch();
        assertEquals(2 * once, ahead.folded(), "the same reads again");
    }

    @Test
    void shouldRefuseARoomThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new ReadAhead(new OrderBooks(0), 0));
        assertThrows(IllegalArgumentException.class, () -> new ReadAhead(new OrderBooks(0), ReadAhead.MAX_MESSAGES + 1));
    }
}
