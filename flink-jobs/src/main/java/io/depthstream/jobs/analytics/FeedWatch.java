package io.depthstream.jobs.analytics;

import io.depthstream.jobs.analytics.state.StateReader;
import io.depthstream.jobs.analytics.state.StateWriter;
import io.depthstream.jobs.config.AlertLimits;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Alert;
import io.depthstream.schemas.avro.AlertKind;
import io.depthstream.schemas.avro.AlertSeverity;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Watches the feed as a whole: whether market time keeps up with the clock, and whether one partition lags behind the
 * others. These two alerts are about the clock and about Kafka, so unlike everything else they depend on when they are
 * looked at (docs/decisions/0061).
 *
 * <p>A partition's lag is its end less the next offset to be read. It is skewed when that is more than so many times the
 * median of its topic's partitions (the lower of two middle ones) and not small. One thread.
 */
final class FeedWatch {

    private static final int VERSION = 2;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final String STALE_FEED = AlertKind.STALE_FEED + "/" + Topics.MARKET_WIDE_SYMBOL;
    private static final byte[] KEY = Topics.MARKET_WIDE_SYMBOL.getBytes(StandardCharsets.UTF_8);

    private final AlertLimits limits;
    private final PartitionEnds ends;
    private final RecordOutput output;
    private final TreeMap<String, TreeMap<Integer, Long>> positions = new TreeMap<>();
    /** When each active alert was raised, by what it is about. */
    private final TreeMap<String, Long> active = new TreeMap<>();
    private long newestNanos;
    private String venue = "";
    private String session = "";
    private long toldNanos;

    FeedWatch(final AlertLimits limits, final PartitionEnds ends, final RecordOutput output) {
        this.limits = limits;
        this.ends = ends;
        this.output = output;
    }

    /** Takes how far a partition has been read. */
    void position(final MarketPulse pulse) {
        if (pulse.timeNanos() >= newestNanos) {
            newestNanos = pulse.timeNanos();
            venue = pulse.venue();
            session = pulse.session();
        }
        toldNanos = Math.max(toldNanos, pulse.c());
        positions.computeIfAbsent(pulse.name(), topic -> new TreeMap<>()).merge((int) pulse.b(), pulse.a(), Math::max);
    }

    /** The clock when positions were told last: what they are compared with, since they were on their way since. */
    long toldNanos() {
        return toldNanos;
    }

    /** Looks at the feed at a time of the clock. */
    void look(final long clockNanos) {
        if (newestNanos == 0) {
            return;
        }
        if (limits.staleFeedMillis() > 0) {
            final long behind = Math.floorDiv(clockNanos - newestNanos, NANOS_PER_MILLI);
            judge(AlertKind.STALE_FEED, AlertSeverity.CRITICAL, STALE_FEED, behind > limits.staleFeedMillis(), clockNanos,
                    limits.staleFeedMillis(), behind, "ms", "market time is " + behind + " ms behind the clock");
        }
        if (limits.skewFactor() > 0) {
            positions.forEach((topic, partitions) -> lookAtLags(topic, partitions, clockNanos));
        }
    }

    private void lookAtLags(final String topic, final Map<Integer, Long> partitions, final long clockNanos) {
        final long[] lags = new long[partitions.size()];
        int known = 0;
        for (final Map.Entry<Integer, Long> position : partitions.entrySet()) {
            final long end = ends.end(topic, position.getKey());
            if (end >= 0) {
                lags[known++] = Math.max(0, end - position.getValue());
            }
        }
        if (known < 2) {
            return;
        }
        final long[] sorted = Arrays.copyOf(lags, known);
        Arrays.sort(sorted);
        final long median = sorted[(known - 1) / 2];
        final long limit = Math.max(limits.skewRecords(), limits.skewFactor() * median);
        int at = 0;
        for (final Map.Entry<Integer, Long> position : partitions.entrySet()) {
            if (ends.end(topic, position.getKey()) < 0) {
                continue;
            }
            final long lag = lags[at++];
            judge(AlertKind.PARTITION_SKEW, AlertSeverity.WARNING,
                    AlertKind.PARTITION_SKEW + "/" + topic + "-" + position.getKey(), lag > limit, clockNanos, limit, lag,
                    "records", "partition " + topic + "-" + position.getKey() + " lags " + lag
                            + " records where the median lags " + median);
        }
    }

    private void judge(
            final AlertKind kind,
            final AlertSeverity severity,
            final String about,
            final boolean holds,
            final long clockNanos,
            final long limit,
            final long observed,
            final String unit,
            final String evidence) {
        final Long raised = active.get(about);
        if (holds && raised == null) {
            active.put(about, clockNanos);
            publish(kind, severity, about, true, clockNanos, 0, limit, observed, unit, evidence);
        } else if (!holds && raised != null) {
            active.remove(about);
            publish(kind, severity, about, false, raised, clockNanos, limit, observed, unit, evidence);
        }
    }

    private void publish(
            final AlertKind kind,
            final AlertSeverity severity,
            final String about,
            final boolean raised,
            final long raisedNanos,
            final long clearedNanos,
            final long limit,
            final long observed,
            final String unit,
            final String evidence) {
        final Alert alert = new Alert(venue, session, Topics.MARKET_WIDE_SYMBOL, 0L, newestNanos, 0L, 4,
                about + "/" + raisedNanos, kind, severity, raised, raisedNanos, clearedNanos, limit, observed, unit,
                evidence, Quality.OK, "", TradingState.UNKNOWN);
        output.publish(new PublishedRecord(
                Topics.ALERTS, KEY, Records.encode(alert), raised ? raisedNanos : clearedNanos));
    }

    /** What must outlive a failure, so that an alert raised before it is cleared after it. */
    byte[] save() {
        final StateWriter out = new StateWriter();
        out.put(VERSION);
        out.put(newestNanos);
        out.text(venue);
        out.text(session);
        out.put(active.size());
        active.forEach((about, raised) -> {
            out.text(about);
            out.put(raised);
        });
        return out.toBytes();
    }

    void load(final byte[] value) {
        final StateReader in = new StateReader(value);
        final long version = in.next();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "feed watch state has version " + version + "; this build reads version " + VERSION);
        }
        newestNanos = in.next();
        venue = in.text();
        session = in.text();
        for (int left = in.nextCount("active alerts", Integer.MAX_VALUE); left > 0; left--) {
            active.put(in.text(), in.next());
        }
    }

    /** What is active, for tests. */
    List<String> active() {
        return new ArrayList<>(active.keySet());
    }
}
