package io.depthstream.chaos;

import io.depthstream.local.check.BookDepth;
import io.depthstream.local.run.HotStates;
import io.depthstream.local.run.NatsSubscriber;
import io.depthstream.local.run.StoreReport;
import io.depthstream.local.stack.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Core NATS, which keeps nothing: what counts is what a subscriber knows that was there whenever the server was, and that
 * drops by (sequence, revision) what it has seen, as subscribers must.
 */
final class NatsUnderTest implements StoreUnderTest {
    private final int port = FreePorts.tcp();
    private final int levels;
    private final KillableServer server;
    private final HotStates states = new HotStates();
    private NatsSubscriber subscriber;

    NatsUnderTest(final Path folder, final int levels) {
        this.levels = levels;
        server = new KillableServer(
            List.of("nats-server", "-a", "127.0.0.1", "-p", Integer.toString(port)), port, folder.resolve("nats.log"));
    }

    @Override
    public JobHost.Kind job() {
        return JobHost.Kind.BOOK;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("hot.natsUri", uri());
    }

    private String uri() {
        return "nats://127.0.0.1:" + port;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        server.start();
        subscriber = new NatsSubscriber(uri(), NatsSubscriber.PENDING_MESSAGES, states::take);
    }

    @Override
    public void kill() throws InterruptedException {
        subscriber.close();
        server.kill();
    }

    /** Rows missing, and differences; what the subscriber was told again is dropped by it, and so no duplicate. */
    @Override
    public StoreReport compare(final Map<String, BookDepth> truth, final String bootstrapServers) {
        final StoreReport report = states.compare(truth, levels);
        return new StoreReport(report.rows(), report.missing(), 0, report.differences());
    }

    @Override
    public void close() throws InterruptedException {
        if (subscriber != null) {
            subscriber.close();
        }
        server.close();
    }
}
