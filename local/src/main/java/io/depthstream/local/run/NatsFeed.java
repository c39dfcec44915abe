package io.depthstream.local.run;

import io.depthstream.local.check.BookDepth;
import io.depthstream.local.stack.NatsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** NATS beside the pipeline: the server, and a subscriber to every book that keeps what is newer. */
public final class NatsFeed implements AutoCloseable {
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final NatsServer server;
    private final HotStates states = new HotStates();
    private final NatsSubscriber subscriber;

    private NatsFeed(final NatsServer server) throws IOException, InterruptedException {
        this.server = server;
        subscriber = new NatsSubscriber(server.uri(), NatsSubscriber.PENDING_MESSAGES, states::take);
    }

    /**
     * Starts server and subscriber.
     *
     * @throws IOException when one of them does not start
     */
    public static NatsFeed start(final Path directory) throws IOException, InterruptedException {
        final NatsServer server = NatsServer.start(directory);
        try {
            return new NatsFeed(server);
        } catch (final IOException failed) {
            server.close();
            throw failed;
        }
    }

    /** Returns the server's address. */
    public String uri() {
        return server.uri();
    }

    /** Returns how often the client dropped messages because this subscriber was too slow. */
    public long slow() {
        return subscriber.slow();
    }

    /**
     * Waits until the subscriber knows the true books, or hears nothing more, and says how they compare.
     *
     * @param levels most levels a side of a state
     */
    public StoreReport compare(final Map<String, BookDepth> truth, final int levels) {
        long heard = -1;
        long movedNanos = System.nanoTime();
        StoreReport report = states.compare(truth, levels);
        while (report.missing() + report.differences() > 0 && System.nanoTime() - movedNanos < STALL_NANOS) {
            final long now = subscriber.messages();
            movedNanos = now == heard ? movedNanos : System.nanoTime();
            heard = now;
            LockSupport.parkNanos(LOOK_NANOS);
            report = states.compare(truth, levels);
        }
        return report;
    }

    @Override
    public void close() throws InterruptedException {
        subscriber.close();
        server.close();
    }
}
