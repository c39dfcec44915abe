package io.depthstream.local.stack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker, its own KRaft controller, in this process and on loopback only.
 *
 * <p>It is the real broker: transactions, idempotent producers and compaction behave as in production; only replication
 * is 1. Not for use beyond one machine: {@code acks=all} means one copy here.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String INTERNAL_PARTITIONS = "4";
    private static final String IDS_FORGOTTEN_MILLIS = "3600000";

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(final KafkaRaftServer server, final String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Formats a log directory and starts a broker on it; returns when it serves.
     *
     * @param directory empty or absent; belongs to the broker until {@link #close()}
     * @throws IllegalStateException when the directory can't be formatted or a port is taken
     */
    public static EmbeddedKafka start(final Path directory) {
        final int brokerPort = FreePorts.tcp();
        final int controllerPort = FreePorts.tcp();
        try {
            format(directory);
            final KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(settings(directory, brokerPort, controllerPort)), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, HOST + ':' + brokerPort);
        } catch (final Exception e) {
            throw new IllegalStateException(
                "embedded Kafka did not start in " + directory + " on ports " + brokerPort + " and " + controllerPort, e);
        }
    }

    private static void format(final Path directory) throws Exception {
        final Formatter formatter = new Formatter()
            .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setNodeId(1)
            .setClusterId(Uuid.randomUuid().toString())
            .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
            .setControllerListenerName("CONTROLLER")
            .setMetadataLogDirectory(directory.toString())
            .addDirectory(directory.toString());
        formatter.run();
    }

    private static Map<String, String> settings(final Path directory, final int brokerPort, final int controllerPort) {
        return Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@" + HOST + ':' + controllerPort),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("listeners", "PLAINTEXT://" + HOST + ':' + brokerPort + ",CONTROLLER://" + HOST + ':' + controllerPort),
            Map.entry("advertised.listeners", "PLAINTEXT://" + HOST + ':' + brokerPort),
            Map.entry("log.dirs", directory.toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", INTERNAL_PARTITIONS),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", INTERNAL_PARTITIONS),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", INTERNAL_PARTITIONS),
            // Records carry the venue's time: those of an old day would be deleted before a slow reader came to them.
            Map.entry("log.retention.ms", "-1"),
            // The exactly-once sink takes a new one of each with every checkpoint.
            Map.entry("transactional.id.expiration.ms", IDS_FORGOTTEN_MILLIS),
            Map.entry("producer.id.expiration.ms", IDS_FORGOTTEN_MILLIS),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(8L << 20)),
            Map.entry("log.cleaner.threads", "1"));
    }

    /** Returns {@code host:port}, as {@code bootstrap.servers} wants it. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker and waits for it; its directory stays. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
