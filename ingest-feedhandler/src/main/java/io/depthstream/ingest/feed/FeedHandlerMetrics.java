package io.depthstream.ingest.feed;

import io.depthstream.ingest.session.ArbiterCounter;
import io.depthstream.ingest.session.LineCounter;
import io.depthstream.ingest.session.RetransmitCounter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.SummaryWithCallback;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * The handler's counters as Prometheus metrics: base units, help texts, and labels whose values are few and known
 * (line, reason) — never a symbol.
 *
 * <p>Values are read from {@link FeedHandlerCounters} when scraped: the hot path knows nothing of metrics. The table of
 * them is in the module's README, checked by a test.
 */
public final class FeedHandlerMetrics {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private final PrometheusRegistry registry;
    private final FeedHandlerCounters counters;

    private FeedHandlerMetrics(final PrometheusRegistry registry, final FeedHandlerCounters counters) {
        this.registry = registry;
        this.counters = counters;
    }

    /**
     * Registers every metric.
     *
     * @throws IllegalArgumentException if the registry has them already: one handler a registry
     */
    public static void register(
            final PrometheusRegistry registry, final FeedHandlerCounters counters) {
        final FeedHandlerMetrics metrics = new FeedHandlerMetrics(registry, counters);
        metrics.registerInput();
        metrics.registerLines();
        metrics.registerOutput();
        metrics.registerLevels();
        metrics.registerRecovery();
        metrics.registerSnapshots();
    }

    /**
     * Serves a registry at {@code /metrics} on the loopback interface.
     *
     * @param port 1 to 65535
     * @throws UncheckedIOException if the port is taken
     */
    public static HTTPServer serve(final PrometheusRegistry registry, final int port) {
        try {
            return HTTPServer.builder()
                .inetAddress(InetAddress.getLoopbackAddress())
                .port(port)
                .registry(registry)
                .buildAndStart();
        } catch (final IOException e) {
            throw new UncheckedIOException(ConfigKey.METRICS_PORT.key() + " = '" + port
                + "': cannot be served on loopback, choose a free port", e);
        }
    }

    private void registerInput() {
        counter("feedhandler_packets", "Packets taken from the source, of all lines.", counters::packets);
        CounterWithCallback.builder().name("feedhandler_packet_bytes").unit(Unit.BYTES)
            .help("Bytes of those packets, without network headers.")
            .callback(c -> c.call(counters.packetBytes())).register(registry);
        counter("feedhandler_messages", "Messages after arbitration, each sequence once.", counters::messages);
        counter("feedhandler_heartbeats", "Session heartbeats, of all lines.", counters::heartbeats);
        counter("feedhandler_sessions_ended", "Ends of session seen.", counters::endsOfSession);
        counter("feedhandler_gaps", "Gaps that no line filled.", counters::gaps);
        counter("feedhandler_missed_messages", "Messages missing in those gaps.", counters::missedMessages);
        perLine("feedhandler_duplicates", "Messages a line brought that had come before.", LineCounter.DUPLICATES);
        perLine("feedhandler_first_copies", "Messages a line brought before any other.", LineCounter.FIRST_COPIES);
        perLine("feedhandler_late_messages", "Messages a line brought after their gap had been declared.",
            LineCounter.LATE);
        perLine("feedhandler_messages_before_join", "Messages numbered below the one the session was joined at.",
            LineCounter.BEFORE_JOIN);
        perLine("feedhandler_other_session_packets", "Packets of another session while this one lived.",
            LineCounter.WRONG_SESSION);
        perLine("feedhandler_late_session_packets", "Packets of a session that is over.", LineCounter.LATE_SESSION);
        CounterWithCallback.builder().name("feedhandler_dead_letters").labelNames("reason")
            .help("Inputs that could not be used and were parked.")
            .callback(c -> {
                for (final DeadLetterReason reason : DeadLetterReason.values()) {
                    c.call(counters.deadLetters(reason), reason.text());
                }
            }).register(registry);
    }

