package io.depthstream.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DerivedReadersTest {

    private static final byte[] TOP = new TopOfBookWriter().encode("XNAS", "S", "AAPL", 7, -8, 9, 4, 100, 2, 3, 101,
        5, 6, Quality.CROSSED, "why", TradingState.HALTED, "");

    @Property(tries = 500)
    void shouldReadWhatTheWritersWrite(@ForAll final long seed) {
        final Random random = new Random(seed);
        final long[] n = random.longs(12).toArray();
        final TopOfBookReader top = new TopOfBookReader().wrap(new TopOfBookWriter().encode("XNAS", "S" + n[0], "A",
            n[0], n[1], n[2], (int) n[3], n[4], n[5], (int) n[6], n[7], n[8], (int) n[9], Quality.STALE, "gap",
            TradingState.PAUSED, "reg-sho=1"));
        assertEquals("reg-sho=1", top.marketState());
        assertEquals("S" + n[0], top.session());
        assertEquals(n[0], top.sequence());
        assertEquals(n[2], top.receiveTimeNanos());
        assertArrayEquals(new long[] {n[4], n[5], (int) n[6], n[7], n[8], (int) n[9]}, new long[] {top.bidPrice(),
            top.bidShares(), top.bidOrders(), top.askPrice(), top.askShares(), top.askOrders()});
        assertEquals(TradingState.PAUSED, top.tradingState());
        final TradeReader trade = new TradeReader().wrap(new TradeWriter().encode("XNAS", "S", "A", n[0], n[1], n[2], 4,
            TradeKind.CROSS, Side.ASK, n[3], n[4], n[5], n[6], false, "O", n[7], n[8], Quality.OK, "",
            TradingState.TRADING));
        assertEquals(TradeKind.CROSS, trade.kind());
        assertEquals("O", trade.crossType());
        assertEquals(false, trade.printable());
        assertEquals(Side.ASK, trade.aggressor());
        assertArrayEquals(new long[] {n[3], n[4], n[5], n[7], n[8]}, new long[] {trade.price(), trade.shares(),
            trade.matchNumber(), trade.bidPrice(), trade.askPrice()});
    }

    @Test
    void shouldKeepTheBestLevelsAndPassOverTheOthers() {
        final BookLatestWriter writer = new BookLatestWriter();
        writer.begin("XNAS", "S", "A", 1, 2, 3, 4);
        for (int i = 0; i < 30; i++) {
            writer.bid(100 - i, 10 + i, 1 + i);
            writer.ask(101 + i, 20 + i, 2 + i);
        }
        final LevelsReader latest =
            LevelsReader.ofBookLatest(3).wrap(writer.finish(77, 88, Quality.OK, "", TradingState.TRADING, "halt=Q"));
        assertEquals("halt=Q", latest.marketState());
        assertEquals(3, latest.bids());
        assertEquals(98, latest.bidPrices()[2]);
        assertEquals(22, latest.askShares()[2]);
        assertEquals(1, latest.bidOrders());
        assertEquals(2, latest.askOrders());
        assertEquals(88, latest.appliedEvents());
        final DepthWriter depth = new DepthWriter();
        depth.begin("XNAS", "S", "A", 1, 2, 3, 4);
        depth.ask(101, 5, 1);
        depth.session(90, 40);
        final LevelsReader read = LevelsReader.ofDepth(10).wrap(depth.finish(Quality.OK, "", TradingState.TRADING, ""));
        assertEquals("", read.marketState());
        assertEquals(90, read.appliedEvents());
        assertEquals(40, read.ordersEntered());
        assertEquals(0, read.bids());
        assertEquals(1, read.asks());
    }

    @Property(tries = 200)
    void shouldGoToEachStateThatARecordTellsOf(@ForAll final long seed) {
        final Random random = new Random(seed);
        final TopOfBookWriter writer = new TopOfBookWriter();
        final int earlier = random.nextInt(TopOfBookWriter.MAX_EARLIER + 1);
        for (int i = 0; i < earlier; i++) {
            writer.earlier(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), random.nextInt(),
                random.nextLong(), random.nextLong(), random.nextInt());
        }
        final byte[] value = writer.encode("XNAS", "S", "A", random.nextLong(), random.nextLong(), 3, 4,
            random.nextLong(), random.nextLong(), random.nextInt(), random.nextLong(), random.nextLong(), 5, Quality.OK,
            "", TradingState.TRADING, "");
        final List<TopOfBook> expected = TopStates.of(Records.decode(TopOfBook.class, value));
        final TopOfBookReader reader = new TopOfBookReader().wrap(TOP).wrap(value);
        assertEquals(expected.get(earlier).getSequence(), reader.sequence());
        assertEquals(expected.size(), reader.states());
        for (int i = 0; i < reader.states(); i++) {
            reader.state(i);
            final TopOfBook state = expected.get(i);
            assertArrayEquals(new long[] {state.getSequence(), state.getVenueTimeNanos(), state.getBidPrice(),
                state.getBidShares(), state.getBidOrders(), state.getAskPrice(), state.getAskShares(),
                state.getAskOrders()}, new long[] {reader.sequence(), reader.venueTimeNanos(), reader.bidPrice(),
                reader.bidShares(), reader.bidOrders(), reader.askPrice(), reader.askShares(), reader.askOrders()});
        }
        assertThrows(IndexOutOfBoundsException.class, () -> reader.state(expected.size()));
    }

    @Test
    void shouldSayWhatIsMalformed() {
        final TopOfBookReader reader = new TopOfBookReader();
        for (int length = 0; length < TOP.length; length++) {
            final byte[] cut = Arrays.copyOf(TOP, length);
            assertThrows(MalformedRecordException.class, () -> reader.wrap(cut));
        }
        assertThrows(MalformedRecordException.class, () -> reader.wrap(Arrays.copyOf(TOP, TOP.length + 1)));
        assertThrows(MalformedRecordException.class, () -> new TradeReader().wrap(TOP));
        assertEquals(7, reader.wrap(TOP).sequence());
    }
}
