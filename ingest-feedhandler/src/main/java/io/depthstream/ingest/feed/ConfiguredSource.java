package io.depthstream.ingest.feed;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.LineMap;
import io.depthstream.ingest.packet.NativeServices;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.PacketSources;
import io.depthstream.ingest.packet.ReplayPacer;
import io.depthstream.ingest.packet.ReplaySpeed;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packet source a configuration names, with what the handler must know of it.
 *
 * @param packets the source, open
 * @param lines   how many lines it has
 * @param replay  whether it is a file, and so time is the packets' own
 */
public record ConfiguredSource(PacketSource packets, int lines, boolean replay) {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredSource.class);

    /** More lines than a channel is sent on. */
    static final int MAX_LINES = 8;

    /**
     * Opens it.
     *
     * @param day the trading day, on which a message file's stamps lie
     * @throws ConfigException if it cannot be opened: no such file or format, an address not of this machine
     */
    public static ConfiguredSource open(final FeedHandlerConfig config, final TradingDay day) {
        return switch (config.text(ConfigKey.SOURCE_KIND)) {
            case "udp" -> sockets(config);
            case "file" -> file(config, day);
            default -> provided(config, config.text(ConfigKey.SOURCE_KIND));
        };
    }

    /** A source of another module; where it can't be had, sockets of this one take its place. */
    private static ConfiguredSource provided(final FeedHandlerConfig config, final String kind) {
        final String written = config.text(ConfigKey.SOURCE_LINES);
        final List<LineAddress> addresses = lineAddresses(written);
        try {
            final PacketSource packets = NativeServices.sourceProvider(kind).open(new SourceRequest(addresses,
                config.integer(ConfigKey.SOURCE_RECEIVE_BUFFER), config.under("source." + kind + '.')));
            return new ConfiguredSource(packets, addresses.size(), false);
        } catch (final UnavailableHereException e) {
            LOG.warn("source.kind {} can't be had here, udp takes its place: {}", kind, e.getMessage());
            return sockets(config);
        } catch (final IllegalArgumentException e) {
            throw ConfigException.of(ConfigKey.SOURCE_LINES.key(), written,
                "lines that source.kind " + kind + " can receive: " + e.getMessage());
        }
    }

    private static ConfiguredSource sockets(final FeedHandlerConfig config) {
        final String written = config.text(ConfigKey.SOURCE_LINES);
        final List<LineAddress> addresses = lineAddresses(written);
        try {
            return new ConfiguredSource(new NioPacketSource(addresses,
                config.integer(ConfigKey.SOURCE_RECEIVE_BUFFER), SystemEpochNanoClock.INSTANCE),
                addresses.size(), false);
        } catch (final IOException | IllegalArgumentException e) {
            throw ConfigException.of(ConfigKey.SOURCE_LINES.key(), written,
                "addresses that can be listened on: " + e.getMessage());
        }
    }

    private static ConfiguredSource file(final FeedHandlerConfig config, final TradingDay day) {
        final String path = config.text(ConfigKey.SOURCE_FILE);
        final String rules = config.text(ConfigKey.SOURCE_FILE_LINES);
        final LineMap lines = rules.isEmpty() ? LineMap.all() : LineMap.parse(rules);
        final ReplaySpeed speed = ReplaySpeed.parse(config.text(ConfigKey.SOURCE_SPEED));
        try {
            final PacketSource packets = PacketSources.open(Path.of(path), lines, day.midnightEpochNanos());
            return new ConfiguredSource(speed.unlimited() ? packets : new ReplayPacer(packets, speed, System::nanoTime),
                lines.lines(), true);
        } catch (final IOException | IllegalArgumentException e) {
            throw ConfigException.of(ConfigKey.SOURCE_FILE.key(), path, "a capture that can be read: " + e);
        }
    }

    /**
     * The addresses of a list such as {@code 127.0.0.1:26400,127.0.0.1:26401}.
     *
     * @throws IllegalArgumentException if one cannot be read, or there are more than {@link #MAX_LINES}
     */
    static List<LineAddress> lineAddresses(final String written) {
        final String[] parts = written.split(",", -1);
        if (parts.length > MAX_LINES) {
            throw new IllegalArgumentException(parts.length + " lines: expected at most " + MAX_LINES);
        }
        final List<LineAddress> addresses = new ArrayList<>();
        for (final String part : parts) {
            addresses.add(LineAddress.parse(part.trim()));
        }
        return addresses;
    }
}
