package io.depthstream.local.run;

import io.depthstream.local.deadletter.DeadLetterTopic;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.codec.EventBatchReader;
import java.util.Map;
import java.util.TreeMap;

/**
 * The venue's own numbers under which a run has published what it took.
 *
 * @param first  lowest number
 * @param last   highest number
 * @param events events on the raw topic
 * @param parked messages on the dead-letter topic
 */
record PublishedSequences(long first, long last, long events, long parked) {

    /** Reads both topics as they are now, by session. */
    static Map<String, PublishedSequences> read(final String bootstrapServers) {
        final Map<String, PublishedSequences> bySession = new TreeMap<>();
        final EventBatchReader batch = new EventBatchReader();
        CommittedTopic.read(bootstrapServers, Topics.RAW_XNAS, record -> {
            batch.wrap(record.value());
            while (batch.nextEvent()) {
                if (ofTheVenue(batch)) {
                    bySession.merge(batch.session(),
                        new PublishedSequences(batch.sequence(), batch.sequence(), 1, 0), PublishedSequences::and);
                }
            }
        });
        try (DeadLetterTopic letters = new DeadLetterTopic(bootstrapServers)) {
            letters.list(Integer.MAX_VALUE).stream().flatMap(placed -> placed.letter().stream())
                .filter(letter -> letter.getSequence() > 0)
                .forEach(letter -> bySession.merge(letter.getSession(),
                    new PublishedSequences(letter.getSequence(), letter.getSequence(), 0, 1), PublishedSequences::and));
        }
        return bySession;
    }

    /** A gap is the feed handler's own word; a breach is the whole market's, though each symbol is told of it. */
    private static boolean ofTheVenue(final EventBatchReader event) {
        return event.kind() != EventKind.GAP
            && (event.kind() != EventKind.MWCB_BREACH || event.symbol().equals(Topics.MARKET_WIDE_SYMBOL));
    }

    private PublishedSequences and(final PublishedSequences more) {
        return new PublishedSequences(Math.min(first, more.first), Math.max(last, more.last), events + more.events,
            parked + more.parked);
    }
}
