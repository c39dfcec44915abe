package io.depthstream.local.cli;

import io.depthstream.ingest.feed.DeadLetterAlarm;
import io.depthstream.ingest.feed.DeadLetterBacklog;
import io.depthstream.ingest.feed.DeadLetterPolicy;
import io.depthstream.ingest.feed.DeadLetterWatch;
import io.depthstream.ingest.feed.FeedHandlerMetrics;
import io.depthstream.local.deadletter.DeadLetterTopic;
import io.depthstream.local.run.StopSignal;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Dead letters that nobody has handled, before retention deletes them. */
@Command(name = "watch", mixinStandardHelpOptions = true,
    description = "How many dead letters nobody has handled, how old the oldest is, and what is to be done before retention deletes "
        + "it. Ends with 1 when something is; with --every it goes on until Ctrl-C, logs alerts and serves metrics.")
final class DeadLetterWatchCommand implements Callable<Integer> {
    private static final long LOOK_FOR_STOP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Mixin
    private RunningStack stack;
    @Option(names = "--alert-percent",
        description = "Part of the retention that the oldest may be old, 1 to 90 (default: ${DEFAULT-VALUE}).")
    private int alertPercent = DeadLetterPolicy.USUAL.agePercent();
    @Option(names = "--alert-backlog", description = "Most that may lie there (default: ${DEFAULT-VALUE}).")
    private long alertBacklog = DeadLetterPolicy.USUAL.backlog();
    @Option(names = "--every", paramLabel = "SECONDS", description = "Look again and again (default: once).")
    private int every;
    @Option(names = "--metrics-port", description = "Loopback port of the Prometheus endpoint, with --every; 0 for none.")
    private int metricsPort;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final DeadLetterPolicy policy;
        try {
            policy = new DeadLetterPolicy(alertPercent, alertBacklog);
        } catch (final IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        final DeadLetterWatch watch = DeadLetterTopic.watch(stack.require().bootstrapServers(), policy);
        if (every > 0) {
            return watch(watch);
        }
        try (watch) {
            return tell(watch.look());
        }
    }

    private int watch(final DeadLetterWatch watch) {
        final PrometheusRegistry registry = new PrometheusRegistry();
        try (StopSignal stop = new StopSignal();
                DeadLetterAlarm alarm = DeadLetterAlarm.start(watch, Duration.ofSeconds(every), registry);
                HTTPServer metrics = metricsPort == 0 ? null : FeedHandlerMetrics.serve(registry, metricsPort)) {
            while (!stop.wanted()) {
                LockSupport.parkNanos(LOOK_FOR_STOP_NANOS);
            }
            return tell(alarm.backlog());
        }
    }

    private int tell(final DeadLetterBacklog backlog) {
        final PrintWriter out = spec.commandLine().getOut();
        out.printf("%d dead letters to handle, the oldest %s old, kept for %s%n", backlog.pending(),
            Duration.ofMillis(backlog.oldestAgeMillis()).truncatedTo(ChronoUnit.SECONDS),
            backlog.retentionMillis() < 0 ? "ever" : Duration.ofMillis(backlog.retentionMillis()));
        backlog.alerts().forEach(alert -> out.println("ALERT: " + alert));
        out.flush();
        return backlog.alerts().isEmpty() ? 0 : Depthstream.CHECK_FAILED;
    }
}
