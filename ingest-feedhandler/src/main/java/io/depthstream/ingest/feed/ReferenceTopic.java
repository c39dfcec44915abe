package io.depthstream.ingest.feed;

import io.depthstream.ingest.itch.StockDirectory;
import io.depthstream.schemas.avro.Reference;
import io.depthstream.schemas.codec.MalformedRecordException;
import io.depthstream.schemas.codec.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The day's directory on a compacted topic: each directory message is published, and a handler that starts in mid-day
 * reads them back and so knows every locate.
 *
 * <p>Locates are good for one day only (TotalView-ITCH 5.0, "Stock Locate: … valid for the day"), so entries of another
 * trading date, and of another venue, are counted and passed over. One thread; allocates.
 */
public final class ReferenceTopic {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final char YES = 'Y';

    private final RecordSender sender;
    private final SymbolDirectory directory;
    private final FeedHandlerCounters counters;
    private final FeedIdentity identity;
    private final String topic;
    private final String tradingDate;

    ReferenceTopic(
            final RecordSender sender,
            final SymbolDirectory directory,
            final FeedHandlerCounters counters,
            final FeedIdentity identity,
            final String topic) {
        this.sender = sender;
        this.directory = directory;
        this.counters = counters;
        this.identity = identity;
        this.topic = topic;
        tradingDate = identity.tradingDay().toString();
    }

    /**
     * Publishes a directory message.
     *
     * @param symbolId         the id its locate stands for
     * @param venueTimeNanos   its stamp, nanoseconds since the epoch, UTC
     * @param receiveTimeNanos when it was received, nanoseconds since the epoch, UTC
     */
    void publish(
            final int symbolId,
            final StockDirectory message,
            final String session,
            final long sequence,
            final long venueTimeNanos,
            final long receiveTimeNanos) {
        final Reference reference = Reference.newBuilder()
            .setVenue(identity.venue())
            .setSession(session)
            .setSymbol(directory.symbol(symbolId))
            .setSequence(sequence)
            .setVenueTimeNanos(venueTimeNanos)
            .setReceiveTimeNanos(receiveTimeNanos)
            .setLocate(message.stockLocate())
            .setTradingDate(tradingDate)
            .setMarketCategory(text(message.marketCategory()))
            .setFinancialStatus(text(message.financialStatusIndicator()))
            .setRoundLotSize((int) Math.min(Integer.MAX_VALUE, message.roundLotSize()))
            .setRoundLotsOnly(message.roundLotsOnly() == YES)
            .setIssueClassification(text(message.issueClassification()))
            .setIssueSubType(message.issueSubType())
            .setAuthenticity(text(message.authenticity()))
            .setShortSaleThreshold(text(message.shortSaleThresholdIndicator()))
            .setIpoFlag(text(message.ipoFlag()))
            .setLuldTier(text(message.luldReferencePriceTier()))
            .setEtpFlag(text(message.etpFlag()))
            .setEtpLeverage(message.etpLeverageFactor())
            .setInverse(message.inverseIndicator() == YES)
            .build();
        counters.onReference();
        sender.send(topic, null, directory.key(symbolId), Records.encode(reference));
    }

    private static String text(final char code) {
        return String.valueOf(code).trim();
    }

    /**
     * Reads the topic to the end it has now and registers the day's entries. Records that cannot be read are parked.
     *
     * @param consumer any consumer of bytes; its assignment is replaced, and it is left open
     * @param limit    how long this may take
     * @throws IllegalStateException if the end is not reached in that time
     */
    void readBack(
            final Consumer<byte[], byte[]> consumer,
            final Duration limit,
            final NanoClock clock,
            final DeadLetters deadLetters) {
        final long deadline = clock.nanoTime() + limit.toNanos();
        final List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic, limit).forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        final Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, limit));
        while (!reached(consumer, ends)) {
            if (clock.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the directory on " + topic + " could not be read to its end in "
                    + limit.toSeconds() + " s, partitions left " + ends.keySet() + ": see that the broker is up, or "
                    + "raise " + ConfigKey.REFERENCE_TIMEOUT.key());
            }
            consumer.poll(POLL).forEach(record -> restore(record, deadLetters));
        }
    }

    private static boolean reached(
            final Consumer<byte[], byte[]> consumer, final Map<TopicPartition, Long> ends) {
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return ends.isEmpty();
    }

    private void restore(final ConsumerRecord<byte[], byte[]> record, final DeadLetters deadLetters) {
        if (record.value() == null) {
            return;
        }
        try {
            final Reference reference = Records.decode(Reference.class, record.value());
            if (!tradingDate.contentEquals(reference.getTradingDate())
                || !identity.venue().contentEquals(reference.getVenue())) {
                counters.onReferenceStale();
                return;
            }
            directory.register(reference.getLocate(), reference.getSymbol());
            counters.onReferenceRestored();
        } catch (final MalformedRecordException | IllegalArgumentException e) {
            deadLetters.parkRecord(DeadLetterReason.BAD_REFERENCE, "cannot be read back: " + e.getMessage(), topic,
                record.partition(), record.offset(), TimeUnit.MILLISECONDS.toNanos(record.timestamp()),
                record.value());
        }
    }
}
