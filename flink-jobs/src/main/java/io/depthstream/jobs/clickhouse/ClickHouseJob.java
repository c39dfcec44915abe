package io.depthstream.jobs.clickhouse;

import io.depthstream.jobs.cold.ColdJob;
import io.depthstream.jobs.cold.ColdSink;
import io.depthstream.jobs.cold.ColdStoreFactory;
import io.depthstream.jobs.cold.ColdTopicsSource;
import io.depthstream.jobs.cold.DeadLetters;
import io.depthstream.jobs.cold.KafkaDeadLetters;
import io.depthstream.jobs.config.ClickHouseConfig;
import io.depthstream.jobs.config.ColdConfig;
import io.depthstream.jobs.source.RawBatch;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The ClickHouse job: the derived topics of Kafka into the tables of {@code clickhouse/}'s migrations. */
public final class ClickHouseJob {

    /** Name of this job in its dead letters. */
    private static final String PUBLISHER = "clickhouse-job";

    private ClickHouseJob() {}

    /** Makes the stores of such a job, for programs that write to ClickHouse without one. */
    public static ColdStoreFactory stores(final ClickHouseConfig config) {
        return name -> new ClickHouseStore(config, name);
    }

    /** Adds the job to an environment, from Kafka and with dead letters in Kafka. */
    public static void build(final StreamExecutionEnvironment env, final ClickHouseConfig config) {
        final ColdConfig cold = config.cold();
        final String bootstrap = cold.bootstrap();
        build(env, config, ColdTopicsSource.create(bootstrap, new ClickHouseStoreProvider().topics(), cold.group(), cold.bounded()),
                () -> new KafkaDeadLetters(bootstrap, PUBLISHER));
    }

    /** Adds the job to an environment, reading from the given source. */
    static void build(
            final StreamExecutionEnvironment env,
            final ClickHouseConfig config,
            final Source<RawBatch, ?, ?> source,
            final DeadLetters.Factory deadLetters) {
        ColdJob.build(env, config.cold(), source, new ColdSink(
                ClickHouseStoreProvider.NAME, stores(config), deadLetters, config.cold().limits()));
    }

    /** {@link ColdJob#run} with this store. */
    public static void main(final String[] args) throws Exception {
        ColdJob.run(new ClickHouseStoreProvider(), args);
    }
}
