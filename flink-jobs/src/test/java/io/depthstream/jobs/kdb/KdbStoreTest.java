package io.depthstream.jobs.kdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.kx.c;
import io.depthstream.jobs.cold.ColdBatch;
import io.depthstream.jobs.cold.RefusedBatchException;
import io.depthstream.jobs.cold.UnusableRecordException;
import io.depthstream.jobs.config.KdbConfig;
import io.depthstream.jobs.source.RawBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said to kdb+, value by value, and what its answers mean. */
@Timeout(120)
class KdbStoreTest {

    private static final long NULL = Long.MIN_VALUE;

    @TempDir
    Path folder;

    private KdbEndpoint kdb;
    private KdbStore store;

    @BeforeEach
    void start() throws IOException {
        kdb = new KdbEndpoint();
        store = new KdbStore(config(KdbEndpoint.LOGIN, Map.of()));
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        kdb.close();
    }

    @Test
    void shouldSendATouchWithTimesToTheNanosecondAndAnEmptySideAsNull() throws Exception {
        final Object[] row = sent(DerivedValues.top("AAPL", 5, 0));
        assertArrayEquals(new Instant[] {Instant.parse("2020-01-30T15:04:05.123456794Z")}, (Instant[]) row[0]);
        assertArrayEquals(new String[] {"AAPL"}, (String[]) row[1]);
        assertArrayEquals(new String[] {"XNAS"}, (String[]) row[2]);
        assertArrayEquals(new String[] {"SIM0000001"}, (String[]) row[3]);
        assertArrayEquals(new long[] {5}, (long[]) row[4]);
        assertArrayEquals(new Instant[] {Instant.parse("2020-01-30T15:04:05.123456801Z")}, (Instant[]) row[5]);
        assertArrayEquals(new int[] {4}, (int[]) row[6]);
        assertArrayEquals(new long[] {3_210_100}, (long[]) row[7]);
        assertArrayEquals(new long[] {300}, (long[]) row[8]);
        assertArrayEquals(new int[] {2}, (int[]) row[9]);
        assertArrayEquals(new long[] {NULL}, (long[]) row[10], "no offer, no price");
        assertArrayEquals(new long[] {0}, (long[]) row[11]);
        assertArrayEquals(new int[] {0}, (int[]) row[12]);
        assertArrayEquals(new String[] {"OK"}, (String[]) row[13]);
        assertArrayEquals(new String[] {""}, (String[]) row[14]);
        assertArrayEquals(new String[] {"TRADING"}, (String[]) row[15]);
        assertEquals(16, row.length);
    }

    @Test
    void shouldSendEachChangeThatARecordPacksAsARowOfItsOwn() throws Exception {
        final Object[] rows = sent(DerivedValues.packedTop("AAPL", 9, 0));
        assertArrayEquals(new long[] {7, 8, 9}, (long[]) rows[4], "oldest first");
        assertArrayEquals(new Instant[] {Instant.parse("2020-01-30T15:04:05.123456796Z"),
            Instant.parse("2020-01-30T15:04:05.123456797Z"), Instant.parse("2020-01-30T15:04:05.123456798Z")},
                (Instant[]) rows[0]);
        assertArrayEquals(new long[] {3_210_107, NULL, 3_210_100}, (long[]) rows[7]);
        assertArrayEquals(new long[] {1, 0, 300}, (long[]) rows[8]);
        assertArrayEquals(new String[] {"AAPL", "AAPL", "AAPL"}, (String[]) rows[1]);
        assertArrayEquals(new String[] {"OK", "OK", "OK"}, (String[]) rows[13]);
    }

