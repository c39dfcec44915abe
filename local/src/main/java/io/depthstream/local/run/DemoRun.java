package io.depthstream.local.run;

import io.depthstream.ingest.packet.UnavailableHereException;
import io.depthstream.ingest.session.soup.SoupClientConfig;
import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.local.check.TruthTrades;
import io.depthstream.local.check.live.LiveBookCheck;
import io.depthstream.local.check.live.LiveCheckConfig;
import io.depthstream.local.simulator.LineTransmitter;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.stack.FreePorts;
import io.depthstream.local.stack.LocalStack;
import io.depthstream.local.stack.StackFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A simulated day on two UDP lines through the whole pipeline, and at its end every book against the truth.
 *
 * <p>The truth is not recorded: the same seed is simulated again, as far as it was sent, into plain reference books.
 */
public final class DemoRun {
    private static final long SENDER_JOIN_MILLIS = TimeUnit.SECONDS.toMillis(30);

    /** How long the last look at the books may take, after everything has been applied. */
    private static final long LAST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final int PACKETS_PER_POLL = 1_000;

    /**
     * A feed handler waits to fill a request to the broker. At once, each event is a request of its own, and broker, handler and
     * job together want more than two processors.
     */
    private static final String HANDLER_LINGER_MILLIS = "4";

    /** The job fills requests too, and what Redis gets waits neither for that nor for a commit. */
    private static final Map<String, String> JOB = Map.of("sink.lingerMillis", "20", "sink.ownThread", "true");

    private final DemoOptions options;
    private final String source;
    private final Path stackFile;
    private final RunView view;
    private DemoStores.Wish wish = DemoStores.Wish.NONE;

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

