package io.depthstream.local.run;

import io.depthstream.jobs.config.KdbConfig;
import io.depthstream.jobs.kdb.KdbJob;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.stack.EmbeddedKdb;
import io.depthstream.local.stack.LocalStack;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** kdb+ beside the pipeline: the embedded q server with the suite's scripts, and the job that feeds it. One thread. */
public final class KdbFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KdbFeed.class);
    /** How long the tables may stand still before they are compared as they are. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final String NAME = "kdb";

    private final EmbeddedKdb kdb;
    private final SubmittedJob job;

    private KdbFeed(final EmbeddedKdb kdb, final SubmittedJob job) {
        this.kdb = kdb;
        this.job = job;
    }

    /**
     * Starts server and job.
     *
     * @param day of the data
     * @throws IllegalStateException when one of them does not start
     */
    public static KdbFeed start(final LocalStack stack, final LocalDate day) {
        final EmbeddedKdb kdb = EmbeddedKdb.start(stack.directory().resolve(NAME), day, 0);
        try {
            final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            KdbJob.build(environment, KdbConfig.of(Map.of(
                "kafka.bootstrap", stack.addresses().bootstrapServers(),
                "checkpoint.dir", stack.checkpoints().resolve(NAME).toUri().toString(),
                "kdb.port", Integer.toString(kdb.port()))));
            return new KdbFeed(kdb, SubmittedJob.submit(
                stack.flink().cluster(), environment.getStreamGraph().getJobGraph(), "the kdb+ job"));
        } catch (final RuntimeException failed) {
            kdb.close();
            throw failed;
        }
    }

    /** Returns where kdb+ listens, {@code host:port}. */
    public String address() {
        return kdb.address();
    }

    /**
     * Waits until kdb+ holds the truth, or stands still, and says how it compares.
     *
     * @param trades shares of each trade by sequence
     * @param books  every book
     */
    public StoreReport compare(final Map<Long, Long> trades, final Map<String, BookDepth> books) {
        try (KdbCheck check = new KdbCheck(kdb.port())) {
            long held = -1;
            long movedNanos = System.nanoTime();
            while (true) {
                job.requireRunning();
                final long now = check.trades();
                if (now >= trades.size()) {
                    final StoreReport report = check.compare(trades, books);
                    if (report.exact() || System.nanoTime() - movedNanos > STALL_NANOS) {
                        return report;
                    }
                } else if (now != held) {
                    movedNanos = System.nanoTime();
                } else if (System.nanoTime() - movedNanos > STALL_NANOS) {
                    return check.compare(trades, books);
                }
                held = now;
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } catch (final IOException gone) {
            throw new IllegalStateException("kdb+ could not be compared: " + gone.getMessage(), gone);
        }
    }

    @Override
    public void close() {
        try {
            job.close();
        } catch (final Exception e) {
            LOG.warn("the kdb+ job did not end cleanly", e);
        } finally {
            kdb.close();
        }
    }
}
