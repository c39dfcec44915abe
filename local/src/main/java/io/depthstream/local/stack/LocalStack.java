package io.depthstream.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka with its topics, Redis and Flink, started together and ended together.
 *
 * <p>Everything it writes lies in one folder of its own under the system's temporary folder, removed at the end.
 */
public final class LocalStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);

    /** Task slots for jobs beside the order-book job, one subtask each: a store's or another's. */
    private static final int SLOTS_BESIDE = 4;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Path directory;
    private EmbeddedKafka kafka;
    private EmbeddedRedis redis;
    private EmbeddedFlink flink;

    private LocalStack() {
    }

    /**
     * Starts all parts; what had started is ended again when one fails.
     *
     * @param partitions of each topic, and Flink's task slots for the order-book job
     * @throws IllegalStateException when a part does not start
     */
    public static LocalStack start(final int partitions) {
        final LocalStack stack = new LocalStack();
        try {
            stack.startParts(partitions);
            return stack;
        } catch (final RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private void startParts(final int partitions) {
        try {
            directory = Files.createTempDirectory("depthstream-");
        } catch (final IOException e) {
            throw new UncheckedIOException("no temporary folder could be made", e);
        }
        open.push(() -> removeTree(directory));
        kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        open.push(kafka);
        MarketTopics.create(kafka.bootstrapServers(), partitions);
        redis = EmbeddedRedis.start(directory);
        open.push(redis);
        final Configuration settings = new Configuration();
        settings.set(CoreOptions.TMP_DIRS, directory.resolve("flink").toString());
        flink = EmbeddedFlink.start(partitions + SLOTS_BESIDE, settings);
        open.push(flink);
    }

    /** Returns where the parts can be reached. */
    public StackFile addresses() {
        return new StackFile(
            kafka.bootstrapServers(), redis.uri(), flink.webAddress(), ProcessHandle.current().pid(), Map.of());
    }

    /** Returns the Flink cluster. */
    public EmbeddedFlink flink() {
        return flink;
    }

    /** Returns the stack's own folder, which goes with it. */
    public Path directory() {
        return directory;
    }

    /** Returns a folder of the stack's own for checkpoints. */
    public Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    /** Ends all parts, the last started first; an error of one is logged and does not keep the others. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (final Exception e) {
                LOG.warn("a part of the local stack did not end cleanly", e);
            }
        }
    }

    private static void removeTree(final Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (final Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
