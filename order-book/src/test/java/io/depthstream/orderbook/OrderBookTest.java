package io.depthstream.orderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a caller sees of one book. */
class OrderBookTest {
    private final OrderBooks books = new OrderBooks(0);
    private final OrderBook book = books.open("AAPL");

    private List<Long> queue(final BookSide side, final int level) {
        final List<Long> references = new ArrayList<>();
        book.forEachOrder(side, level, (ref, shares) -> references.add(ref));
        return references;
    }

    @Test
    void shouldShowNothingOfAnEmptyBook() {
        assertEquals(0, book.levels(BookSide.BID));
        assertEquals(0, book.bestPrice(BookSide.ASK));
        assertEquals(0, book.bestShares(BookSide.ASK));
        assertEquals(0, book.bestOrders(BookSide.BID));
        assertFalse(book.crossed());
        assertFalse(book.locked());
        assertNull(book.touchedSide());
        assertThrows(IndexOutOfBoundsException.class, () -> book.price(BookSide.BID, 0));
    }

    @Test
    void shouldShowTheBestLevelFirstOnBothSides() {
        for (int i = 0; i < 20; i++) {
            assertEquals(Applied.OK, book.add(1 + i, BookSide.BID, 1_000 - i * 7 % 20, 10 + i));
            assertEquals(Applied.OK, book.add(101 + i, BookSide.ASK, 2_000 + i * 7 % 20, 10 + i));
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(1_000 - i, book.price(BookSide.BID, i));
            assertEquals(2_000 + i, book.price(BookSide.ASK, i));
            assertEquals(i, book.levelOf(BookSide.ASK, 2_000 + i));
        }
        assertEquals(-1, book.levelOf(BookSide.ASK, 1_000));
    }

    @Test
    void shouldKeepTimePriorityThroughPartialExecutionAndLoseItByReplace() {
        book.add(1, BookSide.BID, 100, 10);
        book.add(2, BookSide.BID, 100, 20);
        book.add(3, BookSide.BID, 100, 30);
        assertEquals(Applied.OK, book.execute(1, 4));
        assertEquals(Applied.OK, book.cancel(2, 5));
        assertEquals(List.of(1L, 2L, 3L), queue(BookSide.BID, 0));
        assertEquals(21, book.sharesAhead(3));
        assertEquals(Applied.OK, book.replace(1, 4, 100, 6));
        assertEquals(List.of(2L, 3L, 4L), queue(BookSide.BID, 0));
        assertEquals(45, book.sharesAhead(4));
        assertEquals(51, book.bestShares(BookSide.BID));
        assertEquals(-1, book.sharesAhead(1));
    }

    @Test
    void shouldQueueAnewWhenReplacedUnderItsOwnReference() {
        book.add(1, BookSide.ASK, 100, 10);
        book.add(2, BookSide.ASK, 100, 10);
        assertEquals(Applied.OK, book.replace(1, 1, 100, 10));
        assertEquals(List.of(2L, 1L), queue(BookSide.ASK, 0));
        assertEquals(10, book.sharesAhead(1));
        BookInvariants.check(books);
    }

    @Test
    void shouldSayWhichPricesACallTouched() {
        book.add(1, BookSide.ASK, 100, 10);
        book.replace(1, 2, 90, 5);
        assertSame(BookSide.ASK, book.touchedSide());
        assertEquals(90, book.touchedPrice());
        assertEquals(100, book.vacatedPrice());
        book.delete(2);
        assertEquals(90, book.touchedPrice());
        assertEquals(90, book.vacatedPrice());
    }

