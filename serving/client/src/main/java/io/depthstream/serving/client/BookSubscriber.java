package io.depthstream.serving.client;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows every book of a venue on one Redis, and on the other when that one is gone or silent.
 *
 * <p>After each switch it subscribes first and then reads every book's stored state, so nothing that was published in
 * between is missed; and it hands on only what is newer than what the symbol's listener has seen, so nothing comes twice.
 * What it follows is the newest state: as the hot path itself, it may pass over states in between.
 *
 * <p>One thread of its own watches; the listener is called by it and by the client's thread, never by both at once.
 */
public final class BookSubscriber implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BookSubscriber.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SCAN_COUNT = 1_000;
    private static final int CHANNEL_PARTS_BEFORE_SYMBOL = 4;

    private final List<HotEndpoint> endpoints;
    private final String venue;
    private final Duration silence;
    private final BookListener listener;
    private final RedisClient client = RedisClient.create();
    private final Map<String, BookPosition> last = new HashMap<>();
    private final Object delivery = new Object();
    private final Thread watcher;
    private volatile boolean closed;
    private volatile long switches;

    /**
     * Starts following; connects in the background.
     *
     * @param endpoints primary first; at least one
     * @param venue     market identifier, such as XNAS
     * @param silence   a Redis that does not answer a ping for so long is left
     */
    public BookSubscriber(
            final List<HotEndpoint> endpoints, final String venue, final Duration silence, final BookListener listener) {
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("a subscriber needs at least one Redis, got none");
        }
        this.endpoints = List.copyOf(endpoints);
        this.venue = venue;
        this.silence = silence;
        this.listener = listener;
        client.setOptions(ClientOptions.builder().autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS).build());
        watcher = new Thread(this::run, "book-subscriber-" + venue);
        watcher.setDaemon(true);
        watcher.start();
    }

    /** How often it went from one Redis to another, or back to the same. */
    public long switches() {
        return switches;
    }

    private void run() {
        int at = 0;
        while (!closed) {
            final HotEndpoint endpoint = endpoints.get(at % endpoints.size());
            try {
                follow(endpoint);
            } catch (final RuntimeException lost) {
                if (!closed) {
                    LOG.warn("WARN: {} ({}) is lost: {}; going to the next", endpoint.instance(), venue, lost.getMessage());
                }
            }
            at++;
            switches++;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void follow(final HotEndpoint endpoint) {
        final RedisURI uri = RedisURI.create(endpoint.uri());
        uri.setTimeout(silence);
        try (StatefulRedisPubSubConnection<String, String> channels = client.connectPubSub(uri);
                StatefulRedisConnection<String, String> states = client.connect(uri)) {
            channels.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(final String pattern, final String channel, final String message) {
                    deliver(symbol(channel), message);
                }
            });
            channels.sync().psubscribe("MARKET_DATA." + endpoint.instance() + ".*." + venue + ".*");
            synchronized (delivery) {
                listener.source(endpoint);
            }
            stored(states);
            while (!closed && channels.isOpen() && states.isOpen()) {
                states.sync().ping();
                LockSupport.parkNanos(silence.toNanos() / 4);
            }
        }
    }

    private void stored(final StatefulRedisConnection<String, String> states) {
        final String prefix = "book:" + venue + ":";
        final ScanIterator<String> keys = ScanIterator.scan(
                states.sync(), ScanArgs.Builder.limit(SCAN_COUNT).match(prefix + "*"));
        while (keys.hasNext()) {
            final String key = keys.next();
            final List<KeyValue<String, String>> state = states.sync().hmget(key, "state");
            if (state.get(0).hasValue()) {
                deliver(key.substring(prefix.length()), state.get(0).getValue());
            }
        }
    }

    private void deliver(final String symbol, final String json) {
        synchronized (delivery) {
            final BookPosition position = BookPosition.of(json);
            final BookPosition before = last.get(symbol);
            if (before == null || position.after(before)) {
                last.put(symbol, position);
                listener.book(symbol, position, json);
            }
        }
    }

    private static String symbol(final String channel) {
        int start = 0;
        for (int dots = 0; dots < CHANNEL_PARTS_BEFORE_SYMBOL; dots++) {
            start = channel.indexOf('.', start) + 1;
        }
        return channel.substring(start);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watcher);
        try {
            watcher.join(silence.toMillis() * 2);
        } catch (final InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
