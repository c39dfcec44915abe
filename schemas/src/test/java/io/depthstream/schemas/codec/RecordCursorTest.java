package io.depthstream.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordCursorTest {

    @Test
    void shouldReadEveryFieldAsTheGeneratedClassHasIt() {
        final RecordCursor cursor = new RecordCursor(Depth.class, null);
        String symbol = null;
        for (int round = 0; round < 2; round++) {
            cursor.wrap(Records.encode(depth()));
            assertEquals("XNAS", cursor.text("venue"));
            assertEquals("", cursor.text("session"));
            final String read = cursor.text("symbol");
            assertEquals("AAPL", read);
            if (round == 1) {
                assertSame(symbol, read, "texts are shared");
            }
            symbol = read;
            assertEquals(Long.MAX_VALUE, cursor.number("sequence"));
            assertEquals(-5, cursor.number("venueTimeNanos"));
            assertEquals(7, cursor.number("receiveTimeNanos"));
            assertEquals(4, cursor.integer("priceScale"));
            assertArrayEquals(new long[] {3_210_100, 3_210_000}, cursor.numbers("bidPrices"));
            assertArrayEquals(new long[] {100, 1L << 40}, cursor.numbers("bidShares"));
            assertArrayEquals(new int[] {1, 2}, cursor.integers("bidOrders"));
            assertArrayEquals(new long[0], cursor.numbers("askPrices"));
            assertArrayEquals(new long[0], cursor.numbers("askShares"));
            assertArrayEquals(new int[0], cursor.integers("askOrders"));
            assertEquals(Quality.STALE, cursor.constant("quality", Quality.values()));
            assertEquals("gap", cursor.text("qualityReason"));
            assertEquals(TradingState.HALTED, cursor.constant("tradingState", TradingState.values()));
            assertEquals("halt=Q", cursor.text("marketState"));
            assertEquals(1_234, cursor.number("appliedEvents"));
            assertEquals(567, cursor.number("ordersEntered"));
            cursor.end();
        }
    }

    @Test
    void shouldSayMalformedForEveryCutOfAValue() {
        final RecordCursor cursor = new RecordCursor(Depth.class, null);
        final byte[] whole = Records.encode(depth());
        for (int length = 0; length < whole.length; length++) {
            final byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(MalformedRecordException.class, () -> readAll(cursor.wrap(cut)));
        }
        final byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThrows(MalformedRecordException.class, () -> readAll(cursor.wrap(longer)));
    }

    private static void readAll(final RecordCursor cursor) {
        cursor.text("venue");
        cursor.text("session");
        cursor.text("symbol");
        cursor.number("sequence");
        cursor.number("venueTimeNanos");
        cursor.number("receiveTimeNanos");
        cursor.integer("priceScale");
        for (int side = 0; side < 2; side++) {
            cursor.numbers("prices");
            cursor.numbers("shares");
            cursor.integers("orders");
        }
        cursor.constant("quality", Quality.values());
        cursor.text("qualityReason");
        cursor.constant("tradingState", TradingState.values());
        cursor.text("marketState");
        cursor.number("appliedEvents");
        cursor.number("ordersEntered");
        cursor.end();
    }

    private static Depth depth() {
        final Depth depth = Records.blank(Depth.class);
        depth.setVenue("XNAS");
        depth.setSymbol("AAPL");
        depth.setMarketState("halt=Q");
        depth.setAppliedEvents(1_234);
        depth.setOrdersEntered(567);
        depth.setSequence(Long.MAX_VALUE);
        depth.setVenueTimeNanos(-5);
        depth.setReceiveTimeNanos(7);
        depth.setBidPrices(List.of(3_210_100L, 3_210_000L));
        depth.setBidShares(List.of(100L, 1L << 40));
        depth.setBidOrders(List.of(1, 2));
        depth.setQuality(Quality.STALE);
        depth.setQualityReason("gap");
        depth.setTradingState(TradingState.HALTED);
        return depth;
    }
}
