package io.depthstream.local.run;

import io.depthstream.ingest.feed.FeedHandlerCounters;
import io.depthstream.ingest.feed.TradingDay;
import io.depthstream.ingest.packet.FilePacketSource;
import io.depthstream.ingest.packet.LineMap;
import io.depthstream.ingest.packet.PacketSources;
import io.depthstream.ingest.packet.ReplayPacer;
import io.depthstream.ingest.packet.ReplaySpeed;
import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A capture through the whole pipeline, and at its end every book against the truth. */
public final class ReplayRun {
    private final ReplayOptions options;
    private final Path stackFile;
    private final RunView view;

    /**
     * Prepares a run; nothing starts yet.
     *
     * @param stackFile where the running stack says how it can be reached
     */
    public ReplayRun(final ReplayOptions options, final Path stackFile, final RunView view) {
        this.options = options;
        this.stackFile = stackFile;
        this.view = view;
    }

    /**
     * Runs, drains and checks.
     *
     * @throws IOException when the capture can't be read
     * @throws IllegalStateException when a component fails
     */
    public RunReport run() throws InterruptedException, IOException {
        final FilePacketSource source = open();
        view.say("Starting Kafka, Redis and Flink in this process ...");
        try (StopSignal stop = new StopSignal(); LocalStack stack = LocalStack.start(options.parallelism());
                PipelineRun pipeline = new PipelineRun(stack, stackFile,
                    PipelineRun.jobConfig(stack, options.parallelism()), view)) {
            view.say("Replaying " + source.describe());
            final ReplaySpeed speed = options.speed() == 0 ? ReplaySpeed.UNLIMITED : new ReplaySpeed(options.speed());
            final FeedHandlerCounters counters = pipeline.feed(
                new ReplayPacer(source, speed, System::nanoTime), 1, true,
                Map.of("trading-date", options.tradingDate().toString()));
            pipeline.watch(counters::messages, source::fraction, () -> source.exhausted() || stop.wanted());
            pipeline.drain(counters.messages());
            if (stop.wanted()) {
                view.say("Stopped before the end of the capture: nothing to compare with.");
            }
            final TruthBooks truth = CaptureTruth.read(open());
            final BookComparison comparison = pipeline.compare(truth.depths());
            view.say(comparison.report());
            if (options.books() != null) {
                BooksFile.write(options.books(), pipeline.committedBooks());
            }
            return pipeline.report(truth.messages(), comparison, truth.depths())
                .with("sequences", PublishedSequences.read(pipeline.bootstrapServers()));
        }
    }

    private FilePacketSource open() throws IOException {
        return PacketSources.open(options.file(), LineMap.all(), TradingDay.of(options.tradingDate()).midnightEpochNanos());
    }
}
