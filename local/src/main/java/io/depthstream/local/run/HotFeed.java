package io.depthstream.local.run;

import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A subscriber to every book update in Redis: what a trading screen would see, and when.
 *
 * <p>Latency is the subscriber's clock less the feed handler's receive stamp of the last event in the update; both are
 * this machine's clock. Called back on one Redis client thread; read from any.
 */
public final class HotFeed implements AutoCloseable {
    /** The channels of every book of every venue. */
    public static final String EVERY_BOOK = "MARKET_DATA.*";

    private static final String RECEIVE_TIME = "\"receiveTimeNanos\":";
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final Map<String, Newest> newest = new ConcurrentHashMap<>();
    private final Histogram latencyMicros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final SilenceMeter silence = new SilenceMeter();
    private final StallMeter stalls = new StallMeter();
    private final HotStates states = new HotStates();
    private final Clock clock;
    private final RedisClient client;
    private final StatefulRedisPubSubConnection<String, String> connection;

    /** The newest update of one symbol: its JSON and how many came before it, itself included. */
    public record Newest(String symbol, String json, long updates) {
    }

    /**
     * Connects and subscribes; updates published from now on are seen.
     *
     * @param uri as {@code redis://host:port}
     * @param channels a Redis channel pattern, such as {@link #EVERY_BOOK}
     */
    public HotFeed(final String uri, final String channels, final Clock clock) {
        this.clock = clock;
        client = RedisClient.create(uri);
        connection = client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(final String pattern, final String channel, final String message) {
                onUpdate(channel, message);
            }
        });
        connection.sync().psubscribe(channels);
    }

    /** Returns what was told of each symbol, for comparing with the truth. */
    public HotStates states() {
        return states;
    }

    /** Returns the channel pattern of one symbol's books. */
    public static String channelOf(final String venue, final String symbol) {
        return "MARKET_DATA.*." + venue + '.' + symbol.replaceAll("([*?\\[\\]\\\\])", "\\\\$1");
    }

    private void onUpdate(final String channel, final String json) {
        silence.update(System.nanoTime());
        final Instant now = clock.instant();
        final long receiveNanos = receiveTimeNanos(json);
        if (receiveNanos > 0) {
            final long nowNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
            final long micros = TimeUnit.NANOSECONDS.toMicros(nowNanos - receiveNanos);
            latencyMicros.recordValue(Math.max(0, Math.min(micros, LONGEST_MICROS)));
        }
        states.take(symbol(channel), json);
        newest.merge(symbol(channel), new Newest(symbol(channel), json, 1),
            (before, now1) -> new Newest(now1.symbol(), now1.json(), before.updates() + 1));
    }

    private static String symbol(final String channel) {
        int start = 0;
        for (int dots = 0; dots < 4; dots++) {
            start = channel.indexOf('.', start) + 1;
        }
        return channel.substring(start);
    }

    private static long receiveTimeNanos(final String json) {
        final int key = json.indexOf(RECEIVE_TIME);
        if (key < 0) {
            return 0;
        }
        long value = 0;
        for (int i = key + RECEIVE_TIME.length(); i < json.length() && Character.isDigit(json.charAt(i)); i++) {
            value = value * 10 + json.charAt(i) - '0';
        }
        return value;
    }

    /** Returns the value at a percentile (0 to 100) of packet-to-subscriber time, in microseconds; 0 before any update. */
    public long latencyMicros(final double percentile) {
        return latencyMicros.getTotalCount() == 0 ? 0 : latencyMicros.getValueAtPercentile(percentile);
    }

    /** Forgets the latencies and silences seen so far: those of a cold machine, say. */
    public void forgetLatencies() {
        latencyMicros.reset();
        silence.begin();
        stalls.beats().begin();
    }

    /** Returns how long no book of any symbol was updated. */
    public SilenceMeter silence() {
        return silence;
    }

    /** Returns how long this process stood still, over the same time. */
    SilenceMeter stalls() {
        return stalls.beats();
    }

    /** Returns the newest update of the symbols updated most, most first. */
    public List<Newest> busiest(final int limit) {
        return newest.values().stream()
            .sorted(Comparator.comparingLong(Newest::updates).reversed().thenComparing(Newest::symbol))
            .limit(limit)
            .toList();
    }

    @Override
    public void close() {
        stalls.close();
        connection.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
