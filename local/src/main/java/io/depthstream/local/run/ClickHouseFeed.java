package io.depthstream.local.run;

import com.clickhouse.client.api.Client;
import io.depthstream.clickhouse.engine.EngineProcess;
import io.depthstream.jobs.clickhouse.ClickHouseJob;
import io.depthstream.jobs.clickhouse.ClickHouseTable;
import io.depthstream.jobs.clickhouse.TableCheck;
import io.depthstream.jobs.config.ClickHouseConfig;
import io.depthstream.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ClickHouse beside the pipeline: the in-process engine in a process of its own, and the job that feeds it. One thread. */
public final class ClickHouseFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClickHouseFeed.class);
    /** How long the tables may stand still before they are compared as they are. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final String NAME = "clickhouse";

    private final EngineProcess engine;
    private final SubmittedJob job;
    private final ClickHouseConfig config;
    private final String bootstrapServers;

    private ClickHouseFeed(
            final EngineProcess engine, final SubmittedJob job, final ClickHouseConfig config, final String bootstrapServers) {
        this.engine = engine;
        this.job = job;
        this.config = config;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts engine and job.
     *
     * @param library libchdb.so
     * @throws IOException when the engine does not start
     */
    public static ClickHouseFeed start(final LocalStack stack, final Path library) throws IOException {
        final EngineProcess engine = new EngineProcess(library, stack.directory().resolve(NAME));
        try {
            final String bootstrapServers = stack.addresses().bootstrapServers();
            final ClickHouseConfig config = ClickHouseConfig.of(Map.of(
                "kafka.bootstrap", bootstrapServers,
                "checkpoint.dir", stack.checkpoints().resolve(NAME).toUri().toString(),
                "clickhouse.url", engine.url()));
            final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            ClickHouseJob.build(environment, config);
            return new ClickHouseFeed(engine, SubmittedJob.submit(
                stack.flink().cluster(), environment.getStreamGraph().getJobGraph(), "the ClickHouse job"), config,
                bootstrapServers);
        } catch (final RuntimeException failed) {
            engine.close();
            throw failed;
        }
    }

    /** Returns the address of ClickHouse's HTTP interface. */
    public String url() {
        return engine.url();
    }

    /** Waits until every committed record has its rows, or the tables stand still, and says how they compare. */
    public StoreReport compare() {
        final List<TableCheck> checks = new ArrayList<>();
        for (final ClickHouseTable table : ClickHouseTable.values()) {
            final TableCheck check = new TableCheck(table);
            CommittedTopic.read(bootstrapServers, table.topic(), check::expect);
            checks.add(check);
        }
        try (Client client = config.client("check")) {
            long movedNanos = System.nanoTime();
            TableCheck.Result before = null;
            while (true) {
                job.requireRunning();
                final TableCheck.Result now = compare(client, checks);
                movedNanos = now.equals(before) ? movedNanos : System.nanoTime();
                if (now.missing() == 0 || System.nanoTime() - movedNanos > STALL_NANOS) {
                    return new StoreReport(now.rows(), now.missing(), now.duplicates(), now.differences());
                }
                before = now;
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } catch (final IOException gone) {
            throw new IllegalStateException("ClickHouse could not be compared: " + gone.getMessage(), gone);
        }
    }

    private static TableCheck.Result compare(final Client client, final List<TableCheck> checks) throws IOException {
        TableCheck.Result sum = new TableCheck.Result(0, 0, 0, 0);
        for (final TableCheck check : checks) {
            sum = sum.plus(check.compare(client));
        }
        return sum;
    }

    @Override
    public void close() {
        try {
            job.close();
        } catch (final Exception e) {
            LOG.warn("the ClickHouse job did not end cleanly", e);
        } finally {
            engine.close();
        }
    }
}
