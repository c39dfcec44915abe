package io.depthstream.local.run;

import io.depthstream.jobs.hot.NatsSubjects;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.stack.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * NATS beside the pipeline: the server, and a subscriber to every book, which is also the example of one: it takes the
 * symbol from the subject, keeps what is newer, and counts when it is too slow.
 */
public final class NatsFeed implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String SUBJECT = "*.*.orderbook";

    private final NatsServer server;
    private final Connection connection;
    private final HotStates states = new HotStates();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong slow = new AtomicLong();

    private NatsFeed(final NatsServer server) throws IOException, InterruptedException {
        this.server = server;
        connection = Nats.connect(new Options.Builder().server(server.uri()).connectionName("depthstream-subscriber")
            .errorListener(new ErrorListener() {
                @Override
                public void slowConsumerDetected(final Connection of, final Consumer consumer) {
                    slow.incrementAndGet();
                }
            }).build());
        final Dispatcher dispatcher = connection.createDispatcher(message -> {
            messages.incrementAndGet();
            final String[] tokens = message.getSubject().split("\\.");
            states.take(NatsSubjects.symbol(tokens[1]), new String(message.getData(), StandardCharsets.UTF_8));
        });
        dispatcher.subscribe(SUBJECT);
        try {
            connection.flush(CONNECT);
        } catch (final TimeoutException late) {
            throw new IOException("nats-server did not answer the subscription", late);
        }
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
        return slow.get();
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
            final long now = messages.get();
            movedNanos = now == heard ? movedNanos : System.nanoTime();
            heard = now;
            LockSupport.parkNanos(LOOK_NANOS);
            report = states.compare(truth, levels);
        }
        return report;
    }

    @Override
    public void close() throws InterruptedException {
        connection.close();
        server.close();
    }
}
