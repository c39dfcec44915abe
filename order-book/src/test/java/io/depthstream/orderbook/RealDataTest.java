package io.depthstream.orderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Real NASDAQ messages against books that other implementations made of them. */
class RealDataTest {
    private static final String LOBSTER = "lobster/AAPL_2012-06-21_0930-1030_L50.itch.gz";
    private static final String LOBSTER_TRUTH = "lobster/AAPL_bbo_truth.csv.gz";
    private final OrderBooks books = new OrderBooks(0);
    private final OrderBook book = books.open("AAPL");

    @Test
    void shouldHoldTheBookOfAnotherImplementationAfter1001RealMessages() throws IOException {
        try (ItchTape tape = ItchTape.open("itch/aapl10k.bin", book)) {
            assertTrue(tape.readTo(1_001));
        }
        final List<String> seen = new ArrayList<>(lines(BookSide.BID, false));
        Collections.reverse(seen);
        seen.add("-----");
        seen.addAll(lines(BookSide.ASK, false));
        assertEquals(Files.readAllLines(ItchTape.file("itch/expected_book_after_1001.txt")), seen);
    }

    @Test
    void shouldHoldTheBookOfAnotherImplementationAfter10000RealMessages() throws IOException {
        try (ItchTape tape = ItchTape.open("itch/aapl10k.bin", book)) {
            assertTrue(tape.readTo(10_000));
            assertEquals(4758 + 2 + 4083 + 849 + 7 + 6, tape.changes());
        }
        assertEquals(215, book.liveOrders());
        assertEquals(Files.readAllLines(ItchTape.file("itch/expected_bids_after_10000.txt")), lines(BookSide.BID, true));
        assertEquals(Files.readAllLines(ItchTape.file("itch/expected_asks_after_10000.txt")), lines(BookSide.ASK, true));
        BookInvariants.check(books);
    }

    @Test
    void shouldShowTheTrueBestBidAndOfferAfterEveryEventOfARealHour() throws IOException {
        int rows = 0;
        try (BufferedReader truth = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(ItchTape.file(LOBSTER_TRUTH))), StandardCharsets.US_ASCII));
                ItchTape tape = ItchTape.open(LOBSTER, book)) {
            for (String line = truth.readLine(); line != null; line = truth.readLine()) {
                final int comma = line.indexOf(',');
                final int index = Integer.parseInt(line.substring(0, comma));
                assertTrue(tape.readTo(index + 1), "the tape ends before message " + index);
                assertEquals(line.substring(comma + 1),
                        book.bestPrice(BookSide.ASK) + "," + book.bestShares(BookSide.ASK) + ","
                        + book.bestPrice(BookSide.BID) + "," + book.bestShares(BookSide.BID), "message " + index);
                rows++;
            }
            assertFalse(tape.readTo(Integer.MAX_VALUE));
            assertEquals(92_149, tape.messages());
        }
        assertEquals(91_997, rows);
        BookInvariants.check(books);
    }

    private List<String> lines(final BookSide side, final boolean orders) {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < book.levels(side); i++) {
            final long price = book.price(side, i);
            lines.add(String.format("%s %d.%02d: %d%s", side == BookSide.BID ? "B" : "S", price / 10_000,
                    price % 10_000 / 100, book.shares(side, i), orders ? " (" + book.orders(side, i) + ")" : ""));
        }
        return lines;
    }
}
