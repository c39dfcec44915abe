package io.depthstream.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import io.depthstream.clickhouse.engine.EngineLibrary;
import io.depthstream.clickhouse.engine.EngineProcess;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The in-process engine through its front, by the vendor's client as it comes. */
@Tag("full")
@Timeout(300)
class EngineIT {

    @TempDir
    private Path folder;

    private EngineProcess engine;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        final Optional<Path> library = EngineLibrary.find(Path.of(System.getProperty("depthstream.npm")).getParent());
        assumeTrue(library.isPresent(), "no libchdb under .depthstream/npm: npm package " + EngineLibrary.PACKAGE);
        engine = new EngineProcess(library.get(), folder.resolve("data"));
        client = new Client.Builder().addEndpoint(engine.url()).setUsername("default").setPassword("").build();
        assertTrue(client.ping());
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            client.close();
            engine.close();
        }
    }

    @Test
    void shouldMigrateAnEmptyDatabaseOnceAndThenDoNothing() throws Exception {
        assertEquals(Migrations.FILES, Migrations.apply(client));
        assertEquals(List.of(), Migrations.apply(client));
        assertEquals(Migrations.FILES.size(), number("SELECT count() FROM migrations FINAL"));
        assertEquals("CODEC(DoubleDelta, ZSTD(1))", client.queryAll("SELECT compression_codec FROM system.columns WHERE table = 'book_top'"
                + " AND name = 'bid_orders'").get(0).getString(1));
        assertEquals(8, number("SELECT count() FROM system.tables WHERE database = currentDatabase() AND name IN ('trades',"
                + " 'book_top', 'book_depth', 'market_status', 'second_bars', 'minute_bars', 'volume_profile', 'depth_heatmap')"));
    }

    @Test
    void shouldTakeABatchOnceHoweverOftenItIsSentUnderItsToken() throws Exception {
        client.query("CREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a SETTINGS non_replicated_deduplication_window = 10")
                .get().close();
        for (final String token : List.of("one", "one", "two")) {
            client.insert("t", new ByteArrayInputStream(new byte[] {7, 8}), ClickHouseFormat.RowBinary,
                    new InsertSettings().setDeduplicationToken(token)).get().close();
        }
        assertEquals(4, number("SELECT count() FROM t"));
    }

    @Test
    void shouldTakeDataForAColumnThatIsNamedAsAWordOfTheLanguage() throws Exception {
        client.query("CREATE TABLE t (a UInt8, `values` UInt8) ENGINE = MergeTree ORDER BY a").get().close();
        client.insert("t", List.of("a", "values"), new ByteArrayInputStream(new byte[] {7, 8}), ClickHouseFormat.RowBinary,
                new InsertSettings()).get().close();
        assertEquals(8, number("SELECT `values` FROM t"));
    }

    @Test
    void shouldGiveErrorsWithTheirCodesAndTakeNothingOfARefusedInsert() throws Exception {
        client.query("CREATE TABLE t (a UInt32) ENGINE = MergeTree ORDER BY a").get().close();
        final byte[] oneRowAndAHalf = {1, 0, 0, 0, 2, 0};
        assertEquals(33, code(assertThrows(Exception.class, () -> client.insert(
                "t", new ByteArrayInputStream(oneRowAndAHalf), ClickHouseFormat.RowBinary, new InsertSettings()).get())));
        assertEquals(60, code(assertThrows(Exception.class, () -> client.query("SELECT * FROM missing").get())));
        assertEquals(0, number("SELECT count() FROM t"));
        assertEquals(7, client.queryAll("SELECT {n:UInt32} AS n", Map.of("n", 7)).get(0).getLong("n"));
    }

    @Test
    void shouldCountATradeOnceInBarsAndProfileThoughItComesAgainInAnotherBatch() throws Exception {
        Migrations.apply(client);
        final String first = trade(1, 100, 10) + "," + trade(2, 104, 20) + "," + trade(3, 98, 5);
        final String again = trade(2, 104, 20) + "," + trade(3, 98, 5) + "," + trade(4, 101, 40);
        for (final String rows : List.of(first, again)) {
            client.query("INSERT INTO trades (venue, session, symbol, sequence, venue_time, kind, price, shares, printable)"
                    + " VALUES " + rows).get().close();
        }
        final String bar = "SELECT concat(open, ' ', high, ' ', low, ' ', close, ' ', volume, ' ', trades, ' ', turnover) AS bar FROM ";
        assertEquals("100 104 98 101 75 4 7610", client.queryAll(bar + "second_bars").get(0).getString("bar"));
        assertEquals("100 104 98 101 75 4 7610", client.queryAll(bar + "minute_bars").get(0).getString("bar"));
        assertEquals(20, number("SELECT volume FROM volume_profile WHERE price = 104"));
        assertEquals(4, number("SELECT count() FROM trades FINAL"));
        assertEquals(4, number("SELECT uniqExact(symbol, sequence) FROM trades"));
    }

    @Test
    void shouldHoldEveryAcknowledgedRowAfterItWasKilled() throws Exception {
        client.query("CREATE TABLE t (a UInt32) ENGINE = MergeTree ORDER BY a").get().close();
        for (int batch = 0; batch < 20; batch++) {
            client.query("INSERT INTO t SELECT number FROM numbers(" + batch * 1_000 + ", 1000)").get().close();
        }
        engine.kill();
        engine.start();
        assertEquals(20_000, number("SELECT uniqExact(a) FROM t"));
        assertEquals(20_000, number("SELECT count() FROM t"));
    }

    private static String trade(final int sequence, final long price, final long shares) {
        return "('XNAS', '1', 'AAPL', " + sequence + ", toDateTime64('2020-01-30 15:00:00.00000000" + sequence
                + "', 9, 'UTC'), 'EXECUTION', " + price + ", " + shares + ", true)";
    }

    private long number(final String sql) {
        return client.queryAll(sql).get(0).getLong(1);
    }

    private static int code(final Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException refused) {
                return refused.getCode();
            }
        }
        throw new AssertionError("no answer of the server in " + thrown, thrown);
    }
}
