package io.depthstream.jobs.source;

import io.depthstream.jobs.config.AlignmentPolicy;
import io.depthstream.jobs.config.ConfigException;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.schemas.KeyGroups;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Says whether the job may read the raw topic without a shuffle, and why (docs/decisions/0033).
 *
 * <p>The feed handler puts a symbol on the partition that Flink's Kafka source gives to the subtask owning the symbol's
 * key group. That holds for one parallelism: the number of partitions. It holds trivially for parallelism 1. For
 * anything else the job must shuffle.
 *
 * <p>Two things this can't see, so the operator checks that each new symbol's key group is its own
 * ({@link #requireOwned}): a publisher that partitions differently, and a restore after a change of parallelism, where
 * Flink hands the splits in the checkpoint out round-robin.
 *
 * @param mode   what to do
 * @param reason why, one sentence for the log
 */
public record PartitionAlignment(Mode mode, String reason) {

    /** How the operator's input is keyed. */
    public enum Mode {
        /** {@code DataStreamUtils.reinterpretAsKeyedStream}: no shuffle. */
        ALIGNED,
        /** {@code keyBy}: with a shuffle, right whatever the partitions are. */
        KEY_BY
    }

    /** How long the broker may take to describe the topic. */
    private static final Duration DESCRIBE_LIMIT = Duration.ofSeconds(15);

    /**
     * Asks the broker for the number of partitions and decides.
     *
     * @throws ConfigException if the broker doesn't answer, the topic isn't there, or it has another number of
     *                         partitions than {@code source.expectedPartitions}
     */
    public static PartitionAlignment check(final JobConfig config) {
        final String topic = config.source().topic();
        final int partitions = partitions(config.bootstrap(), topic);
        final int expected = config.source().expectedPartitions();
        if (expected != 0 && expected != partitions) {
            throw new ConfigException(List.of("source.expectedPartitions: got " + expected + "; topic " + topic + " has "
                    + partitions + " partitions: correct the key, or 0 to take what there is"));
        }
        return decide(
                config.source().alignment(), topic, partitions, config.run().parallelism(), config.run().maxParallelism());
    }

    /** Decides for a known number of partitions. */
    public static PartitionAlignment decide(
            final AlignmentPolicy policy,
            final String topic,
            final int partitions,
            final int parallelism,
            final int maxParallelism) {
        if (policy == AlignmentPolicy.KEY_BY) {
            return new PartitionAlignment(Mode.KEY_BY, "source.alignment is key-by");
        }
        if (parallelism == 1) {
            return new PartitionAlignment(Mode.ALIGNED, "parallelism 1 owns every key group");
        }
        if (maxParallelism != KeyGroups.DEFAULT_MAX_PARALLELISM) {
            return new PartitionAlignment(Mode.KEY_BY, "job.maxParallelism is " + maxParallelism
                    + " but the feed handler partitions by " + KeyGroups.DEFAULT_MAX_PARALLELISM + " key groups");
        }
        if (partitions != parallelism) {
            return new PartitionAlignment(Mode.KEY_BY, "topic " + topic + " has " + partitions
                    + " partitions and the job " + parallelism + " subtasks; equal numbers would save the shuffle");
        }
        return new PartitionAlignment(Mode.ALIGNED, "topic " + topic + " has one partition a subtask (" + partitions + ")");
    }

    /**
     * Checks that a symbol read without a shuffle belongs to the subtask that got it. For the operator, once a symbol.
     *
     * @throws IllegalStateException if it doesn't: going on would keep its book where nobody looks for it
     */
    public static void requireOwned(
            final RawBatch batch, final int subtask, final int parallelism, final int maxParallelism) {
        final String symbol = batch.symbol();
        final int keyGroup = KeyGroups.keyGroup(symbol, maxParallelism);
        final int owner = KeyGroups.subtask(keyGroup, maxParallelism, parallelism);
        if (owner != subtask) {
            throw new IllegalStateException("symbol " + symbol + " (" + batch.position() + ") has key group " + keyGroup
                    + ", owned by subtask " + owner + ", but was read without a shuffle by subtask " + subtask + " of "
                    + parallelism + ": the publisher partitions differently, or the job was restored with another"
                    + " parallelism; start it with --source.alignment key-by");
        }
    }

    /**
     * The number of partitions of a topic, from the broker.
     *
     * @throws ConfigException if the broker doesn't answer in time or the topic isn't there
     */
    static int partitions(final String bootstrap, final String topic) {
        final Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) DESCRIBE_LIMIT.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) DESCRIBE_LIMIT.toMillis());
        try (Admin admin = Admin.create(settings)) {
            return admin.describeTopics(List.of(topic)).topicNameValues().get(topic)
                    .get(DESCRIBE_LIMIT.toMillis(), TimeUnit.MILLISECONDS).partitions().size();
        } catch (final ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new ConfigException(List.of("source.topic: got \"" + topic + "\"; the broker at " + bootstrap
                        + " has no such topic: create it or correct the key"));
            }
            throw unreachable(bootstrap, failed.getCause());
        } catch (final TimeoutException late) {
            throw unreachable(bootstrap, late);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable(bootstrap, interrupted);
        }
    }

    private static ConfigException unreachable(final String bootstrap, final Throwable cause) {
        return new ConfigException(List.of("kafka.bootstrap: got \"" + bootstrap + "\"; no answer within "
                + DESCRIBE_LIMIT.toSeconds() + " s (" + cause + "): is the broker up, is the address right?"));
    }
}
