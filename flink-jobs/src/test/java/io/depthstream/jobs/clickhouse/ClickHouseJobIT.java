package io.depthstream.jobs.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clickhouse.client.api.Client;
import io.depthstream.clickhouse.engine.EngineLibrary;
import io.depthstream.clickhouse.engine.EngineProcess;
import io.depthstream.jobs.LoopbackFlink;
import io.depthstream.jobs.cold.DeadLetters;
import io.depthstream.jobs.config.ClickHouseConfig;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on Flink's mini cluster: ClickHouse is killed and comes back, the job fails once, every row is there. */
@Tag("full")
@Timeout(400)
class ClickHouseJobIT {

    private static final int RECORDS = 20_000;
    private static final int SYMBOLS = 40;
    private static final int RECORDS_PER_CHECKPOINT = 2_000;
    private static final int FAILS_AT = 9_000;
    private static final int UNREADABLE = 5_000;
    private static final int REFUSED = 7_000;
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(240);

    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final Set<String> LETTERS = Collections.synchronizedSet(new TreeSet<>());

    @TempDir
    private Path folder;

    @Test
    void shouldHoldEveryRowOnceThoughClickHouseIsKilledAndTheJobFails() throws Exception {
        final Optional<Path> library = EngineLibrary.find(Path.of(System.getProperty("depthstream.npm")).getParent());
        assumeTrue(library.isPresent(), "no libchdb under .depthstream/npm: npm package " + EngineLibrary.PACKAGE);
        try (EngineProcess engine = new EngineProcess(library.get(), folder.resolve("data"))) {
            final ClickHouseConfig config = ClickHouseConfig.of(Map.of(
                    "clickhouse.url", engine.url(),
                    "batch.rows", "500",
                    "batch.lingerMillis", "20",
                    "retry.longestPauseMillis", "200",
                    "checkpoint.intervalMillis", "100",
                    "checkpoint.dir", folder.resolve("checkpoints").toUri().toString()));
            final Configuration restarts = new Configuration();
            restarts.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
            restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
            restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
            final StreamExecutionEnvironment env = LoopbackFlink.environment(1, restarts);
            ClickHouseJob.build(env, config,
                    new DataGeneratorSource<>(new FailingOnce(), RECORDS,
                            RateLimiterStrategy.perCheckpoint(RECORDS_PER_CHECKPOINT), RawBatchTypeInfo.INSTANCE),
                    Letters::new);
            final JobClient job = env.executeAsync();
            final long before;
            try (Client client = config.client("before")) {
                before = awaitRows(client, 1_000);
            }
            engine.kill();
            engine.start();
            job.getJobExecutionResult().get(240, TimeUnit.SECONDS);

            assertEquals(1, FAILURES.get(), "the job failed once");
            assertTrue(before < RECORDS - 2, "ClickHouse went while rows were coming");
            // Another client: the first one's connections are of the engine that was killed.
            try (Client client = config.client("after")) {
                final TableCheck check = new TableCheck(ClickHouseTable.TRADES);
                for (int i = 0; i < RECORDS; i++) {
                    if (i != REFUSED) {
                        check.expect(record(i));
                    }
                }
                assertEquals(new TableCheck.Result(RECORDS - 2, 0, 0, 0), check.compare(client));
            }
            assertEquals(2, LETTERS.size(), LETTERS::toString);
            assertTrue(LETTERS.toString().contains("market.trades-0@" + UNREADABLE + " malformed"), LETTERS::toString);
            assertTrue(LETTERS.toString().contains("market.trades-0@" + REFUSED + " store-refused")
                    && LETTERS.toString().contains("symbol_is_named"), LETTERS::toString);
        }
    }

    private static long awaitRows(final Client client, final long rows) {
        final long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (true) {
            try {
                final long now = client.queryAll("SELECT count() FROM trades").get(0).getLong(1);
                if (now >= rows) {
                    return now;
                }
            } catch (final RuntimeException notYet) {
                // The job has not made the table yet.
                LockSupport.parkNanos(1_000_000);
            }
            assertTrue(System.nanoTime() < deadline, "rows come in time");
        }
    }

    private static RawBatch record(final long index) {
        if (index == UNREADABLE) {
            return new RawBatch("S0", new byte[] {1, 2, 3}, "market.trades", 0, index);
        }
        return TradeRecords.trade(index == REFUSED ? "" : "S" + index % SYMBOLS, index / SYMBOLS + 1, index);
    }

    /** Trades of several symbols in sequence; one makes the source fail when it first comes. */
    private static final class FailingOnce implements GeneratorFunction<Long, RawBatch> {
        private static final long serialVersionUID = 1L;

        @Override
        public RawBatch map(final Long index) {
            if (index == FAILS_AT && FAILURES.compareAndSet(0, 1)) {
                throw new IllegalStateException("fails once");
            }
            return record(index);
        }
    }

    private static final class Letters implements DeadLetters {
        @Override
        public void park(final RawBatch record, final String reason, final String message) {
            LETTERS.add(record.position() + " " + reason + (message.contains("symbol_is_named") ? " symbol_is_named" : ""));
        }

        @Override
        public void flush() {
            // Kept as soon as parked.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
