package io.depthstream.benchmarks.pipeline;

import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.jobs.hot.HotBookState;
import io.depthstream.jobs.hot.HotPublisher;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Offers states by a plan and hears them at a subscriber. Each carries when it was planned to be received and when it was
 * published; so a stall anywhere counts against every state it delayed. Offered by one thread, heard on the client's.
 */
public final class NatsLegs implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long BASE_PRICE_E4 = 1_000_000;

    private final Connection connection;
    private final Histogram toPublished = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final Histogram toSubscriber = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final Histogram endToEnd = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong slow = new AtomicLong();
    private long sequence;

    /** Connects and subscribes to every book. */
    public NatsLegs(final String uri) throws IOException, InterruptedException {
        connection = Nats.connect(new Options.Builder().server(uri).errorListener(new ErrorListener() {
            @Override
            public void slowConsumerDetected(final Connection of, final Consumer consumer) {
                slow.incrementAndGet();
            }
        }).build());
        connection.createDispatcher(message -> heard(new String(message.getData(), StandardCharsets.ISO_8859_1)))
            .subscribe("*.*.orderbook");
        try {
            connection.flush(CONNECT);
        } catch (final TimeoutException late) {
            throw new IOException("nats-server did not answer the subscription", late);
        }
    }

    private void heard(final String json) {
        final long now = nowNanos();
        final long received = number(json, "\"receiveTimeNanos\":");
        final long published = number(json, "\"publishTimeNanos\":");
        record(toPublished, published - received);
        record(toSubscriber, now - published);
        record(endToEnd, now - received);
        messages.incrementAndGet();
    }

    private static void record(final Histogram into, final long nanos) {
        into.recordValue(Math.max(0, Math.min(nanos, LONGEST_NANOS)));
    }

    /** Forgets what was heard so far. */
    public void begin() {
        toPublished.reset();
        toSubscriber.reset();
        endToEnd.reset();
        messages.set(0);
    }

    /** Offers states of symbols in turn, so many a second, for so long. */
    public void offer(final HotPublisher publisher, final int symbols, final int levels, final int rate, final int seconds) {
        final HotBookState state = new HotBookState(levels);
        final long begin = nowNanos();
        final long states = (long) rate * seconds;
        for (long i = 0; i < states; i++) {
            final long planned = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
            while (nowNanos() < planned) {
                Thread.onSpinWait();
            }
            sequence++;
            state.begin("XNAS", "BENCH", "SYM" + i % symbols, sequence, 0, planned, planned, 4)
                .quality(Quality.OK, "", TradingState.TRADING);
            for (int level = 0; level < levels; level++) {
                state.bid(BASE_PRICE_E4 - level, 100, 1).ask(BASE_PRICE_E4 + 1 + level, 100, 1);
            }
            publisher.offer(state);
        }
    }

    /** Waits until so many messages were heard. */
    public void awaitMessages(final long wanted, final Duration limit) {
        final long deadline = System.nanoTime() + limit.toNanos();
        while (messages.get() < wanted && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Messages heard. */
    public long messages() {
        return messages.get();
    }

    /** Times the client dropped messages, being behind. */
    public long slow() {
        return slow.get();
    }

    /** Adds the legs to a report. */
    public void fill(final BenchReport report) {
        final Map<String, Object> legs = new LinkedHashMap<>();
        legs.put("receivedToPublished", micros(toPublished));
        legs.put("publishedToSubscriber", micros(toSubscriber));
        legs.put("endToEnd", micros(endToEnd));
        report.put("legs", legs);
    }

    private static Map<String, Object> micros(final Histogram nanos) {
        final Map<String, Object> micros = new LinkedHashMap<>();
        micros.put("p50Micros", nanos.getValueAtPercentile(50) / 1e3);
        micros.put("p99Micros", nanos.getValueAtPercentile(99) / 1e3);
        micros.put("p999Micros", nanos.getValueAtPercentile(99.9) / 1e3);
        micros.put("mostMicros", nanos.getMaxValue() / 1e3);
        return micros;
    }

    private static long nowNanos() {
        final Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private static long number(final String json, final String name) {
        final int key = json.lastIndexOf(name);
        long value = 0;
        for (int i = key + name.length(); key >= 0 && i < json.length() && Character.isDigit(json.charAt(i)); i++) {
            value = value * 10 + json.charAt(i) - '0';
        }
        return value;
    }

    @Override
    public void close() throws InterruptedException {
        connection.close();
    }
}
