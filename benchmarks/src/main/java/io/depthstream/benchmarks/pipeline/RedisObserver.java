package io.depthstream.benchmarks.pipeline;

import io.depthstream.local.run.HotFeed;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.TimeUnit;

/** Subscribes to every book in Redis and notes the sequence of each update, on the client's thread. */
public final class RedisObserver implements AutoCloseable {
    private static final String SEQUENCE = "\"sequence\":";

    private final RedisClient client;
    private final StatefulRedisPubSubConnection<String, String> connection;

    /** Connects and subscribes; every update from now on is seen. */
    public RedisObserver(final String uri, final Schedule.Hop hop) {
        client = RedisClient.create(uri);
        connection = client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(final String pattern, final String channel, final String message) {
                hop.seen(sequence(message));
            }
        });
        connection.sync().psubscribe(HotFeed.EVERY_BOOK);
    }

    /** The sequence in an update's JSON; 0 if there is none. */
    static long sequence(final String json) {
        final int key = json.indexOf(SEQUENCE);
        long value = 0;
        for (int i = key + SEQUENCE.length(); key >= 0 && i < json.length() && Character.isDigit(json.charAt(i)); i++) {
            value = value * 10 + json.charAt(i) - '0';
        }
        return value;
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
