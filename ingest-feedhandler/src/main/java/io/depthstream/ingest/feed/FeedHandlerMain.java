package io.depthstream.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one feed handler until its source is exhausted or the process is asked to end.
 *
 * <p>Exit codes: 0 ended as it should, 1 stopped by a failure (the reason is on standard error), 2 refused for its
 * usage or configuration.
 */
public final class FeedHandlerMain {
    private static final Logger LOG = LoggerFactory.getLogger(FeedHandlerMain.class);
    private static final String USAGE = "usage: FeedHandlerMain [--config FILE] [--key value …]";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private FeedHandlerMain() {
    }

    /** Runs a handler and exits. */
    public static void main(final String[] arguments) {
        final int code = run(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(final String... arguments) {
        try {
            return run(FeedHandlerConfig.fromArguments(arguments));
        } catch (final ConfigException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            return ConfigException.EXIT_CODE;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (final RuntimeException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static int run(final FeedHandlerConfig config) throws InterruptedException {
        try (FeedHandler handler = open(config); DeadLetterAlarm alarm = DeadLetterAlarm.beside(handler, config)) {
            final Thread onExit = new Thread(handler::close, "feedhandler-close");
            Runtime.getRuntime().addShutdownHook(onExit);
            handler.start();
            while (!handler.awaitEnd(LOOK_AGAIN)) {
                LOG.debug("{}", handler.counters());
            }
            removeHook(onExit);
            return 0;
        }
    }

    private static void removeHook(final Thread onExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (final IllegalStateException e) {
            LOG.debug("the process is ending already", e);
        }
    }

    /**
     * Opens source and Kafka clients as a configuration names them; nothing runs yet.
     *
     * @throws ConfigException if something named cannot be opened
     */
    public static FeedHandler open(final FeedHandlerConfig config) {
        final ConfiguredSource source = ConfiguredSource.open(config, config.tradingDay(Instant.now()));
        Producer<byte[], byte[]> producer = null;
        Consumer<byte[], byte[]> reader = null;
        try {
            producer = KafkaClients.producer(config);
            reader = config.flag(ConfigKey.REFERENCE_READ_BACK) ? KafkaClients.referenceReader(config) : null;
            return new FeedHandler(config, source.packets(), source.lines(), source.replay(), producer, reader);
        } catch (final RuntimeException e) {
            source.packets().close();
            if (producer != null) {
                producer.close(Duration.ZERO);
            }
            if (reader != null) {
                reader.close();
            }
            throw e instanceof KafkaException ? ConfigException.of(ConfigKey.KAFKA_BOOTSTRAP.key(),
                config.text(ConfigKey.KAFKA_BOOTSTRAP), "brokers that answer and have the topic: " + e) : e;
        }
    }
}
