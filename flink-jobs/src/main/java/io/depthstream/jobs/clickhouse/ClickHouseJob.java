package io.depthstream.jobs.clickhouse;

import io.depthstream.jobs.cold.ColdJob;
import io.depthstream.jobs.cold.ColdSink;
import io.depthstream.jobs.cold.ColdStoreFactory;
import io.depthstream.jobs.cold.ColdTopicsSource;
import io.depthstream.jobs.cold.DeadLetters;
import io.depthstream.jobs.cold.KafkaDeadLetters;
import io.depthstream.jobs.config.ClickHouseConfig;
import io.depthstream.jobs.config.ColdConfig;
import io.depthstream.jobs.config.ConfigException;
import io.depthstream.jobs.source.RawBatch;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The ClickHouse job: the derived topics of Kafka into the tables of {@code clickhouse/}'s migrations. */
public final class ClickHouseJob {

    /** Name of this job in its dead letters. */
    private static final String PUBLISHER = "clickhouse-job";

    private ClickHouseJob() {}

    /** The topics read. */
    static List<String> topics() {
        return Arrays.stream(ClickHouseTable.values()).map(ClickHouseTable::topic).toList();
    }

    /** Makes the stores of such a job, for programs that write to ClickHouse without one. */
    public static ColdStoreFactory stores(final ClickHouseConfig config) {
        return name -> new ClickHouseStore(config, name);
    }

    /** Adds the job to an environment, from Kafka and with dead letters in Kafka. */
    public static void build(final StreamExecutionEnvironment env, final ClickHouseConfig config) {
        final ColdConfig cold = config.cold();
        final String bootstrap = cold.bootstrap();
        build(env, config, ColdTopicsSource.create(bootstrap, topics(), cold.group(), cold.bounded()),
                () -> new KafkaDeadLetters(bootstrap, PUBLISHER));
    }

    /** Adds the job to an environment, reading from the given source. */
    static void build(
            final StreamExecutionEnvironment env,
            final ClickHouseConfig config,
            final Source<RawBatch, ?, ?> source,
            final DeadLetters.Factory deadLetters) {
        ColdJob.build(env, config.cold(), source, new ColdSink(
                "clickhouse", stores(config), deadLetters, config.cold().limits()));
    }

    /** Reads the configuration and runs on the cluster the class is submitted to; exit code 2 for a bad configuration. */
    public static void main(final String[] args) throws Exception {
        final ClickHouseConfig config;
        try {
            config = ClickHouseConfig.fromArgs(args);
        } catch (final ConfigException refused) {
            System.err.println(refused.report());
            System.exit(ConfigException.EXIT_CODE);
            return;
        }
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, config);
        env.execute(config.cold().name());
    }
}
