package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.SourceMetric;
import io.depthstream.ingest.packet.SourceMetric.Sample;
import java.util.List;
import java.util.stream.IntStream;

/** A counter's value of each line. */
@FunctionalInterface
interface LineValue {
    /** The value now, from any thread. */
    long of(int line);

    /** A metric with a series for each line. */
    static SourceMetric metric(final int lines, final String name, final String help, final LineValue value) {
        return new SourceMetric(name, help, List.of("line"), IntStream.range(0, lines)
            .mapToObj(line -> new Sample(List.of(String.valueOf(line)), () -> value.of(line))).toList());
    }

    /** The metrics of what each line lost by itself. */
    static List<SourceMetric> ofSequences(final LineSequences sequences) {
        return List.of(
            metric(sequences.lines(), "feedhandler_source_gaps",
                "Times that a line jumped ahead in its sequence, before any arbitration.", sequences::gaps),
            metric(sequences.lines(), "feedhandler_source_missed_messages",
                "Messages that a line jumped over, before any arbitration.", sequences::missed));
    }
}
