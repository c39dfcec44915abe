package io.depthstream.ingest.feed;

import io.depthstream.ingest.packet.ClockReading;
import io.depthstream.ingest.packet.NativeServices;
import io.depthstream.ingest.packet.UnavailableHereException;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far receive times can be believed: the state of the system clock, read when scraped. Needs the native module; where
 * that is missing these metrics are too, which is not the same as a bad clock.
 */
final class ClockMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(ClockMetrics.class);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private final PrometheusRegistry registry;
    private final ClockReading.Reader reader;

    private ClockMetrics(final PrometheusRegistry registry, final ClockReading.Reader reader) {
        this.registry = registry;
        this.reader = reader;
    }

    /** Registers them, and warns of a clock that is not good enough now. */
    static void register(final PrometheusRegistry registry, final long maxErrorMicros) {
        try {
            final ClockReading.Reader reader = NativeServices.find(ClockReading.Reader.class, "clock quality");
            final ClockReading now = reader.read();
            if (!good(now, maxErrorMicros)) {
                LOG.warn("receive times are doubtful: system clock {}, error up to {} us ({} {}); see docs/runbooks/afxdp.md",
                    now.synchronised() ? "synchronised" : "not synchronised", now.maxErrorMicros(),
                    ConfigKey.CLOCK_MAX_ERROR.key(), maxErrorMicros);
            }
            new ClockMetrics(registry, reader).register(maxErrorMicros);
        } catch (final UnavailableHereException e) {
            LOG.info("no clock metrics: {}", e.getMessage());
        }
    }

    private static boolean good(final ClockReading reading, final long maxErrorMicros) {
        return reading.synchronised() && reading.maxErrorMicros() <= maxErrorMicros;
    }

    private void register(final long maxErrorMicros) {
        gauge("feedhandler_clock_good", "Whether receive times can be believed: clock synchronised and its error in bounds.",
            reading -> good(reading, maxErrorMicros) ? 1 : 0);
        gauge("feedhandler_clock_synchronised", "Whether something disciplines the system clock (phc2sys, chronyd ...).",
            reading -> reading.synchronised() ? 1 : 0);
        gauge("feedhandler_clock_offset_seconds", "Offset of the system clock from its source that is being corrected.",
            reading -> reading.offsetNanos() / NANOS_PER_SECOND);
        gauge("feedhandler_clock_max_error_seconds", "Most that the system clock may be wrong by.",
            reading -> reading.maxErrorMicros() / MICROS_PER_SECOND);
    }

    private void gauge(final String name, final String help, final ToDoubleFunction<ClockReading> value) {
        GaugeWithCallback.builder().name(name).help(help).callback(c -> {
            try {
                c.call(value.applyAsDouble(reader.read()));
            } catch (final UnavailableHereException e) {
                LOG.warn("{} is not told: {}", name, e.getMessage());
            }
        }).register(registry);
    }
}