    @Test
    void shouldAnswerBadCallsAndStayAsItWas() {
        book.add(1, BookSide.BID, 100, 10);
        final long before = book.hash();
        assertEquals(Applied.DUPLICATE_ORDER, book.add(1, BookSide.ASK, 200, 1));
        assertEquals(Applied.BAD_REFERENCE, book.add(0, BookSide.ASK, 200, 1));
        assertEquals(Applied.BAD_PRICE, book.add(2, BookSide.ASK, -1, 1));
        assertEquals(Applied.BAD_PRICE, book.add(2, BookSide.ASK, OrderLimits.MAX_PRICE + 1, 1));
        assertEquals(Applied.BAD_SHARES, book.add(2, BookSide.ASK, 200, 0));
        assertEquals(Applied.BAD_SHARES, book.add(2, BookSide.ASK, 200, OrderLimits.MAX_SHARES + 1));
        assertEquals(Applied.UNKNOWN_ORDER, book.execute(2, 1));
        assertEquals(Applied.EXCESS_SHARES, book.execute(1, 11));
        assertEquals(Applied.BAD_SHARES, book.cancel(1, 0));
        assertEquals(Applied.UNKNOWN_ORDER, book.delete(Long.MIN_VALUE));
        assertEquals(Applied.UNKNOWN_ORDER, book.replace(2, 3, 100, 1));
        assertEquals(Applied.BAD_SHARES, book.replace(1, 3, 100, -1));
        assertEquals(before, book.hash());
        BookInvariants.check(books);
    }

    @Test
    void shouldTakeTheLimitsThemselves() {
        assertEquals(Applied.OK, book.add(Long.MAX_VALUE, BookSide.BID, 0, OrderLimits.MAX_SHARES));
        assertEquals(Applied.OK, book.add(1, BookSide.ASK, OrderLimits.MAX_PRICE, OrderLimits.MAX_SHARES));
        assertEquals(Applied.OK, book.add(2, BookSide.ASK, OrderLimits.MAX_PRICE, OrderLimits.MAX_SHARES));
        assertEquals(2 * OrderLimits.MAX_SHARES, book.bestShares(BookSide.ASK));
        assertEquals(OrderLimits.MAX_PRICE, book.bestPrice(BookSide.ASK));
        assertEquals(0, book.orderPrice(Long.MAX_VALUE));
        BookInvariants.check(books);
    }

    @Test
    void shouldKnowCrossedFromLocked() {
        book.add(1, BookSide.BID, 100, 10);
        book.add(2, BookSide.ASK, 100, 10);
        assertTrue(book.locked());
        assertFalse(book.crossed());
        book.add(3, BookSide.BID, 101, 10);
        assertTrue(book.crossed());
        assertFalse(book.locked());
    }

    @Test
    void shouldRefuseTheOrderOfAnotherBook() {
        final OrderBook other = books.open("MSFT");
        book.add(1, BookSide.BID, 100, 10);
        other.add(2, BookSide.BID, 100, 10);
        assertEquals(Applied.UNKNOWN_ORDER, other.delete(1));
        assertEquals(Applied.UNKNOWN_ORDER, other.execute(1, 5));
        assertEquals(10, book.orderShares(1));
    }

    @Test
    void shouldKeepApartOneReferenceInTwoBooksAtOnePrice() {
        final OrderBook other = books.open("MSFT");
        book.add(1, BookSide.BID, 100, 10);
        assertEquals(Applied.OK, other.add(1, BookSide.BID, 100, 70));
        assertEquals(Applied.OK, other.execute(1, 7));
        assertEquals(10, book.orderShares(1));
        assertEquals(63, other.orderShares(1));
        assertEquals(2, books.liveOrders());
        BookInvariants.check(books);
        assertEquals(Applied.OK, book.delete(1));
        assertEquals(63, other.bestShares(BookSide.BID));
        assertEquals(Applied.OK, other.delete(1));
        assertEquals(0, books.liveOrders());
    }

    @Test
    void shouldForgetAClosedSymbol() {
        book.add(1, BookSide.BID, 100, 10);
        books.close("AAPL");
        assertNull(books.find("AAPL"));
        assertEquals(0, books.liveOrders());
        assertEquals(0, books.open("AAPL").liveOrders());
    }
}
