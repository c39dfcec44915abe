package io.depthstream.jobs.source;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.AlignmentPolicy;
import io.depthstream.schemas.KeyGroups;
import java.lang.reflect.Method;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumerator;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionAlignmentTest {

    @Property(tries = 1_000)
    void shouldComputeTheKeyGroupsThatFlinkComputes(
            @ForAll final String symbol,
            @ForAll @IntRange(min = 1, max = 32_768) final int maxParallelism,
            @ForAll @IntRange(min = 1, max = 1_024) final int wanted) {
        final int parallelism = Math.min(wanted, maxParallelism);
        final int keyGroup = KeyGroups.keyGroup(symbol, maxParallelism);
        assertEquals(KeyGroupRangeAssignment.assignToKeyGroup(symbol, maxParallelism), keyGroup);
        assertEquals(
                KeyGroupRangeAssignment.assignKeyToParallelOperator(symbol, maxParallelism, parallelism),
                KeyGroups.subtask(keyGroup, maxParallelism, parallelism));
    }

    @Property(tries = 1_000)
    void shouldPutASymbolOnThePartitionThatTheConnectorGivesToItsOwner(
            @ForAll final String symbol,
            @ForAll final String topic,
            @ForAll @IntRange(min = 1, max = 128) final int partitions)
            throws ReflectiveOperationException {
        final int partition = KeyGroups.partition(symbol, topic, partitions, KeyGroups.DEFAULT_MAX_PARALLELISM);
        final int reader = connectorsOwner(new TopicPartition(topic, partition), partitions);
        assertEquals(KeyGroups.sourceSubtask(topic, partition, partitions), reader);
        assertEquals(
                KeyGroupRangeAssignment.assignKeyToParallelOperator(symbol, KeyGroups.DEFAULT_MAX_PARALLELISM, partitions),
                reader);
    }

    @Test
    void shouldReadWithoutAShuffleOnlyWherePartitionsAndSubtasksLineUp() {
        assertDecision(PartitionAlignment.Mode.ALIGNED, "topic raw has one partition a subtask (4)", 4, 4, 720);
        assertDecision(PartitionAlignment.Mode.ALIGNED, "parallelism 1 owns every key group", 4, 1, 128);
        assertDecision(
                PartitionAlignment.Mode.KEY_BY,
                "topic raw has 4 partitions and the job 2 subtasks; equal numbers would save the shuffle", 4, 2, 720);
        assertDecision(
                PartitionAlignment.Mode.KEY_BY,
                "job.maxParallelism is 128 but the feed handler partitions by 720 key groups", 4, 4, 128);
        assertEquals(
                new PartitionAlignment(PartitionAlignment.Mode.KEY_BY, "source.alignment is key-by"),
                PartitionAlignment.decide(AlignmentPolicy.KEY_BY, "raw", 4, 4, 720));
    }

    @Test
    void shouldStopAJobThatReadsASymbolItDoesNotOwn() {
        final RawBatch batch = new RawBatch("AAPL", new byte[0], "raw", 1, 17);
        final int owner = KeyGroups.subtask(KeyGroups.keyGroup("AAPL", 720), 720, 4);
        assertDoesNotThrow(() -> PartitionAlignment.requireOwned(batch, owner, 4, 720));
        final String message = assertThrows(
                        IllegalStateException.class, () -> PartitionAlignment.requireOwned(batch, (owner + 1) % 4, 4, 720))
                .getMessage();
        assertTrue(message.startsWith("symbol AAPL (raw-1@17) has key group "), message);
        assertTrue(message.endsWith("start it with --source.alignment key-by"), message);
    }

    private static void assertDecision(
            final PartitionAlignment.Mode mode, final String reason, final int partitions, final int parallelism, final int max) {
        assertEquals(
                new PartitionAlignment(mode, reason),
                PartitionAlignment.decide(AlignmentPolicy.AUTO, "raw", partitions, parallelism, max));
    }

    /** What the connector in use really does: its method isn't public, so it is called by reflection. */
    private static int connectorsOwner(final TopicPartition partition, final int readers) throws ReflectiveOperationException {
        final Method owner = KafkaSourceEnumerator.class.getDeclaredMethod("getSplitOwner", TopicPartition.class, int.class);
        owner.setAccessible(true);
        return (int) owner.invoke(null, partition, readers);
    }
}