    private void registerLines() {
        GaugeWithCallback.builder().name("feedhandler_missing_messages").labelNames("line")
            .help("Messages that another line or server brought and this one has not, or not yet.")
            .callback(c -> eachLine(line -> c.call(counters.missingOnLine(line), String.valueOf(line)))).register(registry);
        perLine("feedhandler_leads", "Packets whose copy came later on another line.", LineCounter.LEADS);
        perLine("feedhandler_lags", "Packets whose copy had come earlier on another line.", LineCounter.LAGS);
        CounterWithCallback.builder().name("feedhandler_lag_seconds").unit(Unit.SECONDS).labelNames("line")
            .help("Sum of the times by which those packets came later.")
            .callback(c -> eachLine(line -> c.call(counters.line(line, LineCounter.LAG_NANOS) / NANOS_PER_SECOND,
                String.valueOf(line)))).register(registry);
        GaugeWithCallback.builder().name("feedhandler_lag_max_seconds").unit(Unit.SECONDS).labelNames("line")
            .help("Largest of those times.")
            .callback(c -> eachLine(line -> c.call(counters.line(line, LineCounter.LAG_MAX_NANOS) / NANOS_PER_SECOND,
                String.valueOf(line)))).register(registry);
        GaugeWithCallback.builder().name("feedhandler_line_silent").labelNames("line")
            .help("1 while a line brings nothing, not even a heartbeat, though the session lives.")
            .callback(c -> eachLine(line -> c.call(counters.lineSilent(line) ? 1 : 0, String.valueOf(line)))).register(registry);
        gauge("feedhandler_feed_silent", "1 while no line brings anything.", () -> counters.feedSilent() ? 1 : 0);
        counter("feedhandler_published_heartbeats", "Heartbeats written to the raw topic.", counters::heartbeatsPublished);
    }

    private void eachLine(final IntConsumer each) {
        for (int line = 0; line < counters.lines(); line++) {
            each.accept(line);
        }
    }

    private void registerOutput() {
        counter("feedhandler_events", "Venue events put into batches, one for every valid message.", counters::events);
        counter("feedhandler_gap_events", "Gap notices put into batches, one for every symbol and gap.",
            counters::gapEvents);
        counter("feedhandler_breach_events", "Notices of a breached circuit breaker put into batches, one for every symbol and breach.",
            counters::breachEvents);
        counter("feedhandler_batches", "Batches handed to the producer.", counters::batches);
        CounterWithCallback.builder().name("feedhandler_batch_bytes").unit(Unit.BYTES)
            .help("Bytes of those batches, before compression.")
            .callback(c -> c.call(counters.batchBytes())).register(registry);
        CounterWithCallback.builder().name("feedhandler_flushes").labelNames("reason")
            .help("Flushes of open batches, by what caused them.")
            .callback(c -> {
                for (final FlushReason reason : FlushReason.values()) {
                    c.call(counters.flushes(reason), reason.text());
                }
            }).register(registry);
        counter("feedhandler_references", "Directory entries published.", counters::references);
        counter("feedhandler_acknowledged_records", "Records acknowledged by the broker, of every topic.",
            counters::acknowledged);
        counter("feedhandler_send_failures", "Records given up on; the first stops the handler.",
            counters::sendFailures);
        CounterWithCallback.builder().name("feedhandler_blocked_seconds").unit(Unit.SECONDS)
            .help("Time the loop stood still, reading nothing, because the producer's buffer was full.")
            .callback(c -> c.call(counters.blockedNanos() / NANOS_PER_SECOND)).register(registry);
    }

