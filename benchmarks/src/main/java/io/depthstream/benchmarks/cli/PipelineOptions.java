package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.pipeline.BookPipeline;
import io.depthstream.benchmarks.report.BenchReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of benchmarks that run the whole pipeline. */
final class PipelineOptions {
    @Option(names = "--parallelism", paramLabel = "P",
        description = "Partitions of the topics and subtasks of the job (default: ${DEFAULT-VALUE}).")
    private int parallelism = 1;
    @Option(names = "--checkpoint-millis", paramLabel = "MS",
        description = "Time between checkpoints (default: ${DEFAULT-VALUE}).")
    private long checkpointMillis = 200;
    @Option(names = "--backend",
        description = "State backend, rocksdb or heap (default: heap; for checkpoints rocksdb, which is incremental).")
    private String backend;
    @Mixin
    private JobOverrides job;
    @Option(names = "--handler-set", paramLabel = "KEY=VALUE",
        description = "A setting of the feed handler, as its configuration has them; may be given again and again.")
    private Map<String, String> handler = new TreeMap<>();

    /** Starts broker, topics and, unless its command is null, Redis. */
    BookPipeline start(
            final Path folder, final String redisServer, final String usualBackend, final BenchReport report) {
        final String chosen = backend == null ? usualBackend : backend;
        BenchOptions.require("--parallelism", parallelism, 1, 64);
        BenchOptions.require("--checkpoint-millis", checkpointMillis, 10, 60_000);
        report.put("parallelism", parallelism).put("checkpointMillis", checkpointMillis).put("backend", chosen)
            .put("set", job.settings()).put("handlerSet", handler);
        final BookPipeline pipeline = new BookPipeline(folder, parallelism, checkpointMillis, chosen, redisServer);
        pipeline.override(job.settings(), handler);
        return pipeline;
    }
}
