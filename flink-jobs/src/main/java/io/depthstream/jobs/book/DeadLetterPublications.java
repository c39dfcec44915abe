package io.depthstream.jobs.book;

import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.codec.Records;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Parks raw records that could not be used, whole or in part, on the dead-letter topic: bytes, position, reason.
 *
 * <p>The time in a letter is the record's own (Kafka timestamp, or receive time where there is none): the same record
 * gives the same letter when it is replayed. One thread.
 */
final class DeadLetterPublications {

    /** What the bytes of a letter are, so that they can be sent back. */
    static final String FORMAT = "topic-record";

    /** Name of this parker in a letter. */
    static final String PUBLISHER = "order-book-job";

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final byte[] NO_SYMBOL_KEY = Topics.MARKET_WIDE_SYMBOL.getBytes(StandardCharsets.UTF_8);

    private final RecordOutput output;
    private final BookTotals totals;

    DeadLetterPublications(final RecordOutput output, final BookTotals totals) {
        this.output = output;
        this.totals = totals;
    }

    /**
     * Parks a record.
     *
     * @param reason       counted reason, short
     * @param message      what was expected, what was seen
     * @param venue        venue, or empty where it could not be read
     * @param session      session, or empty
     * @param sequence     sequence of the first event that could not be used, or 0
     * @param receiveNanos when it was received, or 0 where that could not be read
     */
    void park(
            final RawBatch raw,
            final String reason,
            final String message,
            final String venue,
            final String session,
            final long sequence,
            final long receiveNanos) {
        final long time = raw.timestampMillis() >= 0 ? raw.timestampMillis() * NANOS_PER_MILLI : receiveNanos;
        final DeadLetter letter = DeadLetter.newBuilder()
                .setVenue(venue).setSession(session).setSymbol(raw.symbol()).setSequence(sequence)
                .setSource(raw.topic()).setPublisher(PUBLISHER).setFormat(FORMAT)
                .setPartition(raw.partition()).setOffset(raw.offset())
                .setReason(reason).setMessage(message)
                .setFirstTimeNanos(time).setLastTimeNanos(time)
                .setBytes(raw.value() == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(raw.value()))
                .build();
        final byte[] key = raw.symbol().isEmpty() ? NO_SYMBOL_KEY : raw.symbol().getBytes(StandardCharsets.UTF_8);
        output.publish(new PublishedRecord(Topics.DLQ, key, Records.encode(letter), time));
        totals.deadLetters++;
    }
}
