package io.depthstream.ingest.feed;

import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sends dead letters through the front door again, after what made them dead has been mended.
 *
 * <p>A message goes the way any message goes, decoded and normalised with the directory as it is now, under its own
 * session and sequence; a record goes back to the topic it came from. What fails again is parked again, with its first
 * time kept and its attempts raised. A reader takes an event once by its sequence, so that sending a letter twice is
 * harmless; for the same reason an event is too late for a book that has gone on beyond it, and such a book is mended
 * by a resync, not by this.
 *
 * <p>Letters of one session must be given in ascending sequence. One thread.
 */
public final class Redriver implements AutoCloseable {
    /** What became of a letter. */
    public enum Outcome {
        /** It was sent. */
        SENT,
        /** It failed again and lies on the dead-letter topic again. */
        PARKED_AGAIN,
        /** Its bytes cannot be sent: a packet whose messages cannot be told apart, or a record whose topic or partition is not there. */
        NOT_SENDABLE
    }

    private final Producer<byte[], byte[]> producer;
    private final FeedHandlerCounters counters = new FeedHandlerCounters();
    private final RecordSender sender;
    private final DeadLetters deadLetters;
    private final SymbolBatches batches;
    private final ItchNormaliser normaliser;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
    private final Map<String, Integer> partitions = new HashMap<>();

    /**
     * Reads the day's directory back and is ready to send.
     *
     * @param config          as of the handler that parked the letters, but with a publisher name of its own
     * @param producer        see {@link KafkaClients}; closed by {@link #close}
     * @param referenceReader reads the directory; closed here
     * @throws IllegalStateException if the directory cannot be read in time
     */
    public Redriver(
            final FeedHandlerConfig config,
            final Producer<byte[], byte[]> producer,
            final Consumer<byte[], byte[]> referenceReader) {
        this.producer = producer;
        final FeedIdentity identity = new FeedIdentity(
            config.text(ConfigKey.VENUE), config.text(ConfigKey.PUBLISHER), config.tradingDay(Instant.now()));
        final SymbolDirectory directory = new SymbolDirectory(Topics.MARKET_WIDE_SYMBOL);
        final String rawTopic = config.text(ConfigKey.TOPIC_RAW);
        sender = new RecordSender(producer, counters, System::nanoTime);
        deadLetters = new DeadLetters(sender, counters, config.text(ConfigKey.TOPIC_DLQ), identity, "redrive");
        final ReferenceTopic references =
            new ReferenceTopic(sender, directory, counters, identity, config.text(ConfigKey.TOPIC_REFERENCE));
        batches = new SymbolBatches(directory, BatchLimits.of(config),
            new BatchPublisher(sender, directory, counters, rawTopic, producer.partitionsFor(rawTopic).size(),
                config.integer(ConfigKey.MAX_PARALLELISM)), counters, identity.venue(), identity.publisher());
        normaliser = new ItchNormaliser(
            directory, batches, references, deadLetters, counters, identity.tradingDay());
        try (referenceReader) {
            references.readBack(referenceReader, config.seconds(ConfigKey.REFERENCE_TIMEOUT), System::nanoTime, deadLetters);
        }
    }

    /**
     * Sends one letter and waits until Kafka has it.
     *
     * @throws PublishException if Kafka refuses it
     */
    public Outcome redrive(final DeadLetter letter) {
        final byte[] bytes = new byte[letter.getBytes().remaining()];
        letter.getBytes().duplicate().get(bytes);
        final Outcome outcome = switch (letter.getFormat()) {
            case DeadLetters.FORMAT_MESSAGE -> message(letter, bytes);
            case DeadLetters.FORMAT_RECORD -> record(letter, bytes);
            default -> Outcome.NOT_SENDABLE;
        };
        sender.flush();
        sender.requireHealthy();
        return outcome;
    }

    private Outcome message(final DeadLetter letter, final byte[] bytes) {
        final long parkedBefore = counters.deadLetters();
        deadLetters.again(letter, SystemEpochNanoClock.INSTANCE.nanoTime());
        buffer.wrap(bytes);
        normaliser.onMessage(
            letter.getSession(), letter.getSequence(), buffer, 0, bytes.length, letter.getFirstTimeNanos());
        batches.flush(FlushReason.DRAINED);
        return counters.deadLetters() == parkedBefore ? Outcome.SENT : Outcome.PARKED_AGAIN;
    }

    private Outcome record(final DeadLetter letter, final byte[] bytes) {
        if (letter.getPartition() < 0 || letter.getSymbol().isEmpty()
            || letter.getPartition() >= partitionsOf(letter.getSource())) {
            return Outcome.NOT_SENDABLE;
        }
        sender.send(letter.getSource(), letter.getPartition(), letter.getSymbol().getBytes(StandardCharsets.UTF_8), bytes);
        return Outcome.SENT;
    }

    /** Partitions of a topic, 0 if there is none: what a letter names is not taken on trust. */
    private int partitionsOf(final String topic) {
        return partitions.computeIfAbsent(topic, name -> {
            try {
                return producer.partitionsFor(name).size();
            } catch (final InvalidTopicException | UnknownTopicOrPartitionException | TimeoutException e) {
                return 0;
            }
        });
    }

    /** Closes the producer. */
    @Override
    public void close() {
        producer.close();
    }
}
