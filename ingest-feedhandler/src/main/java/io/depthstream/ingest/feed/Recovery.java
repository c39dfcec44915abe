package io.depthstream.ingest.feed;

import io.depthstream.ingest.session.ArbiterConfig;
import io.depthstream.ingest.session.RetransmitClient;
import io.depthstream.ingest.session.RetransmitConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochNanoClock;

/** Opens the re-request client that a configuration asks for. */
final class Recovery {
    /** A timeout grows to so many times the first. */
    static final long MOST_BACK_OFF = 20;

    /** Nobody waits for a late answer: it is asked for with so many times the patience. */
    private static final long LATE_TIMEOUTS = 4;
    private static final int LATE_ATTEMPTS = 1_000;
    private static final int LATE_OUTSTANDING = 2;

    private Recovery() {
    }

    /**
     * The client, or null where no server is named or a capture is replayed.
     *
     * @param line the line its answers come by: one above the source's
     * @throws ConfigException if a server's name is unknown, no line is left, or no socket can be had
     */
    static RetransmitClient open(
            final FeedHandlerConfig config, final int line, final boolean replay, final FeedHandlerCounters counters) {
        final String written = config.text(ConfigKey.RECOVERY_SERVERS);
        if (written.isEmpty() || replay) {
            return null;
        }
        final List<InetSocketAddress> servers = HostPort.list(written);
        if (servers.stream().anyMatch(InetSocketAddress::isUnresolved)) {
            throw ConfigException.of(ConfigKey.RECOVERY_SERVERS.key(), written, "hosts that have an address");
        }
        if (line >= ArbiterConfig.MAX_LINES) {
            throw ConfigException.of(ConfigKey.RECOVERY_SERVERS.key(), written,
                "at most " + (ArbiterConfig.MAX_LINES - 1) + " lines beside the recovery");
        }
        try {
            return new RetransmitClient(asking(config, servers, line), SystemEpochNanoClock.INSTANCE, counters::onRecovered);
        } catch (final IOException e) {
            throw ConfigException.of(ConfigKey.RECOVERY_SERVERS.key(), written, "a socket to ask from: " + e);
        }
    }

    /** How holes are asked for before they are declared gaps. */
    static RetransmitConfig asking(final FeedHandlerConfig config, final List<InetSocketAddress> servers, final int line) {
        final long timeout = micros(config, ConfigKey.RECOVERY_TIMEOUT);
        return new RetransmitConfig(servers, line, micros(config, ConfigKey.RECOVERY_SETTLE), timeout, MOST_BACK_OFF * timeout,
            1 + config.integer(ConfigKey.RECOVERY_RETRIES), micros(config, ConfigKey.RECOVERY_DEADLINE),
            config.integer(ConfigKey.RECOVERY_MESSAGES), config.integer(ConfigKey.RECOVERY_OUTSTANDING));
    }

    /**
     * The client that asks for gaps after they were declared, patiently, or null as {@link #open} and where it is not wanted.
     *
     * @param line the line its answers come by: that of the other client
     */
    static RetransmitClient openLate(final FeedHandlerConfig config, final int line, final boolean replay) {
        final String written = config.text(ConfigKey.RECOVERY_SERVERS);
        final long late = TimeUnit.MILLISECONDS.toNanos(config.number(ConfigKey.RECOVERY_LATE));
        if (written.isEmpty() || replay || late == 0) {
            return null;
        }
        final long timeout = LATE_TIMEOUTS * micros(config, ConfigKey.RECOVERY_TIMEOUT);
        try {
            return new RetransmitClient(new RetransmitConfig(HostPort.list(written), line, timeout, timeout,
                MOST_BACK_OFF * timeout, LATE_ATTEMPTS, late, config.integer(ConfigKey.RECOVERY_MESSAGES), LATE_OUTSTANDING),
                SystemEpochNanoClock.INSTANCE, nanos -> { });
        } catch (final IOException e) {
            throw ConfigException.of(ConfigKey.RECOVERY_SERVERS.key(), written, "a second socket to ask from: " + e);
        }
    }

    private static long micros(final FeedHandlerConfig config, final ConfigKey key) {
        return TimeUnit.MICROSECONDS.toNanos(config.number(key));
    }
}
