package io.depthstream.orderbook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes of format version 1: golden files, what a delta leaves out, and what hostile bytes get. */
class BookBytesTest {
    private static final long SEED = 7;
    private final OrderBooks books = new OrderBooks(0);
    private final OrderBook book = books.open("AAPL");
    private final BookWriter out = new BookWriter(0);

    private void goldenBase() {
        book.add(1_001, BookSide.BID, 3_201_400, 25);
        book.add(1_005, BookSide.BID, 3_201_400, 100);
        book.add(1_003, BookSide.BID, 3_201_100, 101);
        book.add(1_002, BookSide.ASK, 3_203_000, 100);
        book.add(9_000_000_000L, BookSide.ASK, 3_204_000, OrderLimits.MAX_SHARES);
    }

    private void goldenChange() {
        book.execute(1_001, 5);
        book.delete(1_003);
        book.replace(1_002, 9_000_000_001L, 3_202_900, 300);
        book.add(9_000_000_002L, BookSide.BID, 3_201_400, 7);
        book.add(9_000_000_003L, BookSide.BID, 3_201_400, 8);
        book.delete(9_000_000_003L);
    }

    private static byte[] golden(final String name) throws IOException {
        try (InputStream in = BookBytesTest.class.getResourceAsStream(name)) {
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }

    private byte[] base() {
        out.reset();
        book.writeBase(out);
        return out.toByteArray();
    }

    private byte[] delta() {
        out.reset();
        book.writeDelta(out);
        return out.toByteArray();
    }

    @Test
    void shouldWriteTheGoldenBytesOfVersion1() throws IOException {
        goldenBase();
        assertArrayEquals(golden("book-base-v1.hex"), base(), HexFormat.of().formatHex(base()));
        book.mark();
        goldenChange();
        assertArrayEquals(golden("book-delta-v1.hex"), delta(), HexFormat.of().formatHex(delta()));
    }

    @Test
    void shouldReadTheGoldenBytesOfVersion1() throws IOException {
        goldenBase();
        final long baseHash = book.hash();
        goldenChange();
        final long deltaHash = book.hash();
        final OrderBook read = new OrderBooks(0).open("AAPL");
        final byte[] base = golden("book-base-v1.hex");
        final byte[] delta = golden("book-delta-v1.hex");
        read.readBase(base, 0, base.length);
        assertEquals(baseHash, read.hash());
        read.applyDelta(delta, 0, delta.length);
        assertEquals(deltaHash, read.hash());
        BookInvariants.check(read);
    }

    @Test
    void shouldLeaveOutWhatCameAndWent() {
        goldenBase();
        book.mark();
        final byte[] nothing = delta();
        for (int i = 0; i < 5; i++) {
            book.add(2_000 + i, BookSide.BID, 100, 1);
            book.delete(2_000 + i);
        }
        assertArrayEquals(nothing, delta());
    }

    @Test
    void shouldSayWhenADeltaOutgrowsTheBase() {
        assertTrue(book.deltaOutgrowsBase(), "nothing was marked yet");
        assertThrows(IllegalStateException.class, () -> book.writeDelta(out));
        goldenBase();
        book.mark();
        assertFalse(book.deltaOutgrowsBase());
        for (int i = 0; i < 1_000; i++) {
            book.add(2_000 + i, BookSide.BID, 100, 1);
        }
        assertFalse(book.deltaOutgrowsBase(), "all but five orders are new");
        book.mark();
        for (int i = 0; i < 1_000; i++) {
            book.delete(2_000 + i);
        }
        assertTrue(book.deltaOutgrowsBase());
        assertTrue(base().length < 64);
        book.mark();
        assertFalse(book.changedSinceMark());
        book.clear();
        assertTrue(book.deltaOutgrowsBase());
    }

    @Test
    void shouldBoundWhatItNotes() {
        goldenBase();
        book.mark();
        final long before = book.memoryBytes();
        for (int i = 0; i < 1_000_000; i++) {
            book.add(2_000 + i, BookSide.BID, 100, 1);
            book.delete(2_000 + i);
        }
        assertTrue(book.memoryBytes() - before < 16_384, "grew by " + (book.memoryBytes() - before));
        assertFalse(book.deltaOutgrowsBase(), "nothing is left of a million orders");
    }

    @Test
    void shouldRefuseEveryTruncationAndLeaveAnEmptyBook() {
        goldenBase();
        final byte[] base = base();
        book.mark();
        goldenChange();
        final byte[] delta = delta();
        final OrderBooks others = new OrderBooks(0);
        final OrderBook read = others.open("AAPL");
        for (int length = 0; length < base.length; length++) {
            final int cut = length;
            assertThrows(CorruptBookException.class, () -> read.readBase(base, 0, cut));
            assertEquals(0, others.liveOrders());
        }
        for (int length = 0; length < delta.length; length++) {
            final int cut = length;
            read.readBase(base, 0, base.length);
            assertThrows(CorruptBookException.class, () -> read.applyDelta(delta, 0, cut));
            assertEquals(0, others.liveOrders());
            assertTrue(read.deltaOutgrowsBase());
        }
    }

    @Test
    void shouldSurviveAnyDamageWithASoundBookOrAClearException() {
        goldenBase();
        final byte[] base = base();
        book.mark();
        goldenChange();
        final byte[] delta = delta();
        final Random random = new Random(SEED);
        final OrderBooks others = new OrderBooks(0);
        final OrderBook read = others.open("AAPL");
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                read.readBase(damaged(base, random), 0, base.length);
                read.readBase(base, 0, base.length);
                read.applyDelta(damaged(delta, random), 0, delta.length);
            } catch (final CorruptBookException e) {
                assertNotEquals("", e.getMessage());
                assertEquals(0, others.liveOrders());
                refused++;
            }
            BookInvariants.check(others);
        }
        assertTrue(refused > 10_000, "refused " + refused + " (seed " + SEED + ")");
    }

    private static byte[] damaged(final byte[] bytes, final Random random) {
        final byte[] copy = Arrays.copyOf(bytes, bytes.length);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return copy;
    }

    @Test
    void shouldSayWhatTheBytesAreWhenTheyAreNotABook() {
        assertEquals("book bytes are of format version 9, this reads version 1: written by a newer release, or no book "
                + "at all", assertThrows(CorruptBookException.class,
                () -> book.readBase(new byte[] {9, 'B'}, 0, 2)).getMessage());
        assertTrue(assertThrows(CorruptBookException.class,
                () -> book.readBase(new byte[] {1, 'D'}, 0, 2)).getMessage().contains("kind 68, expected 66"));
        assertThrows(IndexOutOfBoundsException.class, () -> book.readBase(new byte[4], 2, 3));
    }
}
