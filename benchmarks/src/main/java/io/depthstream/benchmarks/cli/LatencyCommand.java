package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.pipeline.BookPipeline;
import io.depthstream.benchmarks.pipeline.FlinkRun;
import io.depthstream.benchmarks.pipeline.JobComparison;
import io.depthstream.benchmarks.pipeline.RedisObserver;
import io.depthstream.benchmarks.pipeline.Schedule;
import io.depthstream.benchmarks.pipeline.ScheduledSender;
import io.depthstream.benchmarks.pipeline.TopicObserver;
import io.depthstream.benchmarks.pipeline.WorkingFolder;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.ingest.feed.FeedHandlerCounters;
import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.Records;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.SystemEpochNanoClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a message takes from its planned sending to each hop. */
@Command(name = "latency", mixinStandardHelpOptions = true,
    description = "From a message's planned sending over UDP to each hop and to a Redis subscriber, at a fixed rate;"
        + " nothing omitted when something stalls.")
final class LatencyCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration ARRIVAL = Duration.ofSeconds(10);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** The handler shares its core with the load, the broker, the job and Redis: it sleeps when nothing arrives. */
    private static final Map<String, String> HANDLER = Map.of("arbiter.join-at", "session-start", "loop.idle", "doze");

    @Mixin
    private BenchOptions options;
    @Mixin
    private PipelineOptions pipelineOptions;
    @Mixin
    private RedisServerOption server;
    @Option(names = "--rate", paramLabel = "R", description = "Messages a second (default: ${DEFAULT-VALUE}).")
    private long rate = 50_000;
    @Option(names = "--seconds", paramLabel = "N", description = "Measured time (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;
    @Option(names = "--warm-up-seconds", paramLabel = "N",
        description = "Messages of so many seconds before it, slower where the machine is: the compilers take a core for most of them (default: ${DEFAULT-VALUE}).")
    private int warmUpSeconds = 100;
    @Option(names = "--no-topics", description = "Measure the Redis subscriber only: the topics' readers cost CPU.")
    private boolean noTopics;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--rate", rate, 100, 5_000_000);
        BenchOptions.require("--seconds", seconds, 1, 3_600);
        BenchOptions.require("--warm-up-seconds", warmUpSeconds, 0, 3_600);
        final BenchReport report = new BenchReport("bench latency");
        final SimulationConfig day = SimulationConfig.compressedDay(options.seed(), seconds + warmUpSeconds, rate);
        report.put("seed", options.seed()).put("symbols", day.symbols()).put("rate", rate).put("seconds", seconds);
        try (WorkingFolder folder = new WorkingFolder(options.workingFolder("latency-"));
                BookPipeline pipeline = pipelineOptions.start(
                    folder.path(), server.command(), PipelineOptions.Usual.LIVE, report)) {
            measure(pipeline, day, report);
        }
        options.show(report);
        return 0;
    }

    private void measure(final BookPipeline pipeline, final SimulationConfig day, final BenchReport report)
            throws Exception {
        final Schedule schedule = new Schedule(rate, rate * warmUpSeconds);
        final Map<String, Schedule.Hop> hops = new LinkedHashMap<>();
        final FlinkRun job = pipeline.startJob(null);
        final NioPacketSource source = new NioPacketSource(
            List.of(new LineAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null)),
            NioPacketSource.DEFAULT_RECEIVE_BUFFER_BYTES, SystemEpochNanoClock.INSTANCE);
        final InetSocketAddress line = source.localAddress(0);
        final FeedHandlerCounters counters =
            pipeline.feed(source, day.tradingDate(), HANDLER);
        final ScheduledSender sender = new ScheduledSender(
            schedule, new MarketSimulator(day), line, () -> job.metrics().sum(JobComparison.APPLIED));
        try (TopicObserver raw = noTopics ? null : raw(pipeline, hops, schedule);
                TopicObserver top = noTopics ? null : top(pipeline, hops, schedule, "read_uncommitted");
                TopicObserver committed = noTopics ? null : top(pipeline, hops, schedule, "read_committed");
                RedisObserver redis = new RedisObserver(pipeline.redisUri(), hop(hops, schedule, "redis"))) {
            final Thread thread = new Thread(sender, "venue");
            thread.start();
            while (!sender.finished()) {
                pipeline.requireHealthy();
                requireComplete(counters);
                LockSupport.parkNanos(POLL_NANOS);
            }
            thread.join();
            awaitReceived(sender.sent(), counters);
            pipeline.stopFeed();
            job.awaitMetric(JobComparison.APPLIED, counters.messages(), LIMIT);
        }
        fill(report, sender.sent(), counters, hops);
    }

    /** The time of a message that was lost is no figure. */
    private void requireComplete(final FeedHandlerCounters counters) {
        if (counters.missedMessages() > 0) {
            throw new IllegalStateException("the line lost " + counters.missedMessages() + " messages at " + rate
                + " a second: its receiver does not keep up on this machine; give a lower --rate");
        }
    }

    private void awaitReceived(final long sent, final FeedHandlerCounters counters) throws TimeoutException {
        final long deadline = System.nanoTime() + ARRIVAL.toNanos();
        while (counters.messages() < sent) {
            requireComplete(counters);
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("of " + sent + " messages the feed handler has seen " + counters.messages()
                    + " after " + ARRIVAL.toSeconds() + " s: the last ones were lost; give a lower --rate");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static Schedule.Hop hop(final Map<String, Schedule.Hop> hops, final Schedule schedule, final String name) {
        final Schedule.Hop hop = schedule.hop();
        hops.put(name, hop);
        return hop;
    }

    private static TopicObserver raw(
            final BookPipeline pipeline, final Map<String, Schedule.Hop> hops, final Schedule schedule) {
        final Schedule.Hop hop = hop(hops, schedule, "rawTopic");
        final EventBatchReader reader = new EventBatchReader();
        return new TopicObserver(pipeline.bootstrapServers(), Topics.RAW_XNAS, "read_uncommitted", value -> {
            reader.wrap(value, 0, value.length);
            while (reader.nextEvent()) {
                hop.seen(reader.sequence());
            }
        });
    }

    private static TopicObserver top(final BookPipeline pipeline, final Map<String, Schedule.Hop> hops,
            final Schedule schedule, final String isolation) {
        final Schedule.Hop hop = hop(hops, schedule,
            isolation.equals("read_committed") ? "topOfBookCommitted" : "topOfBook");
        return new TopicObserver(pipeline.bootstrapServers(), Topics.BOOK_TOP, isolation,
            value -> hop.seen(Records.decode(TopOfBook.class, value).getSequence()));
    }

    private static void fill(final BenchReport report, final long sent, final FeedHandlerCounters counters,
            final Map<String, Schedule.Hop> hops) {
        final Map<String, Object> perHop = new LinkedHashMap<>();
        hops.forEach((name, hop) -> perHop.put(name, percentiles(new LinkedHashMap<>(), hop.micros())));
        report.put("sent", sent).put("received", counters.messages()).put("missed", counters.missedMessages());
        percentiles(report.values(), hops.get("redis").micros());
        report.put("hops", perHop);
    }

    private static Map<String, Object> percentiles(final Map<String, Object> into, final Histogram micros) {
        into.put("p50Micros", micros.getValueAtPercentile(50));
        into.put("p90Micros", micros.getValueAtPercentile(90));
        into.put("p99Micros", micros.getValueAtPercentile(99));
        into.put("p999Micros", micros.getValueAtPercentile(99.9));
        into.put("mostMicros", micros.getMaxValue());
        into.put("updates", micros.getTotalCount());
        return into;
    }
}
