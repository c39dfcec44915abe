package io.depthstream.ingest.feed;

import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.codec.Records;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Parks input that cannot be used, with its bytes and place, and counts it by reason.
 *
 * <p>Every bad input becomes a record: nothing is sampled away. A flood of them is slowed, like everything else, by the
 * producer's buffer. The key is the symbol where it is known, else none. One thread; allocates a record each.
 */
public final class DeadLetters {
    /** The bytes are a whole packet as it came off the line. */
    static final String FORMAT_PACKET = "moldudp64-packet";
    /** The bytes are one message, taken out of its packet. */
    static final String FORMAT_MESSAGE = "itch-message";
    /** The bytes are the value of a Kafka record. */
    static final String FORMAT_RECORD = "topic-record";

    private static final int NOWHERE = -1;

    private final RecordSender sender;
    private final FeedHandlerCounters counters;
    private final String topic;
    private final FeedIdentity identity;
    private final String source;
    private DeadLetter tried;
    private long triedNanos;

    /**
     * Dead letters of one handler.
     *
     * @param topic  where they go
     * @param source what the handler reads, in words
     */
    DeadLetters(
            final RecordSender sender,
            final FeedHandlerCounters counters,
            final String topic,
            final FeedIdentity identity,
            final String source) {
        this.sender = sender;
        this.counters = counters;
        this.topic = topic;
        this.identity = identity;
        this.source = source;
    }

    /**
     * Parks a packet whose messages cannot be told apart.
     *
     * @param message   what was expected, what was seen
     * @param line      line it came on, 0 or more
     * @param timeNanos when it was received, nanoseconds since the epoch, UTC
     */
    void parkPacket(
            final DeadLetterReason reason,
            final String message,
            final int line,
            final long timeNanos,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        park(reason, letter(reason, message, timeNanos, copy(buffer, offset, length))
            .setSource(source)
            .setLine(line)
            .setFormat(FORMAT_PACKET)
            .build());
    }

    /**
     * Parks one message.
     *
     * @param message   what was expected, what was seen
     * @param session   venue session
     * @param sequence  venue sequence
     * @param symbol    symbol, or empty where not known
     * @param timeNanos when it was received, nanoseconds since the epoch, UTC
     */
    void parkMessage(
            final DeadLetterReason reason,
            final String message,
            final String session,
            final long sequence,
            final String symbol,
            final long timeNanos,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final String place = " (session " + session + ", sequence " + sequence + ")";
        park(reason, letter(reason, message + place, timeNanos, copy(buffer, offset, length))
            .setSource(source)
            .setFormat(FORMAT_MESSAGE)
            .setSession(session)
            .setSequence(sequence)
            .setSymbol(symbol)
            .build());
    }

    /** Parks the value of a Kafka record that cannot be read. */
    void parkRecord(
            final DeadLetterReason reason,
            final String message,
            final String fromTopic,
            final int partition,
            final long recordOffset,
            final long timeNanos,
            final byte[] bytes) {
        park(reason, letter(reason, message, timeNanos, bytes)
            .setSource(fromTopic)
            .setFormat(FORMAT_RECORD)
            .setPartition(partition)
            .setOffset(recordOffset)
            .build());
    }

    /**
     * Says that what is parked next was parked before: it keeps its first time, and its attempts go on.
     *
     * @param timeNanos when it is tried again, nanoseconds since the epoch, UTC
     */
    void again(final DeadLetter letter, final long timeNanos) {
        tried = letter;
        triedNanos = timeNanos;
    }

    private DeadLetter.Builder letter(
            final DeadLetterReason reason, final String message, final long timeNanos, final byte[] bytes) {
        final DeadLetter.Builder letter = DeadLetter.newBuilder()
            .setVenue(identity.venue())
            .setPublisher(identity.publisher())
            .setTradingDate(identity.tradingDay().toString())
            .setLine(NOWHERE)
            .setPartition(NOWHERE)
            .setOffset(NOWHERE)
            .setReason(reason.text())
            .setMessage(message + ": parked on " + topic)
            .setFirstTimeNanos(timeNanos)
            .setLastTimeNanos(timeNanos)
            .setAttempts(1)
            .setBytes(ByteBuffer.wrap(bytes));
        if (tried != null) {
            letter.setFirstTimeNanos(tried.getFirstTimeNanos())
                .setLastTimeNanos(triedNanos)
                .setAttempts((int) Math.min(Integer.MAX_VALUE, tried.getAttempts() + 1L));
        }
        return letter;
    }

    private void park(final DeadLetterReason reason, final DeadLetter letter) {
        counters.onDeadLetter(reason);
        final String symbol = letter.getSymbol();
        final byte[] key = symbol.isEmpty() ? null : symbol.getBytes(StandardCharsets.UTF_8);
        sender.send(topic, null, key, Records.encode(letter));
    }

    private static byte[] copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }
}
