package io.depthstream.ingest.feed;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the dead letters again and again, and says so in the log and as metrics when somebody has to act.
 *
 * <p>A thread of its own, so that neither a slow broker nor a long backlog touches the feed. An alert is logged when it comes,
 * and each hour while it stands.
 */
public final class DeadLetterAlarm implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterAlarm.class);
    private static final long REMIND_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long CLOSE_SECONDS = 10;

    private final DeadLetterWatch watch;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        final Thread thread = new Thread(task, "dead-letter-alarm");
        thread.setDaemon(true);
        return thread;
    });
    private volatile DeadLetterBacklog backlog = DeadLetterBacklog.UNKNOWN;
    private volatile long failures;
    private int told;
    private long toldNanos;

    private DeadLetterAlarm(final DeadLetterWatch watch) {
        this.watch = watch;
    }

    /**
     * Looks now and then each interval; the watch is closed with the alarm.
     *
     * @param registry where its metrics are put
     */
    public static DeadLetterAlarm start(
            final DeadLetterWatch watch, final Duration interval, final PrometheusRegistry registry) {
        final DeadLetterAlarm alarm = new DeadLetterAlarm(watch);
        gauge(registry, "deadletters_pending", "Dead letters that nobody has handled.", () -> alarm.backlog.pending());
        gauge(registry, "deadletters_oldest_age_seconds", "How long the oldest of them has lain there.",
            () -> TimeUnit.MILLISECONDS.toSeconds(alarm.backlog.oldestAgeMillis()));
        gauge(registry, "deadletters_retention_seconds", "After how long the broker deletes a letter; -1 for never.",
            () -> alarm.backlog.retentionMillis() < 0 ? -1 : TimeUnit.MILLISECONDS.toSeconds(alarm.backlog.retentionMillis()));
        gauge(registry, "deadletters_lost", "Letters deleted before anybody handled them, at most.", () -> alarm.backlog.lost());
        gauge(registry, "deadletters_alerts", "What somebody should act on: 0 where all is well.",
            () -> alarm.backlog.alerts().size());
        CounterWithCallback.builder().name("deadletters_look_failures").help("Looks that the broker did not answer.")
            .callback(c -> c.call(alarm.failures)).register(registry);
        alarm.timer.scheduleWithFixedDelay(alarm::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return alarm;
    }

    /**
     * The alarm that a feed handler's configuration asks for, with its metrics beside the handler's; null where
     * {@code dlq.watch-seconds} is 0.
     */
    public static DeadLetterAlarm beside(final FeedHandler handler, final FeedHandlerConfig config) {
        return config.number(ConfigKey.DLQ_WATCH) == 0 ? null : start(
            KafkaClients.deadLetterWatch(config), config.seconds(ConfigKey.DLQ_WATCH), handler.registry());
    }

    private static void gauge(
            final PrometheusRegistry registry, final String name, final String help, final LongSupplier value) {
        GaugeWithCallback.builder().name(name).help(help).callback(c -> c.call(value.getAsLong())).register(registry);
    }

    private void look() {
        try {
            backlog = watch.look();
            tell(backlog.alerts());
        } catch (final KafkaException e) {
            failures++;
            LOG.warn("dead letters could not be looked at, the next look may do: {}", e.getMessage());
        }
    }

    private void tell(final List<String> alerts) {
        final long now = System.nanoTime();
        if (alerts.size() != told || !alerts.isEmpty() && now - toldNanos >= REMIND_NANOS) {
            alerts.forEach(alert -> LOG.error("{}", alert));
            told = alerts.size();
            toldNanos = now;
        }
    }

    /** Returns what the last look found. */
    public DeadLetterBacklog backlog() {
        return backlog;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (timer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                watch.close();
            } else {
                LOG.warn("the dead-letter alarm did not end within {} s", CLOSE_SECONDS);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
