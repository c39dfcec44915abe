package io.depthstream.local.run;

import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.codec.Records;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The newest full book of every symbol, read from {@code market.book.latest} as a {@code read_committed} consumer does.
 *
 * <p>What is here was committed together with Flink's state, so it is what a desk may rely on. One thread.
 */
public final class CommittedBooks implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, BookLatest> books = new HashMap<>();
    private Observer observer = (partition, book) -> { };
    private long applied;

    /** Is told every record, in the order of its partition, by the thread that polls. */
    @FunctionalInterface
    public interface Observer {
        /** Takes a record. */
        void onBook(int partition, BookLatest book);
    }

    /** Reads the topic from its beginning. */
    public CommittedBooks(final String bootstrapServers) {
        final Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        final List<TopicPartition> partitions = consumer.partitionsFor(Topics.BOOK_LATEST).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Tells somebody every record from now on. */
    public void observe(final Observer by) {
        observer = by;
    }

    /** Reads what has been committed since the last call, waiting a short while for something. */
    public void poll() {
        for (final ConsumerRecord<String, byte[]> update : consumer.poll(POLL)) {
            final BookLatest book = Records.decode(BookLatest.class, update.value());
            final BookLatest before = books.put(update.key(), book);
            observer.onBook(update.partition(), book);
            applied += book.getAppliedEvents() - (before == null ? 0 : before.getAppliedEvents());
        }
    }

    /** Returns how many partitions the topic has. */
    public int partitions() {
        return consumer.assignment().size();
    }

    /** Returns the events applied to all books together. */
    public long applied() {
        return applied;
    }

    /** Returns the newest book by symbol; a live view. */
    public Map<String, BookLatest> books() {
        return books;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
