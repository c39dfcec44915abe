package io.depthstream.local.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.local.check.BookDepth.Level;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookComparisonTest {

    private static final Level BID = new Level(3_201_400, 25, 1);
    private static final Level LOWER_BID = new Level(3_201_100, 101, 2);
    private static final Level ASK = new Level(3_203_000, 100, 1);
    private static final BookDepth BOOK = new BookDepth(List.of(BID, LOWER_BID), List.of(ASK));

    @Test
    void shouldFindNoDifferenceInEqualBooks() {
        final Map<String, BookDepth> truth = TruthBooks.ofSimulation(
            SimulationConfig.compressedDay(1, 20, 2_500), 45_000).depths();
        final BookComparison comparison = BookComparison.of(truth, truth);
        assertTrue(comparison.exact());
        assertEquals(495, comparison.symbols());
        assertTrue(comparison.levels() > 1_000, "levels: " + comparison.levels());
        assertEquals("495 symbols, " + comparison.levels() + " levels compared: no difference", comparison.report());
    }

    @Test
    void shouldCountALostLevelOnceAndSayWhichItWas() {
        final BookComparison comparison = compare(new BookDepth(List.of(LOWER_BID), List.of(ASK)));
        assertEquals(1, comparison.differences());
        assertEquals(Set.of("AAPL"), comparison.differingSymbols());
        assertEquals(List.of("AAPL bid: expected level 1 320.1400 × 25 in 1 order, found none"), comparison.first());
    }

    @Test
    void shouldTellAnExtraLevel() {
        final BookComparison comparison = compare(
            new BookDepth(List.of(BID, LOWER_BID), List.of(new Level(3_202_000, 7, 1), ASK)));
        assertEquals(List.of("AAPL ask: expected no level at the price of found level 1 320.2000 × 7 in 1 order"),
            comparison.first());
    }

    @Test
    void shouldTellOtherSharesAndOtherOrderCounts() {
        final BookComparison comparison = compare(new BookDepth(
            List.of(new Level(3_201_400, 26, 1), new Level(3_201_100, 101, 3)), List.of(ASK)));
        assertEquals(List.of(
            "AAPL bid: expected level 1 320.1400 × 25 in 1 order, found 320.1400 × 26 in 1 order",
            "AAPL bid: expected level 2 320.1100 × 101 in 2 orders, found 320.1100 × 101 in 3 orders"),
            comparison.first());
    }

    @Test
    void shouldTellLevelsOutOfOrder() {
        final BookComparison comparison = compare(new BookDepth(List.of(LOWER_BID, BID), List.of(ASK)));
        assertFalse(comparison.exact());
        assertTrue(comparison.report().contains("out of order"), comparison.report());
    }

    @Test
    void shouldCountASymbolWithoutABookAsMissing() {
        final BookComparison comparison = BookComparison.of(Map.of("AAPL", BOOK, "IDLE", BookDepth.EMPTY), Map.of());
        assertEquals(1, comparison.missing());
        assertEquals(3, comparison.differences());
        assertFalse(comparison.exact());
    }

    @Test
    void shouldCountABookThatShouldNotBe() {
        final BookComparison comparison = BookComparison.of(Map.of(), Map.of("GHOST", BOOK));
        assertEquals(3, comparison.differences());
        assertEquals(Set.of("GHOST"), comparison.differingSymbols());
    }

    @Test
    void shouldListOnlyTheFirstDifferencesButCountAll() {
        final Map<String, BookDepth> truth = TruthBooks.ofSimulation(
            SimulationConfig.compressedDay(1, 20, 2_500), 45_000).depths();
        final BookComparison comparison = BookComparison.of(truth, Map.of());
        assertEquals(comparison.levels(), comparison.differences());
        assertEquals(BookComparison.MOST_LISTED, comparison.first().size());
        assertTrue(comparison.report().endsWith(
            "… and " + (comparison.differences() - BookComparison.MOST_LISTED) + " more"), comparison.report());
    }

    @Test
    void shouldReadTheLatestBookRecord() {
        assertEquals(BOOK, BookDepth.of(record(List.of(1, 2))));
        final String message = assertThrows(IllegalArgumentException.class,
            () -> BookDepth.of(record(List.of(1)))).getMessage();
        assertEquals("book of AAPL: expected as many bid shares and orders as prices (2), found 2 and 1", message);
    }

    private static BookLatest record(final List<Integer> bidOrders) {
        return BookLatest.newBuilder().setSymbol("AAPL").setQuality(Quality.OK).setTradingState(TradingState.TRADING)
            .setBidPrices(List.of(3_201_400L, 3_201_100L)).setBidShares(List.of(25L, 101L)).setBidOrders(bidOrders)
            .setAskPrices(List.of(3_203_000L)).setAskShares(List.of(100L)).setAskOrders(List.of(1)).build();
    }

    private static BookComparison compare(final BookDepth found) {
        return BookComparison.of(Map.of("AAPL", BOOK), Map.of("AAPL", found));
    }
}
