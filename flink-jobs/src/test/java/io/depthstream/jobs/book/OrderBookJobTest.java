package io.depthstream.jobs.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.source.PartitionAlignment;
import io.depthstream.jobs.source.PartitionAlignment.Mode;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The graph that the job builds, and what it sets in the environment. */
class OrderBookJobTest {

    @Test
    void shouldBeOneChainWhereTheAlignmentSaysSo() {
        assertEquals(1, graph(Mode.ALIGNED, 4).getJobGraph().getNumberOfVertices());
    }

    @Test
    void shouldGiveTheSinkAThreadOfItsOwnWhereTheConfigurationSaysSo() {
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        job(Mode.ALIGNED, Map.of("job.parallelism", "1", "sink.ownThread", "true")).build(env);
        final List<JobVertex> tasks = env.getStreamGraph().getJobGraph().getVerticesSortedTopologicallyFromSources();
        assertTrue(tasks.get(0).getName().endsWith("order books"), () -> "books are with the source: " + tasks);
        assertTrue(tasks.size() > 1 && tasks.get(1).getName().startsWith("market topics"), () -> "the sink is not: " + tasks);
    }

    @Test
    void shouldShuffleBySymbolWhereItDoesNot() {
        assertEquals(2, graph(Mode.KEY_BY, 4).getJobGraph().getNumberOfVertices());
    }

    @Test
    void shouldGiveEveryOperatorAnIdThatSavepointsCanRelyOn() {
        final StreamGraph graph = graph(Mode.KEY_BY, 2);
        final Set<String> ids = graph.getStreamNodes().stream().map(StreamNode::getTransformationUID)
                .peek(id -> assertNotNull(id, "every operator has a uid")).collect(Collectors.toSet());
        assertTrue(ids.containsAll(Set.of(OrderBookJob.SOURCE_UID, OrderBookJob.OPERATOR_UID)), ids.toString());
        assertTrue(ids.stream().anyMatch(id -> id.contains(OrderBookJob.SINK_UID)), ids.toString());
    }

    @Test
    void shouldSetWhatItsGuaranteesRestOn() {
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        job(Mode.ALIGNED, 4).build(env);

        assertEquals(4, env.getParallelism());
        assertEquals(720, env.getMaxParallelism());
        assertEquals(0, env.getBufferTimeout());
        assertTrue(env.getConfig().isObjectReuseEnabled());
        assertTrue(env.getConfig().getSerializerConfig().hasGenericTypesDisabled());
        assertEquals(CheckpointingMode.EXACTLY_ONCE, env.getCheckpointConfig().getCheckpointingConsistencyMode());
        assertEquals(200, env.getCheckpointConfig().getCheckpointInterval());
        assertFalse(env.getCheckpointConfig().isUnalignedCheckpointsEnabled());
    }

    private static StreamGraph graph(final Mode mode, final int parallelism) {
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        job(mode, parallelism).build(env);
        return env.getStreamGraph();
    }

    private static OrderBookJob job(final Mode mode, final int parallelism) {
        return job(mode, Map.of("job.parallelism", Integer.toString(parallelism)));
    }

    private static OrderBookJob job(final Mode mode, final Map<String, String> settings) {
        final GeneratorFunction<Long, RawBatch> nothing = index -> null;
        return new OrderBookJob(
                JobConfig.of(settings),
                new DataGeneratorSource<>(nothing, 1, RawBatchTypeInfo.INSTANCE),
                new MemorySink("graph"),
                HotPublisherFactory.none(),
                new PartitionAlignment(mode, "test"));
    }
}
