package io.depthstream.local.run;

import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Alert;
import io.depthstream.schemas.avro.LeaderRanking;
import io.depthstream.schemas.avro.Leaders;
import io.depthstream.schemas.codec.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the analytics job has committed so far.
 *
 * @param records    records by topic, those of topics without any too
 * @param alerts     alerts raised, by kind
 * @param cleared    alerts of those that have cleared themselves
 * @param mostActive symbols with the most volume in the last second told of, the first the most active
 */
public record AnalyticsCounts(
        Map<String, Long> records, Map<String, Long> alerts, long cleared, List<String> mostActive) {
    private static final List<String> TOPICS = List.of(Topics.BARS, Topics.SIGNALS, Topics.TRADE_SIGNALS, Topics.FEATURES,
        Topics.PROFILE, Topics.LEADERS, Topics.ALERTS, Topics.LATE);

    /** Reads the topics from their beginning to their present end. */
    static AnalyticsCounts read(final String bootstrapServers) {
        final Map<String, Long> records = new TreeMap<>();
        final Map<String, Long> alerts = new TreeMap<>();
        final long[] cleared = new long[1];
        final List<String> mostActive = new ArrayList<>();
        for (final String topic : TOPICS) {
            records.put(topic, 0L);
            CommittedTopic.read(bootstrapServers, topic, record -> {
                records.merge(topic, 1L, Long::sum);
                if (topic.equals(Topics.ALERTS)) {
                    final Alert alert = Records.decode(Alert.class, record.value());
                    alerts.merge(alert.getKind().name(), alert.getActive() ? 1L : 0L, Long::sum);
                    cleared[0] += alert.getActive() ? 0 : 1;
                } else if (topic.equals(Topics.LEADERS)) {
                    final Leaders leaders = Records.decode(Leaders.class, record.value());
                    if (leaders.getRanking() == LeaderRanking.MOST_ACTIVE) {
                        mostActive.clear();
                        mostActive.addAll(leaders.getSymbols());
                    }
                }
            });
        }
        return new AnalyticsCounts(records, alerts, cleared[0], mostActive);
    }

    /** The same for a person. */
    List<String> lines() {
        final List<String> lines = new ArrayList<>();
        lines.add("Analytics: %,d bars, %,d signals, %,d trade signals, %,d features, %,d late events".formatted(
            records.get(Topics.BARS), records.get(Topics.SIGNALS), records.get(Topics.TRADE_SIGNALS),
            records.get(Topics.FEATURES), records.get(Topics.LATE)));
        lines.add("Alerts raised: %s; cleared: %,d".formatted(alerts.isEmpty() ? "none" : alerts, cleared));
        lines.add("Most active: %s".formatted(String.join(" ", mostActive)));
        return lines;
    }
}
