package io.depthstream.benchmarks.pipeline;

import com.kx.c;
import io.depthstream.benchmarks.report.ProcessCpu;
import io.depthstream.jobs.cold.DeadLetters;
import io.depthstream.jobs.config.KdbConfig;
import io.depthstream.jobs.kdb.KdbJob;
import io.depthstream.jobs.source.RawBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The kdb+ job, from records in memory into a q server on loopback, timed by what the server holds.
 *
 * @param rows       rows that the server held at the end
 * @param rate       rows a second, from the moment the warm-up's rows were there until all were
 * @param cpuNanos   CPU time of the whole process a row meanwhile: source, sink and server
 */
public record KdbSinkRun(long rows, double rate, double cpuNanos) {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long LOOK_NANOS = 5_000_000;
    private static final double NANOS = 1e9;

    /**
     * Runs the job over the records.
     *
     * @param port   of a q server with the suite's tables
     * @param warmUp rows that are not timed
     * @param more   keys of the job's configuration
     * @throws IllegalStateException when a row is missing or the job fails
     */
    public static KdbSinkRun of(
            final List<RawBatch> records, final long rows, final long warmUp, final int port, final Map<String, String> more)
            throws Exception {
        final Map<String, String> settings = new TreeMap<>(Map.of("kdb.port", Integer.toString(port)));
        settings.putAll(more);
        try (FlinkRun flink = new FlinkRun(1); Rows held = new Rows(port)) {
            final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            KdbJob.build(environment, KdbConfig.of(settings), RecordsInMemory.of(records), NoLetters::new);
            flink.submit(environment);
            final long first = await(flink, held, warmUp);
            final long begin = System.nanoTime();
            final long cpu = ProcessCpu.nanos();
            final long last = await(flink, held, rows);
            final double nanos = System.nanoTime() - begin;
            final double cpuNanos = ProcessCpu.nanos() - cpu;
            flink.awaitEnd(LIMIT);
            final long end = held.count();
            if (end != rows) {
                throw new IllegalStateException("the server holds " + end + " rows of " + rows);
            }
            return new KdbSinkRun(end, (last - first) * NANOS / nanos, cpuNanos / (last - first));
        }
    }

    private static long await(final FlinkRun flink, final Rows held, final long rows) throws Exception {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        long now = held.count();
        while (now < rows) {
            flink.requireSuccess();
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the server holds " + now + " of " + rows + " rows after " + LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_NANOS);
            now = held.count();
        }
        return now;
    }

    /** Asks the server for its rows. */
    private static final class Rows implements AutoCloseable {
        private final c connection;

        private Rows(final int port) throws IOException, c.KException {
            connection = new c("127.0.0.1", port, "bench");
        }

        private long count() throws IOException, c.KException {
            return ((Number) connection.k("count quote")).longValue();
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /** Every record is sound: a letter is a failure. */
    private static final class NoLetters implements DeadLetters {
        @Override
        public void park(final RawBatch record, final String reason, final String message) {
            throw new IllegalStateException(record.position() + " was refused: " + reason + ", " + message);
        }

        @Override
        public void flush() {
            // Nothing is ever kept.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
