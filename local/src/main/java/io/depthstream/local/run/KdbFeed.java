package io.depthstream.local.run;

import io.depthstream.jobs.config.KdbConfig;
import io.depthstream.jobs.kdb.KdbJob;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.stack.EmbeddedKdb;
import io.depthstream.local.stack.LocalStack;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.codec.Records;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * kdb+ beside the pipeline: the embedded q server with the suite's scripts, and the job that feeds it. One thread.
 *
 * <p>The job begins when it is told to: it reads the topics from their beginning, so nothing is missed, and on a small
 * machine the compiler is first left to the hot path.
 */
public final class KdbFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KdbFeed.class);
    /** How long the tables may stand still before they are compared as they are. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** The same where the books lack messages that were lost: then the tables never come to the truth. */
    private static final long STALL_AFTER_LOSS_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final String NAME = "kdb";

    private final LocalStack stack;
    private final EmbeddedKdb kdb;
    private SubmittedJob job;

    private KdbFeed(final LocalStack stack, final EmbeddedKdb kdb) {
        this.stack = stack;
        this.kdb = kdb;
    }

    /**
     * Starts the server; the job begins with {@link #begin}.
     *
     * @param day of the data
     * @throws IllegalStateException when it does not start
     */
    public static KdbFeed start(final LocalStack stack, final LocalDate day) {
        return new KdbFeed(stack, EmbeddedKdb.start(stack.directory().resolve(NAME), day, 0));
    }

    /**
     * Starts the job, where it does not run yet.
     *
     * @throws IllegalStateException when the cluster does not take it
     */
    public void begin() {
        if (job != null) {
            return;
        }
        final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        KdbJob.build(environment, KdbConfig.of(Map.of(
            "kafka.bootstrap", stack.addresses().bootstrapServers(),
            "checkpoint.dir", stack.checkpoints().resolve(NAME).toUri().toString(),
            "kdb.port", Integer.toString(kdb.port()))));
        job = SubmittedJob.submit(
            stack.flink().cluster(), environment.getStreamGraph().getJobGraph(), "the kdb+ job");
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
     * @param run    what the pipeline came to: trades that came in a snapshot and not themselves are on no topic, and are not
     *               asked for; after a loss the truth is not waited for as long
     */
    public StoreReport compare(final Map<Long, Long> trades, final Map<String, BookDepth> books, final RunReport run) {
        begin();
        return compare(run.bySnapshot() == 0 ? trades : published(trades), books,
            run.exact() ? STALL_NANOS : STALL_AFTER_LOSS_NANOS);
    }

    private Map<Long, Long> published(final Map<Long, Long> trades) {
        final Map<Long, Long> published = new HashMap<>();
        CommittedTopic.read(stack.addresses().bootstrapServers(), Topics.TRADES, record -> {
            final long sequence = Records.decode(Trade.class, record.value()).getSequence();
            final Long shares = trades.get(sequence);
            if (shares != null) {
                published.put(sequence, shares);
            }
        });
        return published;
    }

    private StoreReport compare(final Map<Long, Long> trades, final Map<String, BookDepth> books, final long stallNanos) {
        try (KdbCheck check = new KdbCheck(kdb.port())) {
            long held = -1;
            long movedNanos = System.nanoTime();
            while (true) {
                job.requireRunning();
                final long now = check.trades();
                if (now >= trades.size()) {
                    final StoreReport report = check.compare(trades, books);
                    if (report.exact() || System.nanoTime() - movedNanos > stallNanos) {
                        return report;
                    }
                } else if (now != held) {
                    movedNanos = System.nanoTime();
                } else if (System.nanoTime() - movedNanos > stallNanos) {
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
            if (job != null) {
                job.close();
            }
        } catch (final Exception e) {
            LOG.warn("the kdb+ job did not end cleanly", e);
        } finally {
            kdb.close();
        }
    }
}
