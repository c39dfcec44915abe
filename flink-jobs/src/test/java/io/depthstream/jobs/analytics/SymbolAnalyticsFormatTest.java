package io.depthstream.jobs.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.analytics.state.StateWriter;
import io.depthstream.jobs.book.state.CorruptStateException;
import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.jobs.config.BarPublishing;
import io.depthstream.schemas.avro.Side;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of a symbol's analytics: kept for the version written, refused with advice in any other. */
class SymbolAnalyticsFormatTest {

    private static final AnalyticsConfig CONFIG = AnalyticsConfig.defaults()
            .withBars(List.of(1_000_000_000L, 60_000_000_000L), BarPublishing.ACTIVE).withMemory(8, 8);

    private final Market market = new Market();
    private final AnalyticsEngine engine = engine();

    private static AnalyticsEngine engine() {
        return new AnalyticsEngine(CONFIG, record -> { }, late -> { }, pulse -> { }, new AnalyticsTotals());
    }

    private static byte[] write(final SymbolAnalytics symbol, final boolean whole) {
        final StateWriter out = new StateWriter();
        SymbolAnalyticsFormat.write(symbol, out, whole);
        return out.toBytes();
    }

    private SymbolAnalytics symbol() {
        return engine.symbols().iterator().next();
    }

    /** A symbol's state whole, after a cell, a bar, a cross and a broken trade, and with events and a depth waiting. */
    private byte[] base() {
        market.orders = 7;
        engine.process(market.top(1, 0, 1_000_000, 300, 1_000_200, 100));
        engine.process(market.depth(1, 0, 1_000_000, 300, 1_000_200, 100));
        engine.process(market.cross(2, 5, 1_000_100, 5_000, "O"));
        engine.process(market.trade(3, 300, 1_000_200, 50, Side.BID));
        engine.process(market.trade(4, 400, 1_000_000, 20, Side.ASK));
        engine.process(market.broken(5, 1_200, 4));
        engine.process(market.imbalance(6, 1_250, Side.BID, 200_000));
        engine.process(market.depth(7, 1_303, 1_000_000, 40, 1_000_200, 100));
        engine.process(market.top(8, 1_400, 1_000_100, 40, 1_000_200, 100));
        engine.process(market.trade(9, 1_500, 1_000_200, 5, Side.NONE));
        engine.complete(Market.nanos(1_305));
        return write(symbol(), true);
    }

    /** What another second changes. */
    private byte[] delta() {
        market.session = "S2";
        engine.process(market.top(1, 2_700, 1_000_000, 1, 1_000_300, 2));
        engine.complete(Market.nanos(2_600));
        return write(symbol(), false);
    }

    private static List<String> golden() throws Exception {
        try (InputStream in = SymbolAnalyticsFormatTest.class.getResourceAsStream("/analytics-state/v3.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        }
    }

    @Test
    void shouldWriteTheBytesOfVersionThree() throws Exception {
        final HexFormat hex = HexFormat.of();
        assertEquals(golden(), List.of(hex.formatHex(base()), hex.formatHex(delta())));
    }

    @Test
    void shouldReadTheBytesOfVersionThree() throws Exception {
        final SymbolAnalytics read = engine().open("AAPL");
        for (final String part : golden()) {
            SymbolAnalyticsFormat.read(read, HexFormat.of().parseHex(part));
        }
        base();
        delta();
        assertEquals(HexFormat.of().formatHex(write(symbol(), true)), HexFormat.of().formatHex(write(read, true)));
        assertEquals(120, read.figures.bid5);
        assertEquals(7, read.ordersEntered);
        assertEquals(1, read.trades.broken);
    }

    @Test
    void shouldRefuseAnotherVersionAndSayWhatToDo() throws Exception {
        final byte[] older = HexFormat.of().parseHex(golden().get(0));
        older[0] = 2 << 1;
        final CorruptStateException refused = assertThrows(CorruptStateException.class,
                () -> SymbolAnalyticsFormat.read(engine().open("AAPL"), older));
        assertEquals("analytics state has format version 2; this build reads version 3: restore with the build that wrote it,"
                + " or start without a checkpoint and let the job compute from the topics again", refused.getMessage());
    }

    @Test
    void shouldRefuseBytesCutShort() throws Exception {
        final byte[] whole = HexFormat.of().parseHex(golden().get(0));
        for (int length = 0; length < whole.length; length++) {
            final byte[] part = Arrays.copyOf(whole, length);
            final RuntimeException refused = assertThrows(RuntimeException.class,
                    () -> SymbolAnalyticsFormat.read(engine().open("AAPL"), part), "cut at " + length);
            assertTrue(refused instanceof CorruptStateException || refused instanceof IllegalArgumentException,
                    () -> "cut at " + part.length + ": " + refused);
        }
    }
}