    @Test
    void shouldSendATradeExactly() throws Exception {
        final Object[] row = sent(DerivedValues.trade("BRK.A", 1L << 40, 0));
        assertArrayEquals(new Instant[] {Instant.MIN}, (Instant[]) row[5], "a receive time that is not known is null");
        assertArrayEquals(new String[] {"EXECUTION"}, (String[]) row[7]);
        assertArrayEquals(new String[] {"BID"}, (String[]) row[8]);
        assertArrayEquals(new long[] {3_210_150}, (long[]) row[9]);
        assertArrayEquals(new long[] {Long.MAX_VALUE}, (long[]) row[10]);
        assertArrayEquals(new long[] {1L << 40}, (long[]) row[11]);
        assertArrayEquals(new long[] {17}, (long[]) row[12]);
        assertArrayEquals(new boolean[] {true}, (boolean[]) row[13]);
        assertArrayEquals(new String[] {""}, (String[]) row[14]);
        assertArrayEquals(new long[] {3_210_100}, (long[]) row[15]);
        assertArrayEquals(new long[] {NULL}, (long[]) row[16]);
        assertArrayEquals(new String[] {"STALE"}, (String[]) row[17]);
        assertArrayEquals(new String[] {"gap"}, (String[]) row[18]);
    }

    @Test
    void shouldSendLevelsAsVectors() throws Exception {
        final Object[] depth = sent(DerivedValues.depth("AAPL", 9, 0));
        assertArrayEquals(new long[] {3_210_100, 3_210_000}, (long[]) ((Object[]) depth[7])[0]);
        assertArrayEquals(new long[] {300, 50}, (long[]) ((Object[]) depth[8])[0]);
        assertArrayEquals(new int[] {2, 1}, (int[]) ((Object[]) depth[9])[0]);
        assertArrayEquals(new long[0], (long[]) ((Object[]) depth[10])[0]);
        final Object[] book = sent(DerivedValues.latest("AAPL", 9, 1));
        assertArrayEquals(new long[] {3_210_200}, (long[]) ((Object[]) book[10])[0]);
        assertArrayEquals(new long[] {1}, (long[]) book[13]);
        assertArrayEquals(new long[] {12}, (long[]) book[14]);
        assertArrayEquals(new String[] {"HALTED"}, (String[]) book[17]);
    }

    @Test
    void shouldSendStatusAndImbalance() throws Exception {
        final Object[] status = sent(DerivedValues.status("*", 3, 0));
        assertArrayEquals(new String[] {"*"}, (String[]) status[1]);
        assertArrayEquals(new String[] {"LULD_COLLAR"}, (String[]) status[7]);
        assertArrayEquals(new String[] {"T"}, (String[]) status[8]);
        assertArrayEquals(new String[] {"MWC1"}, (String[]) status[9]);
        assertArrayEquals(new long[] {2}, (long[]) status[11]);
        assertArrayEquals(new long[] {4, 5}, (long[]) ((Object[]) status[13])[0]);
        final Object[] imbalance = sent(DerivedValues.imbalance("AAPL", 4, 1));
        assertArrayEquals(new String[] {"O"}, (String[]) imbalance[7]);
        assertArrayEquals(new String[] {"ASK"}, (String[]) imbalance[8]);
        assertArrayEquals(new long[] {11}, (long[]) imbalance[12]);
        assertArrayEquals(new long[] {NULL}, (long[]) imbalance[13]);
        assertArrayEquals(new long[] {12}, (long[]) imbalance[14]);
    }

    @Test
    void shouldSendWhatTheAnalyticsJobPublishes() throws Exception {
        final Object[] bar = sent(DerivedValues.bar("AAPL", 4, 0));
        assertArrayEquals(new Instant[] {Instant.parse("2020-01-30T15:04:05.123456789Z")}, (Instant[]) bar[7]);
        assertEquals(10_000_000, ((c.Timespan[]) bar[8])[0].j);
        assertArrayEquals(new int[] {2}, (int[]) bar[9]);
        assertArrayEquals(new long[] {4}, (long[]) bar[13]);
        assertArrayEquals(new long[] {7}, (long[]) bar[17]);
        assertArrayEquals(new long[] {-12}, (long[]) bar[22]);
        assertArrayEquals(new long[] {NULL}, (long[]) bar[23]);
        assertArrayEquals(new long[] {13}, (long[]) bar[24]);
        final Object[] signal = sent(DerivedValues.signal("AAPL", 4, 1));
        assertArrayEquals(new String[] {"GRID"}, (String[]) signal[7]);
        assertArrayEquals(new double[] {0.5}, (double[]) signal[19]);
        assertArrayEquals(new double[] {-1.25}, (double[]) signal[20]);
        assertArrayEquals(new double[] {1e9}, (double[]) signal[35]);
        final Object[] alert = sent(DerivedValues.alert("AAPL", 4, 2));
        assertArrayEquals("halt/AAPL".toCharArray(), (char[]) ((Object[]) alert[7])[0]);
        assertArrayEquals(new String[] {"HALT"}, (String[]) alert[8]);
        assertArrayEquals(new boolean[] {true}, (boolean[]) alert[10]);
        assertArrayEquals(new Instant[] {Instant.MIN}, (Instant[]) alert[12], "not over");
        assertArrayEquals("halted".toCharArray(), (char[]) ((Object[]) alert[16])[0]);
    }

