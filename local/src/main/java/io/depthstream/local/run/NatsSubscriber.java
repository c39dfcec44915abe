package io.depthstream.local.run;

import io.depthstream.jobs.hot.NatsSubjects;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * A subscriber to every book on NATS, and the example of one: it takes the symbol out of the subject, connects again by
 * itself, and counts how often it had to and how often it was too slow. NATS keeps nothing: what was published while it was
 * not connected, or dropped because it was slow, it learns with the symbol's next state.
 *
 * <p>The taker is called on one thread of the client; counters may be read from any.
 */
public final class NatsSubscriber implements AutoCloseable {
    /** Messages that may wait for the taker before the client drops new ones. */
    public static final long PENDING_MESSAGES = 524_288;

    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);
    private static final long PENDING_BYTES = 512L << 20;
    private static final String SUBJECT = "*.*.orderbook";

    private final Connection connection;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong slow = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();

    /**
     * Connects and subscribes; states published from now on are seen.
     *
     * @param pendingMessages most messages that may wait for the taker
     * @param taker           gets symbol and JSON of each state; drops by itself what is not newer than what it has
     * @throws IOException when the server does not answer
     */
    public NatsSubscriber(final String uri, final long pendingMessages, final BiConsumer<String, String> taker)
            throws IOException, InterruptedException {
        connection = Nats.connect(new Options.Builder()
            .server(uri)
            .connectionName("depthstream-subscriber")
            .connectionTimeout(CONNECT)
            .maxReconnects(-1)
            .reconnectWait(RECONNECT_PAUSE)
            .connectionListener((of, event) -> {
                if (event == ConnectionListener.Events.RECONNECTED) {
                    reconnects.incrementAndGet();
                }
            })
            .errorListener(new ErrorListener() {
                @Override
                public void slowConsumerDetected(final Connection of, final Consumer consumer) {
                    slow.incrementAndGet();
                }
            }).build());
        final Dispatcher dispatcher = connection.createDispatcher(message -> {
            messages.incrementAndGet();
            taker.accept(NatsSubjects.symbol(message.getSubject().split("\\.")[1]),
                new String(message.getData(), StandardCharsets.UTF_8));
        });
        dispatcher.setPendingLimits(pendingMessages, PENDING_BYTES);
        dispatcher.subscribe(SUBJECT);
        try {
            connection.flush(CONNECT);
        } catch (final TimeoutException late) {
            connection.close();
            throw new IOException("the NATS server at " + uri + " did not answer the subscription", late);
        }
    }

    /** Returns how many states came. */
    public long messages() {
        return messages.get();
    }

    /** Returns how often the client began to drop messages because the taker was too slow. */
    public long slow() {
        return slow.get();
    }

    /** Returns how often the connection was lost and made again. */
    public long reconnects() {
        return reconnects.get();
    }

    @Override
    public void close() throws InterruptedException {
        connection.close();
    }
}
