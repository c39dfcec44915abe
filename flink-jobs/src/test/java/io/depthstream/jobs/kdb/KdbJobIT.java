package io.depthstream.jobs.kdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.LoopbackFlink;
import io.depthstream.jobs.cold.DeadLetters;
import io.depthstream.jobs.config.KdbConfig;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on Flink's mini cluster: kdb+ goes and comes back, the job fails once, and every row is there. */
@Timeout(180)
class KdbJobIT {

    private static final int RECORDS = 20_000;
    private static final int SYMBOLS = 40;
    private static final int RECORDS_PER_CHECKPOINT = 2_000;
    private static final int FAILS_AT = 9_000;
    private static final int BAD_RECORD = 5_000;
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final List<String> LETTERS = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path folder;

    @Test
    void shouldKeepEveryRowThroughAnOutageOfKdbAndAFailureOfTheJob() throws Exception {
        Files.writeString(folder.resolve("password"), "secret\n");
        try (KdbEndpoint kdb = new KdbEndpoint()) {
            final KdbConfig config = KdbConfig.of(Map.of(
                    "kdb.port", Integer.toString(kdb.port()),
                    "kdb.user", "sink",
                    "kdb.passwordFile", folder.resolve("password").toString(),
                    "batch.rows", "100",
                    "retry.longestPauseMillis", "200",
                    "checkpoint.intervalMillis", "50",
                    "checkpoint.dir", folder.resolve("checkpoints").toUri().toString()));
            final Configuration restarts = new Configuration();
            restarts.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
            restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
            restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
            final StreamExecutionEnvironment env = LoopbackFlink.environment(1, restarts);
            KdbJob.build(env, config,
                    new DataGeneratorSource<>(new FailingOnce(), RECORDS,
                            RateLimiterStrategy.perCheckpoint(RECORDS_PER_CHECKPOINT), RawBatchTypeInfo.INSTANCE),
                    Letters::new);

            final JobClient job = env.executeAsync();
            await(() -> kdb.rows.size() > 1_000);
            kdb.stop();
            final int before = kdb.rows.size();
            kdb.start();
            job.getJobExecutionResult().get(120, TimeUnit.SECONDS);

            assertEquals(1, FAILURES.get(), "the job failed once");
            assertTrue(before < RECORDS, "kdb+ went while rows were coming");
            assertEquals(RECORDS - 1, kdb.rows.size(), "every row, the bad record's aside");
            assertTrue(LETTERS.size() >= 1, "the bad record is parked");
            assertEquals(List.of("market.trades-0@" + BAD_RECORD + " malformed"), LETTERS.stream().distinct().toList());
        }
    }

    private static void await(final BooleanSupplier condition) {
        final long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "in time");
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Trades of several symbols in sequence; one can't be decoded, and one makes the source fail when it first comes. */
    private static final class FailingOnce implements GeneratorFunction<Long, RawBatch> {
        private static final long serialVersionUID = 1L;

        @Override
        public RawBatch map(final Long index) {
            if (index == FAILS_AT && FAILURES.compareAndSet(0, 1)) {
                throw new IllegalStateException("fails once");
            }
            final String symbol = "S" + index % SYMBOLS;
            return index == BAD_RECORD
                    ? new RawBatch(symbol, new byte[] {1, 2, 3}, "market.trades", 0, index)
                    : DerivedValues.trade(symbol, index / SYMBOLS + 1, index);
        }
    }

    private static final class Letters implements DeadLetters {
        @Override
        public void park(final RawBatch record, final String reason, final String message) {
            LETTERS.add(record.position() + " " + reason);
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