    @Test
    void shouldLeaveNothingOfARecordThatCannotBeDecoded() throws Exception {
        final ColdBatch batch = store.newBatch();
        final RawBatch whole = DerivedValues.trade("AAPL", 1, 0);
        batch.add(whole);
        final byte[] cut = Arrays.copyOf(whole.value(), whole.value().length - 3);
        final UnusableRecordException unusable = assertThrows(UnusableRecordException.class,
                () -> batch.add(new RawBatch("AAPL", cut, whole.topic(), 0, 7)));
        assertEquals("malformed", unusable.reason());
        assertTrue(unusable.getMessage().startsWith("market.trades-0@7: "), unusable.getMessage());
        assertThrows(UnusableRecordException.class, () -> batch.add(new RawBatch("AAPL", cut, "market.other", 0, 8)));
        batch.add(DerivedValues.trade("AAPL", 2, 9));
        assertEquals(2, batch.rows());
        store.open();
        store.send(batch);
        store.confirm();
        assertArrayEquals(new long[] {1, 2}, (long[]) kdb.messages.get(0).columns()[4]);
    }

    @Test
    void shouldTellRefusedRowsFromAServerInTrouble() throws Exception {
        store.open();
        kdb.refusedSymbol = "BAD";
        send(DerivedValues.trade("BAD", 1, 0));
        assertEquals("type", assertThrows(RefusedBatchException.class, () -> store.confirm()).getMessage());
        store.confirm();
        kdb.refusal = "os";
        send(DerivedValues.trade("BAD", 1, 0));
        final IOException trouble = assertThrows(IOException.class, () -> store.confirm());
        assertTrue(trouble.getMessage().endsWith("could not keep the rows: os"), trouble.getMessage());
        assertEquals(IOException.class, trouble.getClass(), "rows are not refused for a full disk");
    }

    @Test
    void shouldNameTheTableWhoseColumnsDiffer() {
        kdb.quoteColumns = new String[] {"time", "sym"};
        final IOException refused = assertThrows(IOException.class, () -> store.open());
        assertTrue(refused.getMessage().contains("table quote has columns [sym, time], expected [aorders"),
                refused.getMessage());
    }

    @Test
    void shouldLogInWithThePasswordOfTheFile() throws Exception {
        store.open();
        final KdbStore wrong = new KdbStore(config("sink:wrong", Map.of()));
        final IOException refused = assertThrows(IOException.class, wrong::open);
        assertTrue(refused.getMessage().contains("refuses the login"), refused.getMessage());
    }

    private Object[] sent(final RawBatch record) throws Exception {
        store.close();
        store.open();
        send(record);
        store.confirm();
        return kdb.messages.get(kdb.messages.size() - 1).columns();
    }

    private void send(final RawBatch record) throws Exception {
        final ColdBatch batch = store.newBatch();
        batch.add(record);
        store.send(batch);
    }

    private KdbConfig config(final String login, final Map<String, String> more) throws IOException {
        final Path password = folder.resolve("password");
        Files.writeString(password, login.substring(login.indexOf(':') + 1) + "\n");
        final Map<String, String> settings = new TreeMap<>(more);
        settings.put("kdb.port", Integer.toString(kdb.port()));
        settings.put("kdb.user", login.substring(0, login.indexOf(':')));
        settings.put("kdb.passwordFile", password.toString());
        return KdbConfig.of(settings);
    }
}
