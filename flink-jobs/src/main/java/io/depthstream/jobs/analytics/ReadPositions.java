package io.depthstream.jobs.analytics;

import io.depthstream.jobs.source.RawBatch;
import java.util.HashMap;
import java.util.Map;

/**
 * How far each partition has been read by a subtask, and its newest event time; told now and then to the operator that
 * compares partitions. Bounded. One thread.
 */
final class ReadPositions {

    /** Most partitions followed; more are not compared. */
    static final int MAX_PARTITIONS = 4_096;

    private static final class Position {
        private String topic;
        private int partition;
        private long nextOffset;
        private long newestNanos;
        private boolean moved;
    }

    private final Map<String, Position[]> byTopic = new HashMap<>();
    private int followed;

    /** Notes that a record was read, the newest event time of the subtask then being the given one. */
    void read(final RawBatch record, final long newestNanos) {
        final int partition = record.partition();
        Position[] partitions = byTopic.get(record.topic());
        if (partitions == null || partition >= partitions.length) {
            if (partition < 0 || followed + partition >= MAX_PARTITIONS) {
                return;
            }
            final Position[] grown = new Position[partition + 1];
            for (int i = 0; i < grown.length; i++) {
                grown[i] = partitions != null && i < partitions.length ? partitions[i] : new Position();
                grown[i].topic = record.topic();
                grown[i].partition = i;
            }
            followed += grown.length - (partitions == null ? 0 : partitions.length);
            byTopic.put(record.topic(), grown);
            partitions = grown;
        }
        final Position position = partitions[partition];
        position.nextOffset = Math.max(position.nextOffset, record.offset() + 1);
        position.newestNanos = Math.max(position.newestNanos, newestNanos);
        position.moved = true;
    }

    /** Tells what moved since the last time; venue and session are those of the newest event. */
    void tell(final PulseOutput output, final String venue, final String session, final long clockNanos) {
        for (final Position[] partitions : byTopic.values()) {
            for (final Position position : partitions) {
                if (position.moved) {
                    position.moved = false;
                    output.pulse(MarketPulse.partition(position.topic, position.partition, venue, session,
                            position.nextOffset, position.newestNanos, clockNanos));
                }
            }
        }
    }
}
