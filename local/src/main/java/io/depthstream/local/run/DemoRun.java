package io.depthstream.local.run;

import io.depthstream.ingest.feed.FeedHandlerCounters;
import io.depthstream.ingest.packet.UnavailableHereException;
import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.local.simulator.LineTransmitter;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.MessageHistory;
import io.depthstream.local.simulator.RetransmitServer;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.simulator.TransmitterConfig;
import io.depthstream.local.stack.LocalStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A simulated day on two UDP lines through the whole pipeline, and at its end every book against the truth.
 *
 * <p>The truth is not recorded: the same seed is simulated again, as far as it was sent, into plain reference books.
 */
public final class DemoRun {
    private static final long SENDER_JOIN_MILLIS = TimeUnit.SECONDS.toMillis(30);

    /** What the re-request server remembers: seconds of the fastest demo, far above any recovery's deadline. */
    private static final int HISTORY_MESSAGES = 1 << 20;

    private final DemoOptions options;
    private final String source;
    private final Path stackFile;
    private final RunView view;

    /**
     * Prepares a run; nothing starts yet.
     *
     * @param source    what the feed handler receives by, one of {@link DemoWire#SOURCES}
     * @param stackFile where the running stack says how it can be reached
     */
    public DemoRun(final DemoOptions options, final String source, final Path stackFile, final RunView view) {
        this.options = options;
        this.source = source;
        this.stackFile = stackFile;
        this.view = view;
    }

    /**
     * Runs, drains and checks.
     *
     * @throws IllegalStateException when a component fails
     * @throws UnavailableHereException if the source can't be had on this machine
     */
    public RunReport run() throws InterruptedException, UnavailableHereException {
        final SimulationConfig day =
            SimulationConfig.compressedDay(options.seed(), options.seconds(), options.rate());
        try (StopSignal stop = new StopSignal(); DemoWire wire = DemoWire.open(source)) {
            view.say("Starting Kafka, Redis and Flink in this process ...");
            return run(day, wire, stop);
        }
    }

    private RunReport run(final SimulationConfig day, final DemoWire wire, final StopSignal stop)
            throws InterruptedException {
        try (LocalStack stack = LocalStack.start(options.parallelism())) {
            view.say("Kafka %s   Redis %s   Flink %s".formatted(stack.addresses().bootstrapServers(),
                stack.addresses().redisUri(), stack.addresses().flinkUrl()));
            view.say("Seed %d: %,d messages of %,d symbols in %d s, on lines A and B.".formatted(
                options.seed(), day.messages(), day.symbols(), options.seconds()));
            try (PipelineRun pipeline = new PipelineRun(stack, stackFile,
                    PipelineRun.jobConfig(stack, options.parallelism()), view)) {
                return run(day, wire, pipeline, stop, stack.directory());
            }
        }
    }

    private RunReport run(final SimulationConfig day, final DemoWire wire, final PipelineRun pipeline,
            final StopSignal stop, final Path folder) throws InterruptedException {
        final TransmitterConfig lines =
            wire.lines(options.rate()).withImpairments(options.lineA(), options.lineB());
        final MessageHistory history = new MessageHistory(HISTORY_MESSAGES);
        try (RetransmitServer server = new RetransmitServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), lines.session(), history, lines.maxPacketLength())) {
            final Map<String, String> settings = settings(day, server);
            final FeedHandlerCounters counters = pipeline.feed(wire.receiver(), 2, false, settings);
            final Thread serving = new Thread(server, "re-request-server");
            serving.setDaemon(true);
            serving.start();
            try (Primary primary = primary(pipeline, settings, folder);
                    LineTransmitter transmitter = wire.atVenue(() -> new LineTransmitter(lines, new MarketSimulator(day),
                        System::nanoTime, counters::highestSequence, history))) {
                if (primary == null) {
                    return bySource(wire, run(day, pipeline, stop, transmitter));
                }
                transmitter.also(primary.lineA(), primary.lineB());
                primary.begin();
                return primary.report(run(day, pipeline, stop, transmitter));
            }
        }
    }

    private Primary primary(final PipelineRun pipeline, final Map<String, String> settings, final Path folder)
            throws InterruptedException {
        if (options.primary() == null) {
            return null;
        }
        view.say("Starting the primary feed handler in a process of its own; the one in this process is the replica ...");
        final Map<String, String> its = new HashMap<>(settings);
        its.put("publisher", "primary");
        its.put("kafka.bootstrap", pipeline.bootstrapServers());
        return Primary.start(options.primary(), its, folder.resolve("primary.log"), pipeline.hotFeed().silence(), view);
    }

    private Map<String, String> settings(final SimulationConfig day, final RetransmitServer server) {
        final Map<String, String> settings = new HashMap<>();
        settings.put("trading-date", day.tradingDate().toString());
        settings.put("arbiter.join-at", "session-start");
        if (options.primary() != null) {
            settings.put("publisher", "replica");
        }
        if (options.recovery()) {
            settings.put("recovery.servers", "127.0.0.1:" + server.address().getPort());
        }
        return settings;
    }

    private RunReport run(final SimulationConfig day, final PipelineRun pipeline, final StopSignal stop,
            final LineTransmitter transmitter) throws InterruptedException {
        final Thread sender = new Thread(transmitter, "simulator");
        sender.start();
        pipeline.watch(transmitter::sentMessages, () -> (double) transmitter.sentMessages() / day.messages(),
            () -> transmitter.finished() || stop.wanted());
        pipeline.hotFeed().silence().end();
        transmitter.stop();
        sender.join(SENDER_JOIN_MILLIS);
        final long sent = transmitter.sentMessages();
        pipeline.drain(sent);
        final Map<String, BookDepth> truth = TruthBooks.ofSimulation(day, sent).depths();
        final BookComparison comparison = pipeline.compare(truth);
        view.say(comparison.report());
        return pipeline.report(sent, comparison, truth)
            .with("longestSilenceMillis", pipeline.hotFeed().silence().longestMillis());
    }

    /** A source of another kind says how many packets came by its own way: else it might have been the ordinary one. */
    private RunReport bySource(final DemoWire wire, final RunReport report) {
        return source.equals("udp") ? report : report.with("source", source)
            .with("sourcePackets", wire.packets("feedhandler_" + source + "_packets"));
    }
}