    private void registerLevels() {
        gauge("feedhandler_symbols", "Symbols known, the market as a whole included.", counters::symbols);
        gauge("feedhandler_references_restored", "Directory entries of the trading day read back at start.",
            counters::referencesRestored);
        gauge("feedhandler_references_stale", "Directory entries of other days or venues passed over at start.",
            counters::referencesStale);
        gauge("feedhandler_held_packets", "Packets held while one before them is missing.",
            () -> counters.arbiter(ArbiterCounter.HELD_PACKETS));
        gauge("feedhandler_pending_events", "Events waiting in open batches.", counters::pendingEvents);
        GaugeWithCallback.builder().name("feedhandler_last_receive_timestamp_seconds").unit(Unit.SECONDS)
            .help("Receive time of the newest packet, seconds since the epoch; 0 before the first.")
            .callback(c -> c.call(counters.lastReceiveNanos() / NANOS_PER_SECOND)).register(registry);
    }

    private void registerRecovery() {
        counter("feedhandler_recovery_requests", "Request packets sent to re-request servers.",
            counters::recoveryRequests);
        counter("feedhandler_recovery_timeouts", "Rounds of requests that brought nothing in time.",
            () -> counters.recovery(RetransmitCounter.TIMEOUTS));
        counter("feedhandler_recovered_messages", "Messages a re-request server brought before any line.",
            counters::recoveredMessages);
        counter("feedhandler_recovery_failed_ranges", "Runs of messages that no re-request server gave in time.",
            counters::recoveryFailedRanges);
        counter("feedhandler_gap_messages_late", "Different messages of declared gaps that came late.",
            counters::lateMessages);
        counter("feedhandler_gaps_closed_late", "Declared gaps of which every message came late.",
            () -> counters.arbiter(ArbiterCounter.GAPS_CLOSED_LATE));
        counter("feedhandler_proven_symbols", "Symbols proven not to be touched by such a gap, for all gaps together.",
            counters::provenSymbols);
        SummaryWithCallback.builder().name("feedhandler_recovery_seconds").unit(Unit.SECONDS)
            .help("Time from a hole's opening to its filling by a re-request server.")
            .callback(c -> c.call(counters.recoveries(),
                counters.recovery(RetransmitCounter.LATENCY_NANOS) / NANOS_PER_SECOND,
                Quantiles.of(quantile(0.5), quantile(0.99), quantile(1)))).register(registry);
    }

    private void registerSnapshots() {
        counter("feedhandler_snapshots", "Snapshots of the whole book taken and published.", counters::snapshots);
        counter("feedhandler_snapshot_failures", "Spins that broke off or could not be used.",
            counters::snapshotFailures);
        counter("feedhandler_snapshot_events", "Events put into the batches of snapshots.", counters::snapshotEvents);
        counter("feedhandler_snapshot_skipped_messages", "Messages not published because a snapshot had them.",
            () -> counters.arbiter(ArbiterCounter.SKIPPED));
        CounterWithCallback.builder().name("feedhandler_snapshot_hold_seconds").unit(Unit.SECONDS)
            .help("Time the stream was held for snapshots.")
            .callback(c -> c.call(counters.snapshotHoldNanos() / NANOS_PER_SECOND)).register(registry);
    }

    private Quantile quantile(final double quantile) {
        return new Quantile(quantile, counters.recoveryMicros(100 * quantile) / MICROS_PER_SECOND);
    }

    private void counter(final String name, final String help, final LongSupplier value) {
        CounterWithCallback.builder().name(name).help(help).callback(c -> c.call(value.getAsLong())).register(registry);
    }

    private void perLine(final String name, final String help, final LineCounter counter) {
        CounterWithCallback.builder().name(name).help(help).labelNames("line")
            .callback(c -> {
                for (int line = 0; line < counters.lines(); line++) {
                    c.call(counters.line(line, counter), String.valueOf(line));
                }
                if (counters.recovering()) {
                    c.call(counters.line(counters.lines(), counter), "recovery");
                }
            }).register(registry);
    }

    private void gauge(final String name, final String help, final LongSupplier value) {
        GaugeWithCallback.builder().name(name).help(help).callback(c -> c.call(value.getAsLong())).register(registry);
    }
}