    /** Says which stores run beside the pipeline; none but Redis unless told otherwise. Returns this. */
    public DemoRun withStores(final DemoStores.Wish wanted) {
        wish = wanted;
        return this;
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
            try (DemoStores stores = DemoStores.start(stack, wish, day.tradingDate(), view);
                    PipelineRun pipeline = new PipelineRun(stack, stackFile,
                        PipelineRun.jobConfig(stack, options.parallelism(), jobSettings(stores)), view)) {
                stores.announce(pipeline);
                pipeline.whenWarm(stores::warm);
                final RunReport report = run(day, wire, pipeline, stop, stack.directory());
                return stores.compare(report, pipeline.hotFeed(), TruthBooks.ofSimulation(day, report.sent()).depths(),
                    TruthTrades.ofSimulation(day, report.sent()).sharesBySequence());
            }
        }
    }

    private RunReport run(final SimulationConfig day, final DemoWire wire, final PipelineRun pipeline,
            final StopSignal stop, final Path folder) throws InterruptedException {
        try (SimulatedVenue venue = new SimulatedVenue(day, options, wire, () -> received(pipeline));
                LiveBookCheck check = new LiveBookCheck(SoupClientConfig.of(venue.snapshots(), SimulatedVenue.USER, ""),
                    LiveCheckConfig.USUAL, System::nanoTime)) {
            pipeline.announce(StackFile.GLIMPSE, "127.0.0.1:" + venue.snapshots().getPort());
            pipeline.check(check);
            final Map<String, String> settings = settings(day, venue);
            if (options.joinAt() == 0) {
                pipeline.feed(wire.receiver(), 2, false, settings);
            }
            try (Primary primary = primary(pipeline, settings, folder, venue.transmitter())) {
                final Thread sender = new Thread(venue.transmitter(), "simulator");
                sender.start();
                if (options.joinAt() > 0) {
                    join(wire, pipeline, settings, venue.transmitter(), stop);
                }
                final RunReport report = run(day, pipeline, stop, venue.transmitter(), sender);
                if (!stop.wanted()) {
                    lookOnceMore(pipeline, check, report.sent());
                }
                final RunReport checked = bySource(wire, report.with(check.totals()));
                return primary == null ? checked : primary.report(checked);
            }
        }
    }

    private Map<String, String> jobSettings(final DemoStores stores) {
        final Map<String, String> settings = new HashMap<>(JOB);
        settings.putAll(stores.jobSettings());
        return settings;
    }

    /** What the receiver has, for flow control; one that has not joined yet holds nobody up. */
    private long received(final PipelineRun pipeline) {
        if (!pipeline.fed()) {
            return Long.MAX_VALUE;
        }
        final long highest = pipeline.counters().highestSequence();
        return highest == 0 && options.joinAt() > 0 ? Long.MAX_VALUE : highest;
    }

    private void join(final DemoWire wire, final PipelineRun pipeline, final Map<String, String> settings,
            final LineTransmitter transmitter, final StopSignal stop) {
        final long begin = System.nanoTime();
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(options.joinAt()) && !stop.wanted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        // What the sockets have kept since the beginning is not what a handler that starts now would see.
        while (wire.receiver().poll((line, packet, offset, length, time) -> { }, PACKETS_PER_POLL) > 0) {
            Thread.onSpinWait();
        }
        view.say("The feed handler starts after %,d messages and joins by a snapshot.".formatted(transmitter.sentMessages()));
        pipeline.feed(wire.receiver(), 2, false, settings);
    }

    private Primary primary(final PipelineRun pipeline, final Map<String, String> settings, final Path folder,
            final LineTransmitter transmitter) throws InterruptedException {
        if (options.primary() == null) {
            return null;
        }
        view.say("Starting the primary feed handler in a process of its own; the one in this process is the replica ...");
        final int controlPort = FreePorts.tcp();
        final Map<String, String> its = new HashMap<>(settings);
        its.put("publisher", "primary");
        its.put("kafka.bootstrap", pipeline.bootstrapServers());
        its.put("control.port", Integer.toString(controlPort));
        final Primary primary =
            Primary.start(options.primary(), its, folder.resolve("primary.log"), pipeline.hotFeed(), view);
        pipeline.announce(StackFile.CONTROL, pipeline.control() + ",127.0.0.1:" + controlPort);
        transmitter.also(primary.lineA(), primary.lineB());
        primary.begin();
        return primary;
    }

    private Map<String, String> settings(final SimulationConfig day, final SimulatedVenue venue) {
        final Map<String, String> settings = new HashMap<>();
        settings.put("trading-date", day.tradingDate().toString());
        settings.put("arbiter.join-at", options.joinAt() > 0 ? "first-seen" : "session-start");
        settings.put("kafka.linger-millis", HANDLER_LINGER_MILLIS);
        // It shares its machine with everything else, so it sleeps when nothing arrives.
        settings.put("loop.idle", "doze");
        if (options.primary() != null) {
            settings.put("publisher", "replica");
        }
        if (options.recovery()) {
            settings.put("recovery.servers", venue.rerequests());
            settings.put("snapshot.server", "127.0.0.1:" + venue.snapshots().getPort());
        }
        return settings;
    }

    private RunReport run(final SimulationConfig day, final PipelineRun pipeline, final StopSignal stop,
            final LineTransmitter transmitter, final Thread sender) throws InterruptedException {
        pipeline.watch(transmitter::sentMessages, () -> (double) transmitter.sentMessages() / day.messages(),
            () -> transmitter.finished() || stop.wanted());
        pipeline.hotFeed().silence().end();
        pipeline.hotFeed().stalls().end();
        transmitter.stop();
        sender.join(SENDER_JOIN_MILLIS);
        final long sent = transmitter.sentMessages();
        pipeline.drain(sent);
        final Map<String, BookDepth> truth = TruthBooks.ofSimulation(day, sent).depths();
        final BookComparison comparison = pipeline.compare(truth);
        view.say(comparison.report());
        return pipeline.report(sent, comparison, truth)
            .with("longestSilenceMillis", pipeline.hotFeed().silence().longestMillis())
            .with("longestStallMillis", pipeline.hotFeed().stalls().longestMillis());
    }

    /** The venue stands still: now every book can be compared. */
    private void lookOnceMore(final PipelineRun pipeline, final LiveBookCheck check, final long sent) {
        final long deadline = System.nanoTime() + LAST_LOOK_NANOS;
        check.caughtUp();
        check.lookNow();
        pipeline.watch(() -> sent, () -> 1,
            () -> check.done() || System.nanoTime() - deadline > 0);
        view.say("Compared with the venue's own: " + check.last() + ".");
    }

    /** A source of another kind says how many packets came by its own way: else it might have been the ordinary one. */
    private RunReport bySource(final DemoWire wire, final RunReport report) {
        return source.equals("udp") ? report : report.with("source", source)
            .with("sourcePackets", wire.packets("feedhandler_" + source + "_packets"));
    }
}
