package io.depthstream.chaos;

import io.depthstream.local.stack.MarketTopics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The topics of the design, from which nothing is ever deleted: the job's records carry the venue's time, and those of a
 * simulated day of 2020 would be older than any retention, gone before they can be compared.
 */
final class KeptTopics {
    private static final long LIMIT_SECONDS = 60;

    private KeptTopics() {
    }

    /** Creates every topic, and lets the given ones keep their records. */
    static void create(final String bootstrapServers, final int partitions, final List<String> topics) throws Exception {
        MarketTopics.create(bootstrapServers, partitions);
        final Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (final String topic : topics) {
            final List<AlterConfigOp> forEver = new ArrayList<>();
            forEver.add(new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET));
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), forEver);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.incrementalAlterConfigs(changes).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }
}
