package io.depthstream.benchmarks.pipeline;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What every benchmark tells the order-book job; the rest are its defaults, as a user gets them. */
final class JobSettings {
    private JobSettings() {
    }

    /**
     * Settings that may be added to.
     *
     * @param folder where checkpoints go
     * @param name   of the consumer group and of transactions; another for each run
     */
    static Map<String, String> of(final String bootstrapServers, final Path folder, final int parallelism,
            final long checkpointMillis, final String name) {
        final Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap", bootstrapServers);
        settings.put("source.group", name);
        settings.put("sink.transactionalIdPrefix", name);
        settings.put("checkpoint.intervalMillis", Long.toString(checkpointMillis));
        settings.put("checkpoint.dir", folder.toUri().toString());
        settings.put("job.parallelism", Integer.toString(parallelism));
        return settings;
    }
}
