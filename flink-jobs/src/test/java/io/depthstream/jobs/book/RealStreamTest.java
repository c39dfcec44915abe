package io.depthstream.jobs.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.avro.TradeKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real streams through the operator, against what others say the books were. */
class RealStreamTest {

    private static final String AAPL = "AAPL";
    private static final long MIDNIGHT = 1_580_360_400_000_000_000L;
    private static final long SEED = 20_261_121L;

    @Test
    void shouldGiveTheTrueTouchAfterEveryEventOfALobsterHour() throws Exception {
        final Path stream = ItchFile.data("lobster/AAPL_2012-06-21_0930-1030_L50.itch.gz");
        final Path truth = ItchFile.data("lobster/AAPL_bbo_truth.csv.gz");
        final List<FeedEvent> events = ItchFile.read(stream, AAPL, MIDNIGHT);
        final List<RawBatch> batches = new Batches("lobster", "a").all(events, new Random(SEED), 16);

        try (OperatorRun run = OperatorRun.fresh().feed(batches).finish()) {
            final Iterator<TopOfBook> tops = run.output(Topics.BOOK_TOP, TopOfBook.class).iterator();
            TopOfBook top = null;
            TopOfBook next = tops.next();
            int rows = 0;
            for (final String line : new String(ItchFile.bytes(truth), StandardCharsets.US_ASCII).split("\n")) {
                final String[] row = line.split(",");
                final long sequence = Long.parseLong(row[0]) + 1;
                while (next != null && next.getSequence() <= sequence) {
                    top = next;
                    next = tops.hasNext() ? tops.next() : null;
                }
                assertEquals(line, row[0] + "," + top.getAskPrice() + "," + top.getAskShares() + ","
                        + top.getBidPrice() + "," + top.getBidShares());
                rows++;
            }
            assertEquals(91_997, rows);
            assertEquals(92_149, run.totals().applied);
            assertEquals(0, run.totals().dangling);
            assertEquals(4_067 + 2_201, run.totals().trades);
        }
    }

    @Test
    void shouldGiveAnotherImplementationsFullDepthOfTheFirstTenThousandRealMessages() throws Exception {
        final List<FeedEvent> events = ItchFile.read(ItchFile.data("itch/aapl10k.bin"), AAPL, MIDNIGHT);
        final List<RawBatch> batches = new Batches("aapl", "a").all(events, new Random(SEED), 16);

        try (OperatorRun run = OperatorRun.fresh().feed(batches).finish()) {
            final List<BookLatest> books = run.output(Topics.BOOK_LATEST, BookLatest.class);
            final BookLatest last = books.get(books.size() - 1);
            assertEquals(Files.readAllLines(ItchFile.data("itch/expected_bids_after_10000.txt")),
                    lines("B", last.getBidPrices(), last.getBidShares(), last.getBidOrders()));
            assertEquals(Files.readAllLines(ItchFile.data("itch/expected_asks_after_10000.txt")),
                    lines("S", last.getAskPrices(), last.getAskShares(), last.getAskOrders()));
            assertEquals(215, last.getLiveOrders());
            assertEquals(10_000, last.getAppliedEvents());
            assertEquals(0, run.totals().dangling);
            assertEquals(81_556, run.output(Topics.TRADES, Trade.class).stream().mapToLong(Trade::getShares).sum());
            assertEquals(240, run.output(Topics.TRADES, Trade.class).stream()
                    .filter(trade -> trade.getKind() == TradeKind.NON_DISPLAYED).count());
        }
    }

    @Test
    void shouldGiveAnotherImplementationsBookOfTheFirstThousandRealMessages() throws Exception {
        final List<FeedEvent> events =
                ItchFile.read(ItchFile.data("itch/aapl10k.bin"), AAPL, MIDNIGHT).subList(0, 1_001);
        final List<RawBatch> batches = new Batches("aapl", "a").all(events, new Random(SEED), 16);

        try (OperatorRun run = OperatorRun.fresh().feed(batches).finish()) {
            final List<BookLatest> books = run.output(Topics.BOOK_LATEST, BookLatest.class);
            final BookLatest last = books.get(books.size() - 1);
            final List<String> seen = new ArrayList<>();
            for (int i = last.getBidPrices().size() - 1; i >= 0; i--) {
                seen.add(line("B", last.getBidPrices().get(i), last.getBidShares().get(i)));
            }
            seen.add("-----");
            for (int i = 0; i < last.getAskPrices().size(); i++) {
                seen.add(line("S", last.getAskPrices().get(i), last.getAskShares().get(i)));
            }
            assertEquals(Files.readAllLines(ItchFile.data("itch/expected_book_after_1001.txt")), seen);
        }
    }

    private static String line(final String side, final long price, final long shares) {
        return side + " " + BigDecimal.valueOf(price, 4).setScale(2) + ": " + shares;
    }

    private static List<String> lines(
            final String side, final List<Long> prices, final List<Long> shares, final List<Integer> orders) {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < prices.size(); i++) {
            lines.add(side + " " + BigDecimal.valueOf(prices.get(i), 4).setScale(2) + ": " + shares.get(i) + " ("
                    + orders.get(i) + ")");
        }
        return lines;
    }
}
