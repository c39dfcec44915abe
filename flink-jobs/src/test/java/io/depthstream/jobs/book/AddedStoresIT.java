package io.depthstream.jobs.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.example.ListColdStore;
import io.depthstream.example.TableHotStore;
import io.depthstream.jobs.LoopbackFlink;
import io.depthstream.jobs.clickhouse.TradeRecords;
import io.depthstream.jobs.cold.ColdJob;
import io.depthstream.jobs.cold.ColdStoreProvider;
import io.depthstream.jobs.cold.ColdStores;
import io.depthstream.jobs.cold.DeadLetters;
import io.depthstream.jobs.config.ColdSettings;
import io.depthstream.jobs.config.ConfigException;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.source.PartitionAlignment;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import io.depthstream.schemas.avro.Side;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores that the suite doesn't know, each one class and one line of registration outside its packages
 * ({@code io.depthstream.example}), fed by the jobs as they are.
 */
@Timeout(120)
class AddedStoresIT {

    private static final long T = 1_700_000_000_000_000_000L;
    private static final int SYMBOLS = 5;
    private static final int EVENTS = 1_000;
    private static final int TRADES = 2_000;
    private static final int UNREADABLE = 700;

    @TempDir
    private Path folder;

    @Test
    void shouldFeedAnAddedHotStoreFromTheOrderBookJob() throws Exception {
        final JobConfig config = JobConfig.of(Map.of(
                "hot.kind", "table", "hot.tableName", "added",
                "checkpoint.intervalMillis", "50", "checkpoint.dir", folder.toUri().toString()));
        final StreamExecutionEnvironment env = LoopbackFlink.environment(1);
        new OrderBookJob(config, new DataGeneratorSource<>(new Bids(), EVENTS, RawBatchTypeInfo.INSTANCE), new MemorySink("added"),
                HotPublisherFactory.of(config.hot()), new PartitionAlignment(PartitionAlignment.Mode.ALIGNED, "test")).build(env);
        env.execute();

        final Map<String, String> expected = new TreeMap<>();
        for (int i = EVENTS - SYMBOLS; i < EVENTS; i++) {
            expected.put("XNAS/" + symbol(i), i + 1 + " at " + price(i));
        }
        final Map<String, String> found = new TreeMap<>();
        for (final Map.Entry<String, String> held : TableHotStore.TABLES.get("added").entrySet()) {
            final JsonNode state = new ObjectMapper().readTree(held.getValue());
            found.put(held.getKey(), state.get("sequence").asLong() + " at " + state.get("bids").get(0).get(0).asLong());
        }
        assertEquals(expected, found);
    }

    @Test
    void shouldFeedAnAddedColdStoreByTheJobOfAllColdStores() throws Exception {
        final ColdStoreProvider store = ColdStores.named("list");
        final ColdSettings settings = ColdSettings.of(store.coldKeys(), store.keys(), Map.of(
                "list.name", "added", "batch.rows", "50", "checkpoint.intervalMillis", "50",
                "checkpoint.dir", folder.toUri().toString()));
        final StreamExecutionEnvironment env = LoopbackFlink.environment(1);
        ColdJob.build(env, store, settings, new DataGeneratorSource<>(new Trades(), TRADES, RawBatchTypeInfo.INSTANCE),
                Letters::new);
        env.execute();

        final Map<String, Long> list = ListColdStore.LISTS.get("added");
        assertEquals(TRADES - 1, list.size(), "each trade, the unreadable one aside");
        assertEquals(1_999L % 900 + 1, list.get("S4/1999"));
    }

    @Test
    void shouldNameTheStoresThereAreWhereOneIsUnknownOrItsKeyIsWrong() {
        final ConfigException unknown = assertThrows(ConfigException.class, () -> ColdStores.named("papyrus"));
        assertEquals("store: got \"papyrus\"; allowed: one of clickhouse, kdb, list", unknown.getMessage());
        final ColdStoreProvider store = ColdStores.named("list");
        final ConfigException wrong = assertThrows(ConfigException.class,
                () -> ColdSettings.fromArgs(store.coldKeys(), store.keys(), store.resource(), "--list.name", "A"));
        assertEquals("list.name: got \"A\" (--list.name); allowed: 1 to 20 small letters", wrong.getMessage());
    }

    private static String symbol(final int i) {
        return "S" + i % SYMBOLS;
    }

    private static long price(final int i) {
        return 1_000_000 + 100L * i;
    }

    /** One bid after the other, each above the last of its symbol. */
    private static final class Bids implements GeneratorFunction<Long, RawBatch> {
        private static final long serialVersionUID = 1L;
        private transient Batches batches;

        @Override
        public RawBatch map(final Long index) {
            if (batches == null) {
                batches = new Batches("1", "a");
            }
            final int i = (int) (long) index;
            return batches.of(FeedEvent.add(symbol(i), i + 1, T + i, Side.BID, i + 1, price(i), 100));
        }
    }

    private static final class Trades implements GeneratorFunction<Long, RawBatch> {
        private static final long serialVersionUID = 1L;

        @Override
        public RawBatch map(final Long index) {
            return index == UNREADABLE ? new RawBatch("S0", new byte[] {1}, "market.trades", 0, index)
                    : TradeRecords.trade(symbol((int) (long) index), index, index);
        }
    }

    /** The one unreadable record is expected; another is a failure of the job. */
    private static final class Letters implements DeadLetters {
        @Override
        public void park(final RawBatch record, final String reason, final String message) {
            if (record.offset() != UNREADABLE) {
                throw new IllegalStateException(record.position() + ": " + reason + ", " + message);
            }
        }

        @Override
        public void flush() {
            // Nothing is kept.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
