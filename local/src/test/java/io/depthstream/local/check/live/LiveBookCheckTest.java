package io.depthstream.local.check.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.itch.AddOrderEncoder;
import io.depthstream.ingest.session.soup.SoupClientConfig;
import io.depthstream.local.simulator.GlimpseServer;
import io.depthstream.local.simulator.VenueState;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Spins over real TCP from a venue with one order of AAPL, 100 shares at 10.0000, as of sequence 50. */
@Timeout(60)
class LiveBookCheckTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final long MILLI = 1_000_000;

    private final GlimpseServer server =
        new GlimpseServer(ANY, "depth", "", () -> new VenueState.Spin(List.of(order()), 51));
    private final LiveBookCheck check = new LiveBookCheck(SoupClientConfig.of(server.address(), "depth", ""),
        new LiveCheckConfig(3_600_000 * MILLI, 20_000 * MILLI, MILLI, 2 * MILLI, 20_000 * MILLI), System::nanoTime);

    LiveBookCheckTest() {
        new Thread(server, "glimpse-server").start();
    }

    @AfterEach
    void close() {
        check.close();
        server.close();
    }

    @Test
    void shouldCallABookOkThatIsTheVenues() {
        check.onBook(0, book(40, 7, 100, Quality.OK));
        round();
        assertEquals(new LiveCheckRound(50, 1, 0, 0), check.last());
    }

    @Test
    void shouldCallABookDifferentOnlyWhenItDiffersASecondTime() {
        check.onBook(0, book(40, 7, 90, Quality.OK));
        round();
        assertEquals(new LiveCheckRound(50, 0, 1, 0), check.last());
        until(() -> check.totals().rounds() == 2);
        assertEquals(new LiveCheckRound(50, 0, 0, 1), check.last(), "the second look comes without being asked for");
        assertEquals(Set.of("AAPL"), check.totals().symbols());
        assertEquals(1, check.totals().different());
    }

    @Test
    void shouldForgetASuspicionThatWasABookOnItsWay() {
        check.onBook(0, book(40, 7, 90, Quality.OK));
        round();
        check.onBook(0, book(45, 8, 100, Quality.OK));
        until(() -> check.totals().rounds() == 2);
        assertEquals(new LiveCheckRound(50, 1, 0, 0), check.last());
        assertEquals(0, check.totals().different());
    }

    @Test
    void shouldNotJudgeABookThatSaysItIsInDoubt() {
        check.onBook(0, book(40, 7, 90, Quality.STALE));
        round();
        assertEquals(new LiveCheckRound(50, 0, 1, 0), check.last());
    }

    @Test
    void shouldKnowABookThatHadOneEventMoreForTheOneItWas() {
        check.onBook(0, book(40, 7, 100, Quality.OK));
        check.onBook(0, book(60, 8, 10, Quality.OK));
        round();
        // A round begins with the newest book alone: what it was before is not known any more.
        assertEquals(new LiveCheckRound(50, 0, 1, 0), check.last());
        final SeenBooks seen = new SeenBooks();
        seen.add(0, book(40, 7, 100, Quality.OK), 0);
        seen.begin();
        seen.add(0, book(60, 8, 10, Quality.OK), 1);
        assertEquals(40, seen.upTo("AAPL", 50).getSequence());
        assertEquals(60, seen.beyond("AAPL", 50).getSequence());
    }

    @Test
    void shouldMissABookThatTheJobDoesNotHave() {
        check.caughtUp();
        round();
        until(() -> check.totals().rounds() == 2);
        assertEquals(new LiveCheckRound(50, 0, 0, 1), check.last());
    }

    @Test
    void shouldCountARoundWithoutASpinAsFailed() {
        server.close();
        check.lookNow();
        until(() -> check.totals().failed() == 1);
        assertEquals(0, check.totals().rounds());
    }

    @Test
    void shouldHoldARoundUntilEveryPartitionIsBeyondTheSpinOrQuiet() {
        final SeenBooks seen = new SeenBooks();
        seen.add(0, book(60, 7, 100, Quality.OK), 0);
        seen.add(1, book(40, 7, 100, Quality.OK), 5);
        assertTrue(!seen.settled(2, 50, 10, 30, 5), "the one beyond has had no time to settle, the other may be on its way");
        assertTrue(!seen.settled(2, 50, 10, 30, 34), "the other was heard 29 ago");
        assertTrue(seen.settled(2, 50, 10, 30, 35));
        assertTrue(!seen.settled(3, 50, 10, 30, 35), "a third has shown nothing yet");
    }

    @Test
    void shouldTellItsCountsAsMetrics() throws Exception {
        final PrometheusRegistry registry = new PrometheusRegistry();
        LiveCheckMetrics.register(registry, check);
        check.onBook(0, book(40, 7, 100, Quality.OK));
        round();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        final String text = out.toString(StandardCharsets.UTF_8);
        for (final String line : List.of("bookcheck_rounds_total 1.0", "bookcheck_failed_rounds_total 0.0",
            "bookcheck_different_books_total 0.0", "bookcheck_books{result=\"ok\"} 1.0",
            "bookcheck_books{result=\"inconclusive\"} 0.0", "bookcheck_books{result=\"different\"} 0.0")) {
            assertTrue(text.contains(line), () -> line + " is not in " + text);
        }
    }

    private void round() {
        check.lookNow();
        until(() -> check.totals().rounds() == 1);
    }

    private void until(final BooleanSupplier condition) {
        final long deadline = System.nanoTime() + 50_000 * MILLI;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "stands at " + check.totals());
            check.poll();
        }
    }

    private static BookLatest book(final long sequence, final long applied, final long shares, final Quality quality) {
        return BookLatest.newBuilder().setSymbol("AAPL").setSession("S").setSequence(sequence).setAppliedEvents(applied)
            .setQuality(quality).setTradingState(TradingState.TRADING).setBidPrices(List.of(100_000L))
            .setBidShares(List.of(shares)).setBidOrders(List.of(1)).setAskPrices(List.of()).setAskShares(List.of())
            .setAskOrders(List.of()).build();
    }

    private static byte[] order() {
        final byte[] bytes = new byte[36];
        new AddOrderEncoder().wrap(new UnsafeBuffer(bytes), 0).stockLocate(1).timestamp(1).orderReferenceNumber(7)
            .buySellIndicator('B').shares(100).stock("AAPL").price(100_000);
        return bytes;
    }
}
