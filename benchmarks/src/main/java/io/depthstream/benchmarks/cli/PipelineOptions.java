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
    /** Most subtasks of a job. */
    static final int MOST_SUBTASKS = 64;

    @Option(names = "--parallelism", paramLabel = "P",
        description = "Partitions of the topics and subtasks of the job (default: 1; for the pipeline the machine's cores).")
    private Integer parallelism;
    @Option(names = "--checkpoint-millis", paramLabel = "MS",
        description = "Time between checkpoints (default: 200; for the pipeline 1000).")
    private Long checkpointMillis;
    @Option(names = "--backend",
        description = "State backend, rocksdb, which is incremental, or heap (default: heap for latency, checkpoint and"
            + " redis --frozen, else rocksdb).")
    private String backend;
    @Option(names = "--changelog", negatable = true,
        description = "Flink logs each change of state as it is made, over either backend (default: for checkpoint, unless"
            + " --backend is given).")
    private Boolean changelog;
    @Mixin
    private JobOverrides job;
    @Option(names = "--handler-set", paramLabel = "KEY=VALUE",
        description = "A setting of the feed handler, as its configuration has them; may be given again and again.")
    private Map<String, String> handler = new TreeMap<>();

    /**
     * What a benchmark runs with where nothing else is asked for.
     *
     * @param parallelism      partitions of the topics and subtasks of the job
     * @param checkpointMillis time between checkpoints
     * @param backend          {@code rocksdb} or {@code heap}
     * @param changelog        whether Flink logs changes of state over that backend
     */
    record Usual(int parallelism, long checkpointMillis, String backend, boolean changelog) {
        /** One subtask, five checkpoints a second, and the job's own default of backends. */
        static final Usual LIVE = new Usual(1, 200, "heap", false);
    }

    /** Starts broker, topics and, unless its command is null, Redis. */
    BookPipeline start(final Path folder, final String redisServer, final Usual usual, final BenchReport report) {
        final int subtasks = parallelism == null ? usual.parallelism() : parallelism;
        final long interval = checkpointMillis == null ? usual.checkpointMillis() : checkpointMillis;
        final String chosen = backend == null ? usual.backend() : backend;
        final boolean logged = changelog == null ? backend == null && usual.changelog() : changelog;
        BenchOptions.require("--parallelism", subtasks, 1, MOST_SUBTASKS);
        BenchOptions.require("--checkpoint-millis", interval, 10, 60_000);
        report.put("parallelism", subtasks).put("checkpointMillis", interval).put("backend", chosen).put("changelog", logged)
            .put("set", job.settings()).put("handlerSet", handler);
        final BookPipeline pipeline = new BookPipeline(folder, subtasks, interval, chosen, redisServer);
        pipeline.override(job.settings(), handler);
        if (logged) {
            pipeline.logChanges();
        }
        return pipeline;
    }
}
