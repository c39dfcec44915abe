package io.depthstream.benchmarks.pipeline;

import io.depthstream.ingest.feed.FeedHandler;
import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.ingest.feed.KafkaClients;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Fills the raw topic by the real feed handler, as fast as it goes: what a burst looks like. */
public final class RawTopicLoader {
    /** At the rate of a usual minute of the day hardly two messages of a symbol share a batch. */
    private static final int TRICKLE_MESSAGES = 8;

    private RawTopicLoader() {
    }

    /**
     * What was loaded.
     *
     * @param messages venue messages
     * @param records  Kafka records they were packed in
     * @param bytes    bytes of the records' values
     * @param seconds  time it took
     */
    public record Loaded(long messages, long records, long bytes, double seconds) {
    }

    /**
     * Loads a whole day and returns when Kafka has acknowledged it.
     *
     * @param packedMessages messages that wait for company of their symbols, as in a burst that never drains
     * @throws IllegalStateException if the handler does not end in time or parks a message
     */
    public static Loaded load(final SimulationConfig day, final int packedMessages, final String bootstrapServers,
            final Duration limit) throws InterruptedException {
        return load(day, new SimulatedPackets(new MarketSimulator(day), "BENCH"), packedMessages, bootstrapServers, limit);
    }

    /**
     * Loads a whole day as packets that trickle in: each holds one message, received tens of microseconds after the venue's
     * time, and a batch waits for no more than a few. So times in the records are those of a day, though it is loaded as fast
     * as it goes.
     *
     * @throws IllegalStateException if the handler does not end in time or parks a message
     */
    static Loaded loadAsReceived(final SimulationConfig day, final String bootstrapServers, final Duration limit)
            throws InterruptedException {
        final VenueTime messages = new VenueTime(day);
        return load(day, new SimulatedPackets(messages, "BENCH", messages, 1), TRICKLE_MESSAGES, bootstrapServers, limit);
    }

    private static Loaded load(final SimulationConfig day, final SimulatedPackets packets, final int flushMessages,
            final String bootstrapServers, final Duration limit) throws InterruptedException {
        final FeedHandlerConfig config = FeedHandlerConfig.of(settings(day, flushMessages, bootstrapServers));
        final long begin = System.nanoTime();
        try (FeedHandler handler = new FeedHandler(config, packets, 1, false, KafkaClients.producer(config), null)) {
            handler.start();
            if (!handler.awaitEnd(limit)) {
                throw new IllegalStateException("the raw topic was not loaded in " + limit.toSeconds() + " s: "
                    + handler.counters());
            }
            if (handler.counters().messages() != day.messages() || handler.counters().deadLetters() > 0) {
                throw new IllegalStateException("loaded " + handler.counters() + ", expected " + day.messages()
                    + " messages and no dead letter");
            }
            return new Loaded(handler.counters().messages(), handler.counters().batches(),
                handler.counters().batchBytes(), (System.nanoTime() - begin) / 1e9);
        }
    }

    private static Map<String, String> settings(
            final SimulationConfig day, final int flushMessages, final String bootstrapServers) {
        final Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap", bootstrapServers);
        settings.put("trading-date", day.tradingDate().toString());
        settings.put("batch.max-pending-events", Integer.toString(flushMessages));
        settings.put("batch.max-linger-micros", "1000000");
        settings.put("reference.read-back", "false");
        settings.put("kafka.linger-millis", "5");
        return settings;
    }
}
