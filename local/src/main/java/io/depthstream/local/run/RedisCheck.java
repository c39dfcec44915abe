package io.depthstream.local.run;

import io.depthstream.local.check.BookDepth;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Compares the states that Redis holds with the truth; repeats are what its subscriber counted. One thread. */
final class RedisCheck {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String VENUE = "XNAS";

    private RedisCheck() {
    }

    /**
     * Reads every symbol's state, again while some is not there yet.
     *
     * @param levels  most levels a side of a state
     * @param repeats states the subscriber was told again
     */
    static StoreReport compare(
            final String uri, final Map<String, BookDepth> truth, final int levels, final long repeats) {
        final RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            final long deadline = System.nanoTime() + LIMIT_NANOS;
            while (true) {
                final StoreReport held = read(connection.sync(), truth).compare(truth, levels);
                if (held.missing() + held.differences() == 0 || System.nanoTime() > deadline) {
                    return new StoreReport(held.rows(), held.missing(), repeats, held.differences());
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    private static HotStates read(final RedisCommands<String, String> redis, final Map<String, BookDepth> truth) {
        final HotStates states = new HotStates();
        for (final String symbol : truth.keySet()) {
            final String state = redis.hget("book:" + VENUE + ':' + symbol, "state");
            if (state != null) {
                states.take(symbol, state);
            }
        }
        return states;
    }
}
