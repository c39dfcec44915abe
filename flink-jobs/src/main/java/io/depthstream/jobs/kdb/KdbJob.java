package io.depthstream.jobs.kdb;

import io.depthstream.jobs.cold.ColdJob;
import io.depthstream.jobs.cold.ColdSink;
import io.depthstream.jobs.cold.ColdStoreFactory;
import io.depthstream.jobs.cold.ColdTopicsSource;
import io.depthstream.jobs.cold.DeadLetters;
import io.depthstream.jobs.cold.KafkaDeadLetters;
import io.depthstream.jobs.config.ColdConfig;
import io.depthstream.jobs.config.KdbConfig;
import io.depthstream.jobs.source.RawBatch;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The kdb+ job: the derived topics of Kafka into the tables of {@code kdb/q/schema.q}. */
public final class KdbJob {

    /** Name of this job in its dead letters. */
    private static final String PUBLISHER = "kdb-job";

    private KdbJob() {}

    /** Makes the stores of such a job, for programs that write to kdb+ without one. */
    public static ColdStoreFactory stores(final KdbConfig config) {
        return name -> new KdbStore(config);
    }

    /** Adds the job to an environment, reading from Kafka. */
    public static void build(final StreamExecutionEnvironment env, final KdbConfig config) {
        final ColdConfig cold = config.cold();
        final String bootstrap = cold.bootstrap();
        build(env, config,
                ColdTopicsSource.create(bootstrap, DerivedRecords.TOPICS, cold.group(), cold.bounded()),
                () -> new KafkaDeadLetters(bootstrap, PUBLISHER));
    }

    /** Adds the job to an environment, between the given ends. */
    public static void build(
            final StreamExecutionEnvironment env,
            final KdbConfig config,
            final Source<RawBatch, ?, ?> source,
            final DeadLetters.Factory deadLetters) {
        ColdJob.build(env, config.cold(), source,
                new ColdSink(KdbStoreProvider.NAME, stores(config), deadLetters, config.cold().limits()));
    }

    /** The columns this job sends, by table, in the order in which they are sent. */
    public static Map<String, String[]> columns() {
        final Map<String, String[]> columns = new TreeMap<>();
        for (final KdbTable table : KdbTable.values()) {
            columns.put(table.table(), table.columns().toArray(String[]::new));
        }
        return columns;
    }

    /** {@link ColdJob#run} with this store. */
    public static void main(final String[] args) throws Exception {
        ColdJob.run(new KdbStoreProvider(), args);
    }
}
